// Reference of the tone curve in the shaders, for tests: Khronos PBR Neutral, exact constants.
//
// Specification: KhronosGroup/ToneMapping, PBR_Neutral. Linear Rec. 709 in and out; colours below
// 0.8 − F90 keep hue and saturation, with the Fresnel offset of a dielectric (0.04) taken away.
#pragma once

#include <algorithm>
#include <glm/glm.hpp>

namespace vitrine::light {

inline glm::vec3 pbrNeutral(glm::vec3 color) {
    constexpr float kF90 = 0.04f;
    constexpr float kStart = 0.8f - kF90;  // where compression sets in
    constexpr float kDesaturation = 0.15f;
    const float low = std::min(color.r, std::min(color.g, color.b));
    color -= low < 2 * kF90 ? low - low * low / (4 * kF90) : kF90;
    const float peak = std::max(color.r, std::max(color.g, color.b));
    if (peak < kStart) return color;
    const float room = 1 - kStart;
    const float newPeak = 1 - room * room / (peak + room - kStart);
    color *= newPeak / peak;
    const float g = 1 - 1 / (kDesaturation * (peak - newPeak) + 1);
    return glm::mix(color, glm::vec3(newPeak), g);
}

}  // namespace vitrine::light
