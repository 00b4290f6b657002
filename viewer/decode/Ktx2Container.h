// The KTX2 container (Khronos KTX File Format Specification 2.0) of one Basis Universal image: where things are.
// Pure; any thread.
#pragma once

#include <vector>

#include "base/Bytes.h"
#include "base/Result.h"
#include "decode/Ktx2.h"

namespace vitrine::decode {

/// Where a compressed image of an ETC1S level is, from the level's beginning. alphaLength 0: no alpha.
struct Etc1sSlices {
    uint32_t colorOffset = 0, colorLength = 0;
    uint32_t alphaOffset = 0, alphaLength = 0;
};

/// What all levels of an ETC1S file share.
struct Etc1sCodebooks {
    uint32_t endpointCount = 0, selectorCount = 0;
    Bytes endpoints, selectors, tables;
};

struct Ktx2Container {
    Ktx2Info info;
    bool zstd = false;                ///< the levels are compressed once more
    std::vector<Etc1sSlices> slices;  ///< one per level, where the data is ETC1S
    Etc1sCodebooks codebooks;         ///< refers to the file
};

/// Every offset and length in the result lies within the file. Errors: BadImage, TooLarge.
Result<Ktx2Container> readKtx2(Bytes file);

/// 4 × 4 blocks of one level.
inline uint64_t blocksOf(const Ktx2Level& level) {
    return uint64_t((level.width + 3) / 4) * ((level.height + 3) / 4);
}

}  // namespace vitrine::decode
