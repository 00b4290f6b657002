// How finely an image is spread over a surface. Pure; any thread.
#pragma once

#include <glm/mat4x4.hpp>

#include "gltf/Asset.h"

namespace vitrine::pose {

/// Units of texture coordinates (1 = the whole image) per metre, the square root of the ratio of a triangle's areas, that three
/// quarters of the surface reach: parts may be spread many times as finely as others. Triangles that show one texel only do
/// not count. 0 where that is not known (no triangles, no coordinates, no area).
double uvPerMetre(const gltf::Primitive& primitive, const gltf::TextureSlot& slot,
                  const glm::mat4& world);

}  // namespace vitrine::pose
