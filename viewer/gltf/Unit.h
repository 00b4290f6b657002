// Unit vectors from whatever a file holds.
#pragma once

#include <cmath>
#include <glm/geometric.hpp>
#include <glm/vec3.hpp>

namespace vitrine::gltf {

/// v at unit length, also where the square of its length leaves the float's range; `otherwise` where
/// v has no direction (zero, infinite or not a number).
inline glm::vec3 unit(const glm::vec3& v, const glm::vec3& otherwise) {
    const float square = glm::dot(v, v);
    if (square > 0.9999f && square < 1.0001f) return v;
    if (square > 1e-30f && square < 1e30f) return v / std::sqrt(square);
    const glm::dvec3 wide(v);
    const double length = glm::length(wide);
    return length > 0 && std::isfinite(length) ? glm::vec3(wide / length) : otherwise;
}

}  // namespace vitrine::gltf
