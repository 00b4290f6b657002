// Mesh toolkit of the demo products: every builder appends one chart (a piece of surface with its
// own rectangle of the texture atlas) to a Mesh. Lengths in metres, Y up, counter-clockwise faces
// seen from outside. Plain values; any thread.
//
//   Mesh body;
//   lathe(body, resample(roundedPolyline(points, 5), 0.003f), 96, Rect{0, 0, 1, 0.6f}, kBody);
//   finish(body, 50.0f);
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include <glm/glm.hpp>

namespace vitrine::products {

struct Vertex {
    glm::vec3 position{0};
    glm::vec3 normal{0, 1, 0};
    glm::vec4 tangent{1, 0, 0, 1};  // along increasing u, and the bitangent's sign
    glm::vec2 uv{0};                // atlas, 0..1, v down as in glTF
    glm::vec3 local{0};  // position before place(): the space solid textures are painted in
    glm::vec2 st{0};     // surface coordinates in metres
    float occlusion = 1.0f;
    int tag = 0;  // tells the painter which piece of the product this is
};

struct Mesh {
    std::vector<Vertex> vertices;
    std::vector<uint32_t> indices;
};

// A rectangle of the atlas in fractions of its size. Builders keep a small gutter inside it.
struct Rect {
    float x = 0, y = 0, w = 1, h = 1;
};

// A corner of a profile: radius (or x), height (or y), and the radius of its fillet.
struct Corner {
    float x, y, fillet;
};

using Points = std::vector<glm::vec2>;
using Path = std::vector<glm::vec3>;

constexpr float kPi = 3.14159265358979f;

// Polyline whose corners are rounded by `segments` pieces each.
Points roundedPolyline(const std::vector<Corner>& corners, int segments);

// Uniform Catmull-Rom curve through the points, `segments` pieces between two of them.
Points smoothCurve(const Points& through, int segments);
Path smoothCurve(const Path& through, int segments);

// Splits pieces longer than `longest`: occlusion is stored per vertex and needs them near.
Points resample(const Points& points, float longest);

// Surface of revolution around Y. The outside lies to the right of the profile's direction: start
// at the bottom's centre, go out, up and back in. `ripple` may displace along the radius,
// as a function of the angle and of the place on the profile (knurls, facets).
void lathe(Mesh& mesh, const Points& profile, int around, Rect rect, int tag,
           const std::function<float(float angle, int index)>& ripple = nullptr);

// Carries a closed section along a path that lies in the plane perpendicular to `binormal`.
// section(along 0..1, around 0..1) gives (across the path in its plane, along the binormal).
// Rounded caps close both ends where `capped`.
void sweep(Mesh& mesh, const Path& path, glm::vec3 binormal, int around,
           const std::function<glm::vec2(float along, float turn)>& section, bool capped, Rect rect,
           int tag);

// General chart: surface(u, v) for u, v in 0..1, st = (u, v) * size. The outside is where
// du x dv points.
void grid(Mesh& mesh, int columns, int rows,
          const std::function<glm::vec3(float u, float v)>& surface, glm::vec2 size, Rect rect,
          int tag);

// Plate facing +Z with planar coordinates (st = x, y). `outline(turn)` goes round its edge
// counter-clockwise, symmetric about the origin; the rings inside are scaled copies of it, at
// height(scale), scale 0 in the middle .. 1 at the edge.
void plate(Mesh& mesh, const std::function<glm::vec2(float turn)>& outline,
           const std::function<float(float scale)>& height, int rings, int around, Rect rect,
           int tag);

// Ring around the Z axis.
void torus(Mesh& mesh, float radius, float thickness, int around, int section, Rect rect, int tag);

// Convex outline in XY (counter-clockwise), from z = 0 up to `height`, its top edge bevelled.
void prism(Mesh& mesh, const Points& outline, float height, float bevel, Rect rect, int tag);

// Rounded rectangle of the given half sizes; the point at perimeter fraction `t` (from bottom
// centre, counter-clockwise).
glm::vec2 roundedRectangle(glm::vec2 half, float radius, float t);

// Fractions for roundedRectangle(), 0 first and 1 last, dense in the corners: `bend` pieces in
// each, pieces of about `longest` on the straight sides.
std::vector<float> roundedTurns(glm::vec2 half, float radius, int bend, float longest);

// Appends `piece` moved by a rigid transform. `local` keeps the untransformed place.
void place(Mesh& mesh, const Mesh& piece, const glm::mat4& transform);

// Area-weighted normals, smooth where faces meet at less than `creaseDegrees`; splits the others
// and merges equal vertices. Makes tangents. Call once per mesh, last.
void finish(Mesh& mesh, float creaseDegrees);

}  // namespace vitrine::products
