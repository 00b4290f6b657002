// Nodes, scenes and cameras.
#pragma once

#include "gltf/Asset.h"
#include "gltf/Source.h"

namespace vitrine::gltf {

/// Fills in nodes, scenes, scene and cameras. The source must have been validated.
void readNodes(const Source& source, Asset& asset);

}  // namespace vitrine::gltf
