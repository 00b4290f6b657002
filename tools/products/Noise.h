// Deterministic procedural noise. Inputs are dimensionless (divide metres by the feature size).
// Any thread.
#pragma once

#include <cstdint>

#include <glm/glm.hpp>

namespace vitrine::products {

// Integer hash to 0..1 (the finaliser of MurmurHash3).
float hash(int x, int y, int z, uint32_t seed = 0);

// Gradient noise, about -1..1, zero at integer points (Perlin 2002 with hashed gradients).
float noise(glm::vec3 p, uint32_t seed = 0);

// Sum of octaves of noise(), each half the height and twice the frequency; about -1..1.
float fbm(glm::vec3 p, int octaves, uint32_t seed = 0);

struct Cell {
    float nearest;  // distance to the nearest point
    float second;   // distance to the second nearest
    float id;       // 0..1, constant for the nearest point
};

// One jittered point per unit cube (Worley 1996).
Cell cells(glm::vec3 p, uint32_t seed = 0);

inline float step01(float from, float to, float x) {
    const float t = glm::clamp((x - from) / (to - from), 0.0f, 1.0f);
    return t * t * (3 - 2 * t);
}

}  // namespace vitrine::products
