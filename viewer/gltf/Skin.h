// Skins, and that every mesh's joints fit the skin it is drawn with.
#pragma once

#include "gltf/Accessor.h"
#include "gltf/Asset.h"
#include "gltf/Source.h"

namespace vitrine::gltf {

/// Fills in skins; nodes and meshes must be there.
Status readSkins(const Source& source, AccessorReader& reader, Asset& asset);

}  // namespace vitrine::gltf
