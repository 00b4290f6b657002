// Animations: keyframes of nodes' transforms and morph weights.
#pragma once

#include "gltf/Accessor.h"
#include "gltf/Asset.h"
#include "gltf/Source.h"

namespace vitrine::gltf {

/// Fills in animations; nodes and meshes must be there. Channels without a node or with a path of
/// an unknown extension are left out, as the specification asks.
Status readAnimations(const Source& source, AccessorReader& reader, Asset& asset);

}  // namespace vitrine::gltf
