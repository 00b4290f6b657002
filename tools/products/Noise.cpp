#include "Noise.h"

#include <cmath>

namespace vitrine::products {

namespace {

uint32_t mixBits(int x, int y, int z, uint32_t seed) {
    uint32_t h = uint32_t(x) * 0x8da6b343u ^ uint32_t(y) * 0xd8163841u ^ uint32_t(z) * 0xcb1ab31fu ^
                 (seed + 0x9e3779b9u) * 0x27d4eb2fu;
    h ^= h >> 16;
    h *= 0x85ebca6bu;
    h ^= h >> 13;
    h *= 0xc2b2ae35u;
    h ^= h >> 16;
    return h;
}

// Perlin's twelve edge directions, four of them twice.
float gradient(uint32_t h, float x, float y, float z) {
    const uint32_t k = h & 15u;
    const float u = k < 8 ? x : y;
    const float v = k < 4 ? y : (k == 12 || k == 14 ? x : z);
    return ((k & 1u) ? -u : u) + ((k & 2u) ? -v : v);
}

float fade(float t) {
    return t * t * t * (t * (t * 6 - 15) + 10);
}

}  // namespace

float hash(int x, int y, int z, uint32_t seed) {
    return float(mixBits(x, y, z, seed) >> 8) * (1.0f / 16777216.0f);
}

float noise(glm::vec3 p, uint32_t seed) {
    const int x = int(std::floor(p.x)), y = int(std::floor(p.y)), z = int(std::floor(p.z));
    const float fx = p.x - float(x), fy = p.y - float(y), fz = p.z - float(z);
    const float u = fade(fx), v = fade(fy), w = fade(fz);
    float corner[8];
    for (int i = 0; i < 8; ++i) {
        const int dx = i & 1, dy = (i >> 1) & 1, dz = i >> 2;
        corner[i] = gradient(mixBits(x + dx, y + dy, z + dz, seed), fx - float(dx), fy - float(dy),
                             fz - float(dz));
    }
    const auto lerp = [](float a, float b, float t) { return a + (b - a) * t; };
    return lerp(lerp(lerp(corner[0], corner[1], u), lerp(corner[2], corner[3], u), v),
                lerp(lerp(corner[4], corner[5], u), lerp(corner[6], corner[7], u), v), w);
}

float fbm(glm::vec3 p, int octaves, uint32_t seed) {
    float sum = 0, weight = 0.5f;
    for (int i = 0; i < octaves; ++i) {
        sum += weight * noise(p, seed + uint32_t(i));
        // Not exactly doubled, so that the octaves' zeros do not fall on one lattice.
        p = p * 2.03f + glm::vec3{0.37f, 0.71f, 0.13f};
        weight *= 0.5f;
    }
    return sum;
}

Cell cells(glm::vec3 p, uint32_t seed) {
    const int x = int(std::floor(p.x)), y = int(std::floor(p.y)), z = int(std::floor(p.z));
    Cell out{9, 9, 0};
    for (int k = -1; k <= 1; ++k) {
        for (int j = -1; j <= 1; ++j) {
            for (int i = -1; i <= 1; ++i) {
                const int cx = x + i, cy = y + j, cz = z + k;
                const glm::vec3 point{float(cx) + hash(cx, cy, cz, seed),
                                      float(cy) + hash(cx, cy, cz, seed + 101),
                                      float(cz) + hash(cx, cy, cz, seed + 202)};
                const float d = glm::length(point - p);
                if (d < out.nearest) {
                    out.second = out.nearest;
                    out.nearest = d;
                    out.id = hash(cx, cy, cz, seed + 303);
                } else if (d < out.second) {
                    out.second = d;
                }
            }
        }
    }
    return out;
}

}  // namespace vitrine::products
