// Directions of cube texels and evenly spread samples, shared by the files of this room.
#pragma once

#include <cmath>
#include <cstdint>
#include <glm/glm.hpp>

namespace vitrine::light {

constexpr float kPi = 3.14159265358979f;
constexpr float kTwoPi = 2 * kPi;

/// Point i of n of the Hammersley set, with a radical inverse in base 2; offset by half a step so
/// that no point lies on an edge.
inline glm::vec2 hammersley(uint32_t i, uint32_t n) {
    uint32_t bits = i;
    bits = (bits << 16) | (bits >> 16);
    bits = ((bits & 0x55555555u) << 1) | ((bits & 0xaaaaaaaau) >> 1);
    bits = ((bits & 0x33333333u) << 2) | ((bits & 0xccccccccu) >> 2);
    bits = ((bits & 0x0f0f0f0fu) << 4) | ((bits & 0xf0f0f0f0u) >> 4);
    bits = ((bits & 0x00ff00ffu) << 8) | ((bits & 0xff00ff00u) >> 8);
    return {(static_cast<float>(i) + 0.5f) / static_cast<float>(n),
            (static_cast<float>(bits >> 8) + 0.5f) * 0x1p-24f};
}

/// Direction of face coordinates s, t in −1…1 (s to the right, t down, as GL's cube faces are laid
/// out; table 8.19 of the OpenGL ES 3.0 specification). Not normalised.
inline glm::vec3 faceDirection(int face, float s, float t) {
    switch (face) {
        case 0:
            return {1, -t, -s};
        case 1:
            return {-1, -t, s};
        case 2:
            return {s, 1, t};
        case 3:
            return {s, -1, -t};
        case 4:
            return {s, -t, 1};
        default:
            return {-s, -t, -1};
    }
}

/// The inverse: face of a direction, and its coordinates in −1…1.
inline int faceOf(const glm::vec3& d, float& s, float& t) {
    const float ax = std::fabs(d.x), ay = std::fabs(d.y), az = std::fabs(d.z);
    if (ax >= ay && ax >= az) {
        s = (d.x > 0 ? -d.z : d.z) / ax;
        t = -d.y / ax;
        return d.x > 0 ? 0 : 1;
    }
    if (ay >= az) {
        s = d.x / ay;
        t = (d.y > 0 ? d.z : -d.z) / ay;
        return d.y > 0 ? 2 : 3;
    }
    s = (d.z > 0 ? d.x : -d.x) / az;
    t = -d.y / az;
    return d.z > 0 ? 4 : 5;
}

/// Centre of texel i of n, in −1…1.
inline float texelCenter(uint32_t i, uint32_t n) {
    return (2 * static_cast<float>(i) + 1) / static_cast<float>(n) - 1;
}

}  // namespace vitrine::light
