// EXT_meshopt_compression: one compressed buffer view → its bytes.
//
// Codecs and filters are those of the extension's specification (vendor extension EXT_meshopt_compression, appendices
// A and B), decoded by meshoptimizer. Pure; any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "base/Bytes.h"
#include "base/RawBytes.h"
#include "base/Result.h"

namespace vitrine::decode {

enum class MeshoptMode : uint8_t { Attributes, Triangles, Indices };
enum class MeshoptFilter : uint8_t { None, Octahedral, Quaternion, Exponential };

struct MeshoptJob {
    uint32_t count = 0;  ///< elements
    uint32_t stride =
        0;  ///< bytes per element: 2 or 4 for indices, a multiple of 4 up to 256 for attributes
    MeshoptMode mode = MeshoptMode::Attributes;
    MeshoptFilter filter = MeshoptFilter::None;
};

/// count × stride bytes. Errors: BadCompression, TooLarge.
Result<RawBytes> decodeMeshopt(Bytes compressed, const MeshoptJob& job);

}  // namespace vitrine::decode
