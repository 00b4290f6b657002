// How finely an image is spread over a surface. Pure; any thread.
#pragma once

#include <glm/mat4x4.hpp>

#include "gltf/Asset.h"

namespace vitrine::pose {

/// Units of texture coordinates (1 = the whole image) per metre, in the mean over the primitive's triangles: the square
/// root of the ratio of the areas. 0 where that is not known (no triangles, no coordinates, no area).
double uvPerMetre(const gltf::Primitive& primitive, const gltf::TextureSlot& slot,
                  const glm::mat4& world);

}  // namespace vitrine::pose
