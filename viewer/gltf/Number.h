// Doubles of JSON to floats of the Asset.
#pragma once

#include <glm/vec3.hpp>
#include <vector>

namespace vitrine::gltf {

/// Clamped to what a float holds (JSON may say 1e300). JSON has no NaN.
inline float finite(double value) {
    constexpr double kMax = 3.0e38;
    return static_cast<float>(value > kMax ? kMax : value < -kMax ? -kMax : value);
}

inline glm::vec3 finite3(const std::vector<double>& v, glm::vec3 otherwise) {
    return v.size() == 3 ? glm::vec3(finite(v[0]), finite(v[1]), finite(v[2])) : otherwise;
}

inline std::vector<float> finiteAll(const std::vector<double>& v) {
    std::vector<float> out;
    out.reserve(v.size());
    for (double value : v) out.push_back(finite(value));
    return out;
}

}  // namespace vitrine::gltf
