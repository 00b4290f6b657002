// GLM (the core's maths) to the engine's own maths types. Both are column-major floats.
#pragma once

#include <math/mat4.h>
#include <math/vec3.h>
#include <math/vec4.h>

#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>

namespace vitrine::render {

inline filament::math::float3 toEngine(const glm::vec3& v) {
    return {v.x, v.y, v.z};
}

inline filament::math::float4 toEngine(const glm::vec4& v) {
    return {v.x, v.y, v.z, v.w};
}

inline filament::math::mat4f toEngine(const glm::mat4& m) {
    return {toEngine(m[0]), toEngine(m[1]), toEngine(m[2]), toEngine(m[3])};
}

}  // namespace vitrine::render
