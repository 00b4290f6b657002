// Puts an Asset together from a validated source and the bytes of its buffers.
#pragma once

#include "gltf/Asset.h"
#include "gltf/Source.h"

namespace vitrine::gltf {

/// `buffers[i]` holds at least the first neededBytes(source)[i] bytes of buffer i. Textures,
/// materials and images of the asset must be there already (they are known before the buffers are).
Status buildAsset(const Source& source, const std::vector<Bytes>& buffers, Asset& asset);

/// For every buffer, up to which byte the accessors read it; 0 for buffers that hold none of their
/// data.
std::vector<uint64_t> neededBytes(const Source& source);

}  // namespace vitrine::gltf
