#include "pick/TriangleTree.h"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <limits>

namespace vitrine::pick {
namespace {

constexpr uint32_t kLeaf = 6;  // triangles
// Boxes that wait at once, one per generation: with 2³² triangles and the smaller half never below a quarter, 77.
constexpr size_t kDeepest = 96;

constexpr float kInfinity = std::numeric_limits<float>::infinity();

bool finite(const glm::vec3& p) {
    return std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z);
}

/// The distance at which the ray enters the box; infinite when it misses it or enters it beyond `limit`.
double enter(const glm::vec3& min, const glm::vec3& max, const glm::dvec3& origin,
             const glm::dvec3& inverse, double limit) {
    double near = 0, far = limit;
    for (int i = 0; i < 3; ++i) {
        const double a = (min[i] - origin[i]) * inverse[i], b = (max[i] - origin[i]) * inverse[i];
        // A ray within the plane of a side: 0 × ∞ says nothing, and the other sides decide.
        near = std::fmax(near, std::fmin(a, b));
        far = std::fmin(far, std::fmax(a, b));
    }
    return near <= far ? near : std::numeric_limits<double>::infinity();
}

/// Möller and Trumbore, "Fast, Minimum Storage Ray/Triangle Intersection", JGT 1997.
bool meet(const glm::dvec3& a, const glm::dvec3& b, const glm::dvec3& c, const glm::dvec3& origin,
          const glm::dvec3& direction, bool front, Meeting& out) {
    const glm::dvec3 ab = b - a, ac = c - a;
    const glm::dvec3 p = glm::cross(direction, ac);
    const double determinant = glm::dot(ab, p);
    if (front ? !(determinant > 0) : !(determinant != 0)) return false;
    const glm::dvec3 s = origin - a;
    const double u = glm::dot(s, p) / determinant;
    if (!(u >= 0 && u <= 1)) return false;
    const glm::dvec3 q = glm::cross(s, ab);
    const double v = glm::dot(direction, q) / determinant;
    if (!(v >= 0 && u + v <= 1)) return false;
    const double along = glm::dot(ac, q) / determinant;
    if (!(along >= 0 && along < out.along)) return false;
    out.along = along;
    out.weights = {1 - u - v, u, v};
    return true;
}

}  // namespace

TriangleTree::TriangleTree(const std::vector<glm::vec3>& positions,
                           const std::vector<uint32_t>& indices) {
    const size_t count = indices.size() / 3;
    std::vector<Box> boxes(count);
    for (size_t t = 0; t < count; ++t) {
        const glm::vec3 &a = positions[indices[3 * t]], &b = positions[indices[3 * t + 1]],
                        &c = positions[indices[3 * t + 2]];
        boxes[t] = {glm::min(a, glm::min(b, c)), glm::max(a, glm::max(b, c))};
        if (finite(a) && finite(b) && finite(c)) mOrder.push_back(static_cast<uint32_t>(t));
    }
    if (mOrder.empty()) return;
    mNodes.reserve(mOrder.size());
    build(boxes, 0, static_cast<uint32_t>(mOrder.size()));
}

uint32_t TriangleTree::build(const std::vector<Box>& boxes, uint32_t begin, uint32_t end) {
    const auto index = static_cast<uint32_t>(mNodes.size());
    Box box{glm::vec3(kInfinity), glm::vec3(-kInfinity)}, centers = box;
    for (uint32_t i = begin; i < end; ++i) {
        const Box& b = boxes[mOrder[i]];
        box = {glm::min(box.min, b.min), glm::max(box.max, b.max)};
        const glm::vec3 center = b.min * 0.5f + b.max * 0.5f;
        centers = {glm::min(centers.min, center), glm::max(centers.max, center)};
    }
    mNodes.push_back({box, begin, end - begin});
    if (end - begin <= kLeaf) return index;

    const glm::vec3 size = centers.max - centers.min;
    const int axis = size.x >= size.y && size.x >= size.z ? 0 : size.y >= size.z ? 1 : 2;
    const auto twice = [&](uint32_t t) { return boxes[t].min[axis] + boxes[t].max[axis]; };
    const float half = centers.min[axis] + centers.max[axis];
    const auto from = mOrder.begin() + begin, to = mOrder.begin() + end;
    auto middle = std::partition(from, to, [&](uint32_t t) { return twice(t) < half; });
    // Lopsided heaps would make a deep tree: halve them by number.
    const auto share = std::min(middle - from, to - middle);
    if (share < (to - from) / 4) {
        middle = from + (to - from) / 2;
        std::nth_element(from, middle, to,
                         [&](uint32_t a, uint32_t b) { return twice(a) < twice(b); });
    }
    const auto split = static_cast<uint32_t>(middle - mOrder.begin());
    build(boxes, begin, split);
    const uint32_t second = build(boxes, split, end);
    mNodes[index].first = second;
    mNodes[index].count = 0;
    return index;
}

void TriangleTree::refit(const std::vector<glm::vec3>& positions,
                         const std::vector<uint32_t>& indices) {
    // Children come after their parents.
    for (size_t n = mNodes.size(); n-- > 0;) {
        Node& node = mNodes[n];
        if (node.count == 0) {
            const Box &a = mNodes[n + 1].box, &b = mNodes[node.first].box;
            node.box = {glm::min(a.min, b.min), glm::max(a.max, b.max)};
            continue;
        }
        node.box = {glm::vec3(kInfinity), glm::vec3(-kInfinity)};
        for (uint32_t i = 0; i < node.count; ++i) {
            const size_t t = 3 * size_t{mOrder[node.first + i]};
            for (size_t k = 0; k < 3; ++k) {
                const glm::vec3& p = positions[indices[t + k]];
                node.box = {glm::min(node.box.min, p), glm::max(node.box.max, p)};
            }
        }
    }
}

std::optional<Meeting> TriangleTree::cast(const std::vector<glm::vec3>& positions,
                                          const std::vector<uint32_t>& indices, glm::dvec3 origin,
                                          glm::dvec3 direction, double limit, bool front) const {
    if (mNodes.empty()) return std::nullopt;
    const glm::dvec3 inverse = 1.0 / direction;
    Meeting nearest;
    nearest.along = limit;
    bool met = false;
    uint32_t waiting[kDeepest];
    size_t depth = 0;
    waiting[depth++] = 0;
    while (depth > 0) {
        const uint32_t n = waiting[--depth];
        const Node& node = mNodes[n];
        if (!(enter(node.box.min, node.box.max, origin, inverse, nearest.along) < nearest.along)) {
            continue;
        }
        if (node.count == 0) {
            // The nearer child first, so that the other is often out of reach by then.
            uint32_t first = n + 1, second = node.first;
            const Box &a = mNodes[first].box, &b = mNodes[second].box;
            if (enter(a.min, a.max, origin, inverse, nearest.along) >
                enter(b.min, b.max, origin, inverse, nearest.along)) {
                std::swap(first, second);
            }
            waiting[depth++] = second;
            waiting[depth++] = first;
            continue;
        }
        for (uint32_t i = 0; i < node.count; ++i) {
            const uint32_t t = mOrder[node.first + i];
            const glm::dvec3 a = positions[indices[3 * size_t{t}]],
                             b = positions[indices[3 * size_t{t} + 1]],
                             c = positions[indices[3 * size_t{t} + 2]];
            if (!meet(a, b, c, origin, direction, front, nearest)) continue;
            nearest.triangle = t;
            met = true;
        }
    }
    return met ? std::optional<Meeting>(nearest) : std::nullopt;
}

}  // namespace vitrine::pick
