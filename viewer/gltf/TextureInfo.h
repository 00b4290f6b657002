// Where a material names a texture.
#pragma once

#include <string>
#include <vector>

#include "gltf/Asset.h"
#include "gltf/TinyGltf.h"

namespace vitrine::gltf {

/// A slot of materials[material], of its index, UV set and extensions. One that can't be shown as meant is left empty, with a
/// sentence in `warnings`.
TextureSlot readSlot(int texture, int texCoord, const tinygltf::ExtensionMap& extensions,
                     size_t material, std::vector<std::string>& warnings);

}  // namespace vitrine::gltf
