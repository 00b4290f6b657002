// KHR_texture_transform: offset, rotation, scale and another UV set for one use of a texture.
#pragma once

#include "gltf/Asset.h"
#include "gltf/TinyGltf.h"

namespace vitrine::gltf {

/// Folds the extension, where `extensions` has it, into the slot. The extension's texCoord wins
/// over the slot's; returns the set to use.
int applyTextureTransform(const tinygltf::ExtensionMap& extensions, int texCoord,
                          TextureSlot& slot);

}  // namespace vitrine::gltf
