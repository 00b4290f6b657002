// What a page wants to know of a product before it has any of it.
#pragma once

#include "Images.h"
#include "Simplify.h"
#include "camera/Framing.h"

namespace vitrine::pack {

/// The box of a level at rest, in metres.
gltf::Box boundsOf(const Product& product, const std::vector<Mesh>& meshes);

/// What decides about the distance from which a product is seen whole, of its full geometry at rest.
camera::Framing framingOf(const Product& product);

/// Per texture (EncodedImages::textures) how finely it is spread where it is coarsest, see pose/Density.h; 0 = not known.
/// `textureOf` is EncodedImages::texture.
std::vector<double> densitiesOf(const Product& product, const UsedImages& used,
                                const std::vector<uint32_t>& textureOf, size_t textures);

/// Textures that the product shows without a variant, in ascending order. `textureOf`: per used image.
std::vector<size_t> shownTextures(const Product& product, const UsedImages& used,
                                  const std::vector<size_t>& textureOf);

/// The viewer's material packages that the product needs without a variant, in alphabetical order.
std::vector<std::string> materialsOf(const gltf::Asset& asset);

/// The colour of the surface, "#rrggbb" in sRGB: base colours weighted by area and opacity. `mean` is that of
/// EncodedImages.
std::string dominantColor(const Product& product, const UsedImages& used,
                          const std::vector<std::array<float, 4>>& mean);

}  // namespace vitrine::pack
