// KHR_lights_punctual.
#pragma once

#include "gltf/Asset.h"
#include "gltf/Source.h"

namespace vitrine::gltf {

/// Reads asset.lights, and Node::light of the nodes that asset.nodes has already. Indices must have been checked. What can't be
/// right becomes a sentence in asset.warnings.
void readLights(const Source& source, Asset& asset);

/// The index that a node names, kNone = it has no light.
int32_t lightOf(const Source& source, size_t node);
/// How many lights the file has.
size_t lightCount(const Source& source);

}  // namespace vitrine::gltf
