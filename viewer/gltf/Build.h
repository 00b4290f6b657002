// Puts an Asset together from a validated source and the bytes of its buffers.
#pragma once

#include "gltf/Asset.h"
#include "gltf/Source.h"
#include "gltf/TangentJobs.h"

namespace vitrine::gltf {

/// What buildAsset() leaves to do.
struct Unfinished {
    std::vector<PendingTangents> tangents;
    uint64_t claimed = 0;  ///< bytes of memory that the asset takes so far, of kMaxDecodedBytes
};

/// `buffers[i]` holds at least the first neededBytes(source)[i] bytes of buffer i. Textures,
/// materials and images of the asset must be there already (they are known before the buffers are).
/// Missing tangents of primitives with more than `deferTangents` indices are left out (0: made here).
Result<Unfinished> buildAsset(const Source& source, const std::vector<Bytes>& buffers,
                              uint32_t deferTangents, Asset& asset);

/// For every buffer, up to which byte it is read; 0 for buffers that hold nothing of use. A decoded
/// buffer that is read needs the range that it decodes from.
std::vector<uint64_t> neededBytes(const Source& source);

}  // namespace vitrine::gltf
