#include "Shape.h"

#include <algorithm>
#include <cmath>

namespace vitrine::products {

namespace {

// Room for bilinear filtering and a few mip levels between neighbouring charts.
constexpr float kGutter = 4.0f / 1024.0f;

glm::vec2 intoRect(const Rect& rect, float u, float v) {
    return {rect.x + kGutter + u * (rect.w - 2 * kGutter),
            rect.y + kGutter + v * (rect.h - 2 * kGutter)};
}

template <typename P>
std::vector<P> catmullRom(const std::vector<P>& through, int segments) {
    std::vector<P> out;
    const int count = int(through.size());
    for (int i = 0; i + 1 < count; ++i) {
        const P p1 = through[i], p2 = through[i + 1];
        const P p0 = i > 0 ? through[i - 1] : p1 * 2.0f - p2;
        const P p3 = i + 2 < count ? through[i + 2] : p2 * 2.0f - p1;
        for (int s = 0; s < segments; ++s) {
            const float t = float(s) / float(segments);
            out.push_back(0.5f * (2.0f * p1 + (p2 - p0) * t +
                                  (2.0f * p0 - 5.0f * p1 + 4.0f * p2 - p3) * t * t +
                                  (3.0f * p1 - p0 - 3.0f * p2 + p3) * t * t * t));
        }
    }
    out.push_back(through.back());
    return out;
}

// Triangles of a (columns+1) x (rows+1) block of vertices; u runs fastest.
void stitch(Mesh& mesh, uint32_t base, int columns, int rows, bool flip) {
    for (int j = 0; j < rows; ++j) {
        for (int i = 0; i < columns; ++i) {
            const uint32_t a = base + uint32_t(j * (columns + 1) + i), b = a + 1;
            const uint32_t c = a + uint32_t(columns + 1), d = c + 1;
            const uint32_t quad[6] = {a, flip ? c : b, flip ? b : c, b, flip ? c : d, flip ? d : c};
            mesh.indices.insert(mesh.indices.end(), quad, quad + 6);
        }
    }
}

}  // namespace

Points roundedPolyline(const std::vector<Corner>& corners, int segments) {
    Points out;
    for (size_t i = 0; i < corners.size(); ++i) {
        const glm::vec2 p{corners[i].x, corners[i].y};
        if (i == 0 || i + 1 == corners.size() || corners[i].fillet <= 0) {
            out.push_back(p);
            continue;
        }
        const glm::vec2 before = glm::vec2{corners[i - 1].x, corners[i - 1].y} - p;
        const glm::vec2 after = glm::vec2{corners[i + 1].x, corners[i + 1].y} - p;
        const float reach =
            std::min({corners[i].fillet, 0.49f * glm::length(before), 0.49f * glm::length(after)});
        const glm::vec2 start = p + glm::normalize(before) * reach;
        const glm::vec2 end = p + glm::normalize(after) * reach;
        for (int s = 0; s <= segments; ++s) {
            const float t = float(s) / float(segments);
            out.push_back((1 - t) * (1 - t) * start + 2 * t * (1 - t) * p + t * t * end);
        }
    }
    return out;
}

Points smoothCurve(const Points& through, int segments) {
    return catmullRom(through, segments);
}
Path smoothCurve(const Path& through, int segments) {
    return catmullRom(through, segments);
}

Points resample(const Points& points, float longest) {
    Points out{points.front()};
    for (size_t i = 1; i < points.size(); ++i) {
        const glm::vec2 from = points[i - 1], to = points[i];
        const int pieces = std::max(1, int(std::ceil(glm::length(to - from) / longest)));
        for (int s = 1; s <= pieces; ++s) {
            out.push_back(glm::mix(from, to, float(s) / float(pieces)));
        }
    }
    return out;
}

void lathe(Mesh& mesh, const Points& profile, int around, Rect rect, int tag,
           const std::function<float(float, int)>& ripple) {
    std::vector<float> length{0.0f};
    float widest = 0;
    for (size_t i = 1; i < profile.size(); ++i) {
        length.push_back(length.back() + glm::length(profile[i] - profile[i - 1]));
        widest = std::max(widest, profile[i].x);
    }
    const auto base = uint32_t(mesh.vertices.size());
    for (size_t j = 0; j < profile.size(); ++j) {
        for (int i = 0; i <= around; ++i) {
            const float turn = float(i) / float(around);
            // The seam is at the back (-Z), where a shop's first picture does not look.
            const float angle = (i == around ? 0.0f : turn) * 2 * kPi;
            const float r = profile[j].x + (ripple ? ripple(angle, int(j)) : 0.0f);
            Vertex v;
            v.position = v.local = {-r * std::sin(angle), profile[j].y, -r * std::cos(angle)};
            v.uv = intoRect(rect, turn, 1 - length[j] / length.back());
            v.st = {turn * 2 * kPi * widest, length[j]};
            v.tag = tag;
            mesh.vertices.push_back(v);
        }
    }
    stitch(mesh, base, around, int(profile.size()) - 1, false);
}

void sweep(Mesh& mesh, const Path& path, glm::vec3 binormal, int around,
           const std::function<glm::vec2(float, float)>& section, bool capped, Rect rect, int tag) {
    struct Ring {
        glm::vec3 centre, tangent;
        float along, scale, length;
    };
    std::vector<Ring> rings;
    float total = 0;
    for (size_t i = 1; i < path.size(); ++i) total += glm::length(path[i] - path[i - 1]);
    float length = 0;
    for (size_t i = 0; i < path.size(); ++i) {
        const glm::vec3 before = path[i == 0 ? 0 : i - 1];
        const glm::vec3 after = path[std::min(i + 1, path.size() - 1)];
        if (i > 0) length += glm::length(path[i] - path[i - 1]);
        rings.push_back({path[i], glm::normalize(after - before), length / total, 1.0f, length});
    }
    if (capped) {
        constexpr int kSteps = 5;
        for (int end = 0; end < 2; ++end) {
            const Ring edge = end == 0 ? rings.front() : rings.back();
            // The cap bulges by the section's smaller half extent.
            float across = 0, over = 0;
            for (int i = 0; i < around; ++i) {
                const glm::vec2 p = section(edge.along, float(i) / float(around));
                across = std::max(across, std::abs(p.x));
                over = std::max(over, std::abs(p.y));
            }
            const float bulge = std::min(across, over) * (end == 0 ? -1.0f : 1.0f);
            std::vector<Ring> cap;
            for (int s = 1; s <= kSteps; ++s) {
                const float a = kPi / 2 * float(s) / float(kSteps);
                Ring ring = edge;
                ring.centre += edge.tangent * (bulge * std::sin(a));
                ring.scale = s == kSteps ? 0.0f : std::cos(a);
                ring.length += bulge * std::sin(a);
                cap.push_back(ring);
            }
            if (end == 0) {
                rings.insert(rings.begin(), cap.rbegin(), cap.rend());
            } else {
                rings.insert(rings.end(), cap.begin(), cap.end());
            }
        }
    }
    const float first = rings.front().length;
    const float span = rings.back().length - first;
    const auto base = uint32_t(mesh.vertices.size());
    for (const Ring& ring : rings) {
        const glm::vec3 side = glm::normalize(glm::cross(binormal, ring.tangent));
        glm::vec2 last = section(ring.along, 0);
        float perimeter = 0;
        for (int i = 0; i <= around; ++i) {
            const float turn = float(i) / float(around);
            const glm::vec2 p = section(ring.along, i == around ? 0.0f : turn);
            perimeter += glm::length(p - last);
            last = p;
            Vertex v;
            v.position = ring.centre + (side * p.x + binormal * p.y) * ring.scale;
            v.local = v.position;
            v.uv = intoRect(rect, turn, (ring.length - first) / span);
            v.st = {perimeter, ring.length};
            v.tag = tag;
            mesh.vertices.push_back(v);
        }
    }
    stitch(mesh, base, around, int(rings.size()) - 1, false);
}

void grid(Mesh& mesh, int columns, int rows, const std::function<glm::vec3(float, float)>& surface,
          glm::vec2 size, Rect rect, int tag) {
    const auto base = uint32_t(mesh.vertices.size());
    for (int j = 0; j <= rows; ++j) {
        for (int i = 0; i <= columns; ++i) {
            const float u = float(i) / float(columns), v = float(j) / float(rows);
            Vertex vertex;
            vertex.position = vertex.local = surface(u, v);
            vertex.uv = intoRect(rect, u, 1 - v);
            vertex.st = glm::vec2{u, v} * size;
            vertex.tag = tag;
            mesh.vertices.push_back(vertex);
        }
    }
    stitch(mesh, base, columns, rows, false);
}

void plate(Mesh& mesh, const std::function<glm::vec2(float)>& outline,
           const std::function<float(float)>& height, int rings, int around, Rect rect, int tag) {
    glm::vec2 half{0};
    for (int i = 0; i < around; ++i) {
        half = glm::max(half, glm::abs(outline(float(i) / float(around))));
    }
    const auto base = uint32_t(mesh.vertices.size());
    for (int j = 0; j <= rings; ++j) {
        const float scale = float(j) / float(rings);
        for (int i = 0; i <= around; ++i) {
            Vertex v;
            v.st = outline(i == around ? 0.0f : float(i) / float(around)) * scale;
            v.position = v.local = {v.st, height(scale)};
            v.uv = intoRect(rect, 0.5f + 0.5f * v.st.x / half.x, 0.5f - 0.5f * v.st.y / half.y);
            v.tag = tag;
            mesh.vertices.push_back(v);
        }
    }
    stitch(mesh, base, around, rings, true);
}

void torus(Mesh& mesh, float radius, float thickness, int around, int section, Rect rect, int tag) {
    grid(
        mesh, around, section,
        [&](float u, float v) {
            const float a = (u == 1 ? 0.0f : u) * 2 * kPi, b = (v == 1 ? 0.0f : v) * 2 * kPi;
            const float r = radius + thickness * std::cos(b);
            return glm::vec3{r * std::cos(a), r * std::sin(a), thickness * std::sin(b)};
        },
        {2 * kPi * radius, 2 * kPi * thickness}, rect, tag);
}

}  // namespace vitrine::products
