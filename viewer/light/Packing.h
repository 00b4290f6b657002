// Small number formats of textures, and the sRGB transfer curve. Pure, any thread.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>

namespace vitrine::light {

/// IEEE 754 binary16, rounded to nearest even. Too large becomes infinity; NaN stays NaN.
uint16_t toHalf(float value) noexcept;
float fromHalf(uint16_t bits) noexcept;

/// GL_UNSIGNED_INT_10F_11F_11F_REV for GL_R11F_G11F_B10F: red in the low bits. Rounded to nearest;
/// negative and NaN become 0, too large the largest finite number.
uint32_t packR11G11B10(const glm::vec3& rgb) noexcept;
glm::vec3 unpackR11G11B10(uint32_t bits) noexcept;

/// IEC 61966-2-1. Input is clamped to 0…1; NaN becomes 0.
float linearToSrgb(float linear) noexcept;
float srgbToLinear(float srgb) noexcept;

}  // namespace vitrine::light
