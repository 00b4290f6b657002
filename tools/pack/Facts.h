// What a page wants to know of a product before it has any of it.
#pragma once

#include "Images.h"
#include "Simplify.h"

namespace vitrine::pack {

/// The box of a level at rest, in metres.
gltf::Box boundsOf(const Product& product, const std::vector<Mesh>& meshes);

/// The colour of the surface, "#rrggbb" in sRGB: base colours weighted by area and opacity. `mean` is that of
/// EncodedImages.
std::string dominantColor(const Product& product, const UsedImages& used,
                          const std::vector<std::array<float, 4>>& mean);

}  // namespace vitrine::pack
