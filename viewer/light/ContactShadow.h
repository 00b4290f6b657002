// A soft shadow on the ground, as from a bright ceiling, computed on the CPU.
//
//     ContactShadow shadow({boxMin.x, boxMin.z}, {boxMax.x, boxMax.z}, boxMin.y, boxMax.y,
//     softness); for (each posed triangle mesh) shadow.add(positions, 3, vertexCount, indices,
//     indexCount, world); ShadowMap map = shadow.finish(); draw a rectangle map.min … map.max at
//     height `ground` with alpha = map.alpha × shadow-intensity
//
// Model: light comes evenly from the upper half space. A plate at height h takes from a point of
// the ground, at a distance d aside, the share h² / (π (h² + d²)²) per area: a blur of the plate's
// outline about as wide as h. What lies between the lowest and the highest surface above a texel
// counts as solid, and the plate that shades most wins, so walls shade the ground beside them.
// Fainter with height beyond that, zero along the border, dithered to 8 bits; same input gives same
// bytes. Points and lines cast none: don't add them. Lengths in metres. One thread per object.
#pragma once

#include <cstddef>
#include <cstdint>
#include <glm/glm.hpp>
#include <vector>

namespace vitrine::light {

struct ShadowMap {
    uint32_t width = 0;          ///< texels along +X; 0 when there is nothing to shade
    uint32_t height = 0;         ///< texels along +Z
    std::vector<uint8_t> alpha;  ///< row 0 at min.y; 255 = darkest
    glm::vec2 min{0}, max{0};    ///< world x, z of the rectangle
};

class ContactShadow {
public:
    /// Footprint and vertical extent of the model. softness 0…1: 0 is nearly hard. `size`: texels
    /// of the longer side, 16…1024.
    ContactShadow(glm::vec2 footprintMin, glm::vec2 footprintMax, float ground, float top,
                  float softness, uint32_t size = 128);

    /// Adds triangles. `stride` in floats from vertex to vertex; `indices` null = vertices in
    /// order. Indices out of range and positions that are not finite are skipped.
    void add(const float* positions, size_t stride, size_t vertexCount, const uint32_t* indices,
             size_t indexCount, const glm::mat4& world);

    ShadowMap finish();

private:
    void triangle(const glm::vec3& a, const glm::vec3& b, const glm::vec3& c);
    void reach(int x, int z, float height);

    int mWidth = 0, mHeight = 0;
    float mCell = 1;    // metres per texel
    glm::vec2 mMin{0};  // world position of the map's corner
    float mGround = 0;
    float mTall = 1;                       // height that scales the fade
    float mSpread = 1;                     // width of the blur by height
    std::vector<float> mLowest, mHighest;  // above the ground per texel; mLowest huge = nothing
    std::vector<glm::vec3> mPosed;
};

}  // namespace vitrine::light
