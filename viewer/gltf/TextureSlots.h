// The texture slots of a material, all of them.
#pragma once

#include <vector>

#include "gltf/Asset.h"

namespace vitrine::gltf {

struct UsedSlot {
    const TextureSlot* slot;  ///< of the material
    bool srgb;                ///< its texture holds colours, else data
};

/// The slots of a material that have a texture and count for its look.
std::vector<UsedSlot> textureSlots(const Material& material);

}  // namespace vitrine::gltf
