#include "light/files/Texels.h"

#include <cmath>
#include <cstring>

#include "light/Packing.h"

namespace vitrine::light {
namespace {

template <typename T>
T at(const uint8_t* bytes, uint32_t index) {
    T value;
    std::memcpy(&value, bytes + index * sizeof(T), sizeof(T));
    return value;
}

glm::vec3 halves(const uint8_t* texel) {
    return {fromHalf(at<uint16_t>(texel, 0)), fromHalf(at<uint16_t>(texel, 1)),
            fromHalf(at<uint16_t>(texel, 2))};
}

glm::vec3 floats(const uint8_t* texel) {
    return {at<float>(texel, 0), at<float>(texel, 1), at<float>(texel, 2)};
}

// Nine bits of each colour, then five of an exponent with a bias of 15.
glm::vec3 sharedExponent(uint32_t bits) {
    constexpr uint32_t kMantissa = 511;
    const float unit = std::ldexp(1.0f, static_cast<int>(bits >> 27) - 15 - 9);
    return glm::vec3(bits & kMantissa, bits >> 9 & kMantissa, bits >> 18 & kMantissa) * unit;
}

// Also where it is no number.
float atLeast0(float value) {
    return value > 0 ? value : 0;
}

}  // namespace

uint32_t texelBytes(TexelFormat format) noexcept {
    switch (format) {
        case TexelFormat::Half3:
            return 6;
        case TexelFormat::Half4:
            return 8;
        case TexelFormat::Float3:
            return 12;
        case TexelFormat::Float4:
            return 16;
        case TexelFormat::R11G11B10:
        case TexelFormat::Rgb9E5:
            return 4;
    }
    return 0;
}

glm::vec3 readTexel(TexelFormat format, const uint8_t* row, uint32_t index) noexcept {
    const uint8_t* texel = row + size_t(index) * texelBytes(format);
    glm::vec3 value(0);
    switch (format) {
        case TexelFormat::Half3:
        case TexelFormat::Half4:
            value = halves(texel);
            break;
        case TexelFormat::Float3:
        case TexelFormat::Float4:
            value = floats(texel);
            break;
        case TexelFormat::R11G11B10:
            value = unpackR11G11B10(at<uint32_t>(texel, 0));
            break;
        case TexelFormat::Rgb9E5:
            value = sharedExponent(at<uint32_t>(texel, 0));
            break;
    }
    return {atLeast0(value.r), atLeast0(value.g), atLeast0(value.b)};
}

}  // namespace vitrine::light
