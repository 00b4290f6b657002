// What the materials of a product take from their textures, whatever extensions they use.
#pragma once

#include <functional>

#include "Json.h"
#include "Textures.h"

namespace vitrine::pack {

/// One texture in one slot of a material.
struct TextureInfo {
    std::string slot;      ///< "baseColorTexture", "sheenColorTexture" …
    int64_t texture = -1;  ///< into textures
    uint32_t uv = 0;       ///< TEXCOORD set, KHR_texture_transform's where it names one
    ImageUse use;
};

/// Calls `visit` for every texture info of a material, extensions' ones included. `info` is the JSON object, of which
/// "index" may be changed.
void forEachTexture(Json& material,
                    const std::function<void(const TextureInfo&, Json& info)>& visit);

/// The same, without changing anything.
std::vector<TextureInfo> texturesOf(const Json& material);

/// Something in the material wants tangents: a normal map, or light that has a direction along the surface.
bool needsTangents(const Json& material);

bool isBlended(const Json& material);

}  // namespace vitrine::pack
