#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>

#include "Shape.h"

namespace vitrine::products {

namespace {

uint32_t addVertex(Mesh& mesh, glm::vec3 position, glm::vec2 uv, int tag) {
    Vertex v;
    v.position = v.local = position;
    v.uv = uv;
    v.st = {position.x, position.y};
    v.tag = tag;
    mesh.vertices.push_back(v);
    return uint32_t(mesh.vertices.size() - 1);
}

struct Key {
    std::array<int32_t, 3> at;
    bool operator==(const Key& other) const { return at == other.at; }
};

struct KeyHash {
    size_t operator()(const Key& key) const {
        return size_t(uint32_t(key.at[0]) * 73856093u ^ uint32_t(key.at[1]) * 19349663u ^
                      uint32_t(key.at[2]) * 83492791u);
    }
};

// Positions closer than a few micrometres are one place.
Key keyOf(glm::vec3 p) {
    constexpr float kScale = 2.0e5f;
    return {{int32_t(std::lround(p.x * kScale)), int32_t(std::lround(p.y * kScale)),
             int32_t(std::lround(p.z * kScale))}};
}

// Area-weighted tangents of a mesh whose vertices are final. No chart is mirrored into its
// neighbour through a shared vertex, so one sign per vertex is enough.
void makeTangents(Mesh& mesh) {
    std::vector<glm::vec3> sums(mesh.vertices.size(), glm::vec3{0});
    std::vector<float> signs(mesh.vertices.size(), 0.0f);
    for (size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        const Vertex& a = mesh.vertices[mesh.indices[i]];
        const Vertex& b = mesh.vertices[mesh.indices[i + 1]];
        const Vertex& c = mesh.vertices[mesh.indices[i + 2]];
        const glm::vec3 ab = b.position - a.position, ac = c.position - a.position;
        const glm::vec2 s = b.uv - a.uv, t = c.uv - a.uv;
        const float det = s.x * t.y - s.y * t.x;
        if (std::abs(det) < 1e-14f) continue;
        const glm::vec3 along = glm::normalize((ab * t.y - ac * s.y) / det);
        const float area = glm::length(glm::cross(ab, ac));
        for (size_t k = 0; k < 3; ++k) {
            sums[mesh.indices[i + k]] += along * area;
            // The image's v runs down: a chart that is not mirrored has a negative determinant.
            signs[mesh.indices[i + k]] += det < 0 ? area : -area;
        }
    }
    for (size_t i = 0; i < mesh.vertices.size(); ++i) {
        Vertex& v = mesh.vertices[i];
        glm::vec3 t = sums[i] - v.normal * glm::dot(v.normal, sums[i]);
        if (glm::length(t) < 1e-12f) {
            const glm::vec3 help =
                std::abs(v.normal.x) < 0.9f ? glm::vec3{1, 0, 0} : glm::vec3{0, 1, 0};
            t = help - v.normal * glm::dot(v.normal, help);
        }
        v.tangent = {glm::normalize(t), signs[i] < 0 ? -1.0f : 1.0f};
    }
}

}  // namespace

void prism(Mesh& mesh, const Points& outline, float height, float bevel, Rect rect, int tag) {
    const int count = int(outline.size());
    glm::vec2 low = outline[0], high = outline[0], centre{0};
    for (const glm::vec2& p : outline) {
        low = glm::min(low, p);
        high = glm::max(high, p);
        centre += p / float(count);
    }
    const auto uvAt = [&](glm::vec2 p, float sink) {
        // The sides are unfolded outwards by what they go down, so that nothing overlaps.
        const glm::vec2 size = high - low + 2 * (height + bevel);
        const glm::vec2 out = p + (sink > 0 ? glm::normalize(p - centre) * sink : glm::vec2{0});
        const glm::vec2 f = (out - low + (height + bevel)) / size;
        return glm::vec2{rect.x + f.x * rect.w, rect.y + (1 - f.y) * rect.h};
    };
    const auto inset = [&](int i) {
        const glm::vec2 a = outline[size_t((i + count - 1) % count)], b = outline[size_t(i)];
        const glm::vec2 c = outline[size_t((i + 1) % count)];
        const glm::vec2 in = glm::normalize(b - a), on = glm::normalize(c - b);
        const glm::vec2 n1{-in.y, in.x}, n2{-on.y, on.x};
        return b + (n1 + n2) * (bevel / (1.0f + glm::dot(n1, n2)));
    };
    std::vector<uint32_t> rings[3];
    for (int i = 0; i < count; ++i) {
        const glm::vec2 p = outline[size_t(i)], q = inset(i);
        rings[0].push_back(addVertex(mesh, {p, 0}, uvAt(p, height), tag));
        rings[1].push_back(addVertex(mesh, {p, height - bevel}, uvAt(p, bevel), tag));
        rings[2].push_back(addVertex(mesh, {q, height}, uvAt(q, 0), tag));
    }
    const uint32_t top = addVertex(mesh, {centre, height}, uvAt(centre, 0), tag);
    for (int i = 0; i < count; ++i) {
        const auto a = size_t(i), b = size_t((i + 1) % count);
        for (int r = 0; r < 2; ++r) {
            const uint32_t quad[6] = {rings[r][a], rings[r][b],     rings[r + 1][a],
                                      rings[r][b], rings[r + 1][b], rings[r + 1][a]};
            mesh.indices.insert(mesh.indices.end(), quad, quad + 6);
        }
        const uint32_t fan[3] = {rings[2][a], rings[2][b], top};
        mesh.indices.insert(mesh.indices.end(), fan, fan + 3);
    }
}

glm::vec2 roundedRectangle(glm::vec2 half, float radius, float t) {
    const float w = 2 * (half.x - radius), h = 2 * (half.y - radius), arc = kPi / 2 * radius;
    float s = (t - std::floor(t)) * (2 * w + 2 * h + 4 * arc);
    const auto corner = [&](glm::vec2 centre, float from) {
        const float a = from + s / radius;
        return centre + radius * glm::vec2{std::cos(a), std::sin(a)};
    };
    const glm::vec2 c = half - radius;
    if (s < w / 2) return {s, -half.y};
    s -= w / 2;
    if (s < arc) return corner({c.x, -c.y}, -kPi / 2);
    s -= arc;
    if (s < h) return {half.x, -c.y + s};
    s -= h;
    if (s < arc) return corner(c, 0);
    s -= arc;
    if (s < w) return {c.x - s, half.y};
    s -= w;
    if (s < arc) return corner({-c.x, c.y}, kPi / 2);
    s -= arc;
    if (s < h) return {-half.x, c.y - s};
    s -= h;
    if (s < arc) return corner(-c, kPi);
    s -= arc;
    return {-c.x + s, -half.y};
}

std::vector<float> roundedTurns(glm::vec2 half, float radius, int bend, float longest) {
    const float w = 2 * (half.x - radius), h = 2 * (half.y - radius), arc = kPi / 2 * radius;
    const float total = 2 * w + 2 * h + 4 * arc;
    // The top is split as the bottom is, so that the turn 1/2 is one of them.
    const float sides[10] = {w / 2, arc, h, arc, w / 2, w / 2, arc, h, arc, w / 2};
    std::vector<float> turns{0};
    float start = 0;
    for (int i = 0; i < 10; ++i) {
        const bool corner = i == 1 || i == 3 || i == 6 || i == 8;
        const int pieces = corner ? bend : std::max(1, int(std::ceil(sides[i] / longest)));
        for (int k = 1; k <= pieces; ++k) {
            turns.push_back((start + sides[i] * float(k) / float(pieces)) / total);
        }
        start += sides[i];
    }
    turns.back() = 1;
    return turns;
}

void place(Mesh& mesh, const Mesh& piece, const glm::mat4& transform) {
    const auto base = uint32_t(mesh.vertices.size());
    for (Vertex v : piece.vertices) {
        v.position = glm::vec3(transform * glm::vec4(v.position, 1));
        mesh.vertices.push_back(v);
    }
    for (const uint32_t index : piece.indices) mesh.indices.push_back(base + index);
}

void finish(Mesh& mesh, float creaseDegrees) {
    struct Corner3 {
        glm::vec3 weighted;  // face normal times twice its area
        glm::vec3 unit;
    };
    std::vector<uint32_t> kept;
    std::vector<Corner3> faces;
    for (size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        const glm::vec3 a = mesh.vertices[mesh.indices[i]].position;
        const glm::vec3 b = mesh.vertices[mesh.indices[i + 1]].position;
        const glm::vec3 c = mesh.vertices[mesh.indices[i + 2]].position;
        const glm::vec3 n = glm::cross(b - a, c - a);
        const float area = glm::length(n);
        // Poles of lathes and ends of caps collapse; 1e-12 m² is far below any visible face.
        if (area < 1e-12f) continue;
        for (size_t k = 0; k < 3; ++k) kept.push_back(mesh.indices[i + k]);
        faces.push_back({n, n / area});
    }
    std::unordered_map<Key, std::vector<uint32_t>, KeyHash> around;
    for (size_t i = 0; i < kept.size(); ++i) {
        around[keyOf(mesh.vertices[kept[i]].position)].push_back(uint32_t(i / 3));
    }
    const float limit = std::cos(creaseDegrees * kPi / 180);
    Mesh out;
    std::map<std::array<float, 9>, uint32_t> known;
    for (size_t i = 0; i < kept.size(); ++i) {
        Vertex v = mesh.vertices[kept[i]];
        glm::vec3 normal{0};
        for (const uint32_t face : around[keyOf(v.position)]) {
            if (glm::dot(faces[face].unit, faces[i / 3].unit) >= limit) {
                normal += faces[face].weighted;
            }
        }
        v.normal = glm::normalize(normal);
        const glm::ivec3 n{glm::round(v.normal * 4096.0f)};
        const std::array<float, 9> key{v.position.x, v.position.y, v.position.z,
                                       v.uv.x,       v.uv.y,       float(n.x),
                                       float(n.y),   float(n.z),   float(v.tag)};
        const auto [it, fresh] = known.emplace(key, uint32_t(out.vertices.size()));
        if (fresh) out.vertices.push_back(v);
        out.indices.push_back(it->second);
    }
    makeTangents(out);
    mesh = std::move(out);
}

}  // namespace vitrine::products
