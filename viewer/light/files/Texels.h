// The number formats in which KTX files hold light, read into floats.
//
// Formats: Khronos Data Format Specification 1.3, chapter 10 (half, 11-bit and 10-bit floats, shared exponent).
#pragma once

#include <cstdint>
#include <glm/glm.hpp>

namespace vitrine::light {

enum class TexelFormat : uint8_t { Half3, Half4, Float3, Float4, R11G11B10, Rgb9E5 };

/// Bytes of one texel.
uint32_t texelBytes(TexelFormat format) noexcept;

/// The red, green and blue of texel `index` of a row; negative numbers and NaN are 0. Alpha is left out.
glm::vec3 readTexel(TexelFormat format, const uint8_t* row, uint32_t index) noexcept;

}  // namespace vitrine::light
