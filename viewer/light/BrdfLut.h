// The split-sum table of a GGX reflection: how much of a uniform white light a surface reflects.
//
//     specular colour = f0 * lut.r + f90 * lut.g        // times the prefiltered radiance
//
// Column: N·V, row: perceptual roughness, both at texel centres: sample at (NoV, roughness) with
// linear filter and clamp to edge. D: GGX with α = roughness², G: Smith, height-correlated (Heitz
// 2014), F: Schlick. Method: Karis 2013, with samples of visible normals (Heitz 2018), which need
// few of them.
//
// A third channel has the albedo of sheen: what fibres reflect of such a light. D: Charlie (Estevez and Kulla 2017), V: Neubelt
// and Pettineo 2013, as KHR_materials_sheen has them.
#pragma once

#include <cstdint>
#include <vector>

namespace vitrine::light {

/// size × size texels of RGBA16F, row 0 = smooth: scale, bias, sheen's albedo, 0.
std::vector<uint16_t> brdfLut(uint32_t size = 32);

/// One entry: scale of f0 in `scale`, of f90 in `bias`, with `samples` samples.
void integrateBrdf(float nDotV, float perceptualRoughness, uint32_t samples, float& scale,
                   float& bias);

/// The albedo of sheen, with `samples` samples.
float integrateSheen(float nDotV, float sheenRoughness, uint32_t samples);

}  // namespace vitrine::light
