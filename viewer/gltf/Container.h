// Finds out what a file is and, for .glb, where its chunks lie, while its bytes are still arriving.
//
// glTF 2.0 specification, "GLB File Format Specification". Keeps positions only, never bytes.
#pragma once

#include <cstdint>

#include "base/Bytes.h"
#include "base/Result.h"

namespace vitrine::gltf {

class Container {
public:
    enum class Kind : uint8_t { Unknown, Json, Glb };

    /// Looks at all bytes that have come so far; call after every append. Cheap when nothing new is
    /// known.
    Status scan(Bytes soFar);

    /// Checks what only the end can tell. `received` counts all bytes that came.
    Status finish(uint64_t received) const;

    Kind kind() const { return mKind; }

    /// Length that the GLB header claims; 0 before it is known.
    uint32_t length() const { return mLength; }

    /// The JSON chunk's place is known (GLB only; .gltf is JSON as a whole).
    bool jsonKnown() const { return mJsonSize != 0; }
    uint64_t jsonBegin() const { return kHeader + kChunkHeader; }
    uint64_t jsonEnd() const { return jsonBegin() + mJsonSize; }

    /// Chunks are all known: whether there is a BIN chunk is decided.
    bool chunksKnown() const { return mChunksKnown; }
    bool hasBin() const { return mHasBin; }
    uint64_t binBegin() const { return mBinBegin; }
    uint64_t binSize() const { return mBinSize; }

private:
    static constexpr uint64_t kHeader = 12;
    static constexpr uint64_t kChunkHeader = 8;

    Status sniff(Bytes soFar);
    Status header(Bytes soFar);
    Status chunks(Bytes soFar);

    Kind mKind = Kind::Unknown;
    uint32_t mLength = 0;
    uint64_t mJsonSize = 0;
    uint64_t mNext = 0;  // where the next chunk header is expected
    uint64_t mBinBegin = 0, mBinSize = 0;
    bool mChunksKnown = false, mHasBin = false;
};

}  // namespace vitrine::gltf
