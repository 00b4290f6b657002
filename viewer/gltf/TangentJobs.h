// Tangents that are made elsewhere, on another thread: what goes out and what comes back.
//
// The bytes are those of the decoder module, decode/wasm/exports.h.
#pragma once

#include <cstdint>
#include <vector>

#include "base/Bytes.h"
#include "base/Result.h"
#include "gltf/Asset.h"

namespace vitrine::gltf {

/// A primitive whose tangents are still to be made, which takes long enough to be worth another thread.
struct TangentJob {
    uint32_t job = 0;  ///< to answer with
    uint32_t vertices = 0, indices = 0;
    std::vector<uint8_t> bytes;  ///< as decode/wasm/exports.h wants them
};

/// A primitive of an asset that waits for its tangents.
struct PendingTangents {
    size_t mesh = 0, primitive = 0;
    TangentJob job;
    bool taken = false;  ///< handed out
    bool given = false;  ///< answered
};

/// The generator's input for a primitive with the texture's UV set. `job` is left 0.
TangentJob tangentJob(const Primitive& primitive, const TextureSlot& normalTexture);

/// Puts the generator's answer into the primitive that the job was made of: tangents, copied vertices, indices.
/// `claimed` counts the bytes of memory that the whole asset takes. Errors: BadCompression, and then the primitive
/// stays as it was; TooLarge.
Status giveTangents(Bytes answer, Primitive& primitive, uint64_t& claimed);

}  // namespace vitrine::gltf
