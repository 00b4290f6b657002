#include "light/Packing.h"

#include <cmath>
#include <cstring>

namespace vitrine::light {

namespace {

uint32_t bitsOf(float value) {
    uint32_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    return bits;
}

float floatOf(uint32_t bits) {
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

// Unsigned float with 5 exponent bits and `mantissa` mantissa bits, rounded to nearest; the largest
// finite number stands for all that is larger.
uint32_t smallFloat(float value, int mantissa) {
    if (!(value > 0)) return 0;
    if (value < 0x1p-14f) {  // a fixed grid, as with halves
        return static_cast<uint32_t>(std::lround(std::ldexp(value, 14 + mantissa)));
    }
    const uint32_t largest = (30u << mantissa) | ((1u << mantissa) - 1);
    const int drop = 23 - mantissa;
    const uint32_t rounded = (bitsOf(value) - 0x38000000u + (1u << (drop - 1))) >> drop;
    return rounded < largest ? rounded : largest;
}

float fromSmallFloat(uint32_t bits, int mantissa) {
    return fromHalf(static_cast<uint16_t>(bits << (10 - mantissa)));
}

}  // namespace

uint16_t toHalf(float value) noexcept {
    const uint32_t bits = bitsOf(value);
    const uint32_t sign = (bits >> 16) & 0x8000u;
    const uint32_t magnitude = bits & 0x7fffffffu;
    if (magnitude > 0x7f800000u) return static_cast<uint16_t>(sign | 0x7e00u);
    if (magnitude >= 0x477ff000u) return static_cast<uint16_t>(sign | 0x7c00u);  // 65520 and more
    if (magnitude < 0x38800000u) {
        // Below 2⁻¹⁴ a half has a fixed grid of 2⁻²⁴; adding ½ makes the float's own rounding do
        // it.
        const float shifted = floatOf(magnitude) + 0.5f;
        return static_cast<uint16_t>(sign | (bitsOf(shifted) - bitsOf(0.5f)));
    }
    const uint32_t even = (magnitude >> 13) & 1u;
    return static_cast<uint16_t>(sign | ((magnitude - 0x38000000u + 0xfffu + even) >> 13));
}

float fromHalf(uint16_t half) noexcept {
    const uint32_t sign = (half & 0x8000u) << 16;
    const uint32_t magnitude = half & 0x7fffu;
    if (magnitude >= 0x7c00u) return floatOf(sign | 0x7f800000u | ((magnitude & 0x3ffu) << 13));
    if (magnitude < 0x400u) {
        const float value = static_cast<float>(magnitude) * 0x1p-24f;
        return sign ? -value : value;
    }
    return floatOf(sign | ((magnitude << 13) + 0x38000000u));
}

uint32_t packR11G11B10(const glm::vec3& rgb) noexcept {
    return smallFloat(rgb.r, 6) | smallFloat(rgb.g, 6) << 11 | smallFloat(rgb.b, 5) << 22;
}

glm::vec3 unpackR11G11B10(uint32_t bits) noexcept {
    return {fromSmallFloat(bits & 0x7ffu, 6), fromSmallFloat((bits >> 11) & 0x7ffu, 6),
            fromSmallFloat(bits >> 22, 5)};
}

float linearToSrgb(float linear) noexcept {
    if (!(linear > 0)) return 0;
    if (linear >= 1) return 1;
    return linear <= 0.0031308f ? linear * 12.92f : 1.055f * std::pow(linear, 1 / 2.4f) - 0.055f;
}

float srgbToLinear(float srgb) noexcept {
    if (!(srgb > 0)) return 0;
    if (srgb >= 1) return 1;
    return srgb <= 0.04045f ? srgb / 12.92f : std::pow((srgb + 0.055f) / 1.055f, 2.4f);
}

}  // namespace vitrine::light
