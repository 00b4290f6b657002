#include <algorithm>
#include <cmath>

#include "Product.h"

namespace vitrine::products {

namespace {

struct Triangle {
    glm::vec3 a, ab, ac, centre;
};

// A median-split tree of boxes; leaves hold up to four triangles. Built once, asked by rays that
// end after `reach`.
class RayTree {
public:
    explicit RayTree(std::vector<Triangle> triangles) : mTriangles(std::move(triangles)) {
        mNodes.reserve(mTriangles.size());
        if (!mTriangles.empty()) build(0, uint32_t(mTriangles.size()));
    }

    // Distance to the nearest hit, or `reach`.
    float cast(glm::vec3 from, glm::vec3 direction, float reach) const {
        if (mNodes.empty()) return reach;
        const glm::vec3 inverse = 1.0f / direction;
        uint32_t stack[64];
        int depth = 0;
        stack[depth++] = 0;
        while (depth > 0) {
            const Node& node = mNodes[stack[--depth]];
            const glm::vec3 t0 = (node.low - from) * inverse, t1 = (node.high - from) * inverse;
            const glm::vec3 near = glm::min(t0, t1), far = glm::max(t0, t1);
            const float enter = std::max({near.x, near.y, near.z, 0.0f});
            if (enter > std::min({far.x, far.y, far.z, reach})) continue;
            if (node.count == 0) {
                stack[depth++] = node.first;
                stack[depth++] = uint32_t(&node - mNodes.data()) + 1;
                continue;
            }
            for (uint32_t i = node.first; i < node.first + node.count; ++i) {
                reach = std::min(reach, hit(mTriangles[i], from, direction, reach));
            }
        }
        return reach;
    }

private:
    struct Node {
        glm::vec3 low, high;
        uint32_t first;  // first triangle of a leaf, or the right child (the left one follows)
        uint32_t count;
    };

    // Möller and Trumbore 1997, both sides.
    static float hit(const Triangle& t, glm::vec3 from, glm::vec3 direction, float reach) {
        const glm::vec3 p = glm::cross(direction, t.ac);
        const float det = glm::dot(t.ab, p);
        if (std::abs(det) < 1e-16f) return reach;
        const glm::vec3 s = from - t.a;
        const float u = glm::dot(s, p) / det;
        if (u < 0 || u > 1) return reach;
        const glm::vec3 q = glm::cross(s, t.ab);
        const float v = glm::dot(direction, q) / det;
        if (v < 0 || u + v > 1) return reach;
        const float d = glm::dot(t.ac, q) / det;
        return d > 0 ? d : reach;
    }

    uint32_t build(uint32_t first, uint32_t count) {
        const auto self = uint32_t(mNodes.size());
        Node node{glm::vec3{1e9f}, glm::vec3{-1e9f}, first, count};
        glm::vec3 low{1e9f}, high{-1e9f};
        for (uint32_t i = first; i < first + count; ++i) {
            const Triangle& t = mTriangles[i];
            for (const glm::vec3& p : {t.a, t.a + t.ab, t.a + t.ac}) {
                node.low = glm::min(node.low, p);
                node.high = glm::max(node.high, p);
            }
            low = glm::min(low, t.centre);
            high = glm::max(high, t.centre);
        }
        mNodes.push_back(node);
        if (count <= 4) return self;
        const glm::vec3 size = high - low;
        const int axis = size.x > size.y && size.x > size.z ? 0 : (size.y > size.z ? 1 : 2);
        const uint32_t half = count / 2;
        const auto begin = mTriangles.begin() + first;
        std::nth_element(begin, begin + half, begin + count,
                         [axis](const Triangle& l, const Triangle& r) {
                             return l.centre[axis] < r.centre[axis];
                         });
        build(first, half);
        const uint32_t right = build(first + half, count - half);
        mNodes[self].first = right;
        mNodes[self].count = 0;
        return self;
    }

    std::vector<Triangle> mTriangles;
    std::vector<Node> mNodes;
};

// Cosine-weighted directions around +Z: Hammersley points on the disc, lifted.
std::vector<glm::vec3> hemisphere(int count) {
    std::vector<glm::vec3> out;
    for (int i = 0; i < count; ++i) {
        uint32_t bits = uint32_t(i);
        float radical = 0, weight = 0.5f;
        for (; bits != 0; bits >>= 1, weight *= 0.5f) radical += float(bits & 1u) * weight;
        const float r = std::sqrt((float(i) + 0.5f) / float(count));
        const float a = 2 * kPi * radical;
        out.push_back({r * std::cos(a), r * std::sin(a), std::sqrt(std::max(0.0f, 1 - r * r))});
    }
    return out;
}

}  // namespace

void bakeOcclusion(Product& product) {
    constexpr int kRays = 96;
    std::vector<Triangle> triangles;
    for (const Part& part : product.parts) {
        if (part.alpha < 1) continue;
        const Mesh& m = part.mesh;
        for (size_t i = 0; i + 2 < m.indices.size(); i += 3) {
            const glm::vec3 a = m.vertices[m.indices[i]].position;
            const glm::vec3 b = m.vertices[m.indices[i + 1]].position;
            const glm::vec3 c = m.vertices[m.indices[i + 2]].position;
            triangles.push_back({a, b - a, c - a, (a + b + c) / 3.0f});
        }
    }
    const RayTree tree(std::move(triangles));
    const std::vector<glm::vec3> directions = hemisphere(kRays);
    const float reach = product.occlusionReach;
    for (Part& part : product.parts) {
        for (Vertex& v : part.mesh.vertices) {
            const glm::vec3 n = v.normal;
            const glm::vec3 help = std::abs(n.y) < 0.9f ? glm::vec3{0, 1, 0} : glm::vec3{1, 0, 0};
            const glm::vec3 t = glm::normalize(glm::cross(help, n)), b = glm::cross(n, t);
            float open = 0;
            for (const glm::vec3& d : directions) {
                // Start a little above, or the vertex's own faces would be hit.
                const float f = tree.cast(v.position + n * (reach * 0.004f),
                                          t * d.x + b * d.y + n * d.z, reach) /
                                reach;
                // Far hits count less, so that the darkening fades out at `reach`.
                open += f * f * (3 - 2 * f) * 0.6f + f * 0.4f;
            }
            v.occlusion = open / float(kRays);
        }
    }
}

}  // namespace vitrine::products
