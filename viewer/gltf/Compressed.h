// Finds what a file compresses and makes the rest of the reader see it plain.
//
// EXT_meshopt_compression: a buffer view whose bytes a decoder makes. KHR_draco_mesh_compression: a primitive whose
// indices and attributes come out of one compressed range. Both become buffers that the file does not have
// (BufferDecl::decoded), with views and accessors of the model referring to them, so whoever reads accessors needs to
// know nothing of compression.
#pragma once

#include "base/Result.h"
#include "gltf/Source.h"

namespace vitrine::gltf {

/// Checks the extensions' numbers and references, and redirects the model of a validated source. The fallbacks that a
/// file may have are not referred to afterwards. Errors: BadGltf; TooLarge when all the decoded bytes are too many.
Status readCompressed(Source& source);

/// The two halves of it, in this order.
Status readCompressedViews(Source& source);
Status readCompressedPrimitives(Source& source);

/// Declares a buffer of `bytes` bytes that `compressed` decodes to, and returns its index.
Result<uint32_t> addDecoded(Source& source, CompressedDecl compressed, uint64_t bytes);

}  // namespace vitrine::gltf
