// Basis Universal's encoder: mip levels in, a KTX2 file out. Any number of threads at once; every call works alone on
// its own thread, which makes its bytes independent of how many run.
#pragma once

#include "Pixels.h"

namespace vitrine::pack {

struct Encoding {
    bool uastc = false;  ///< else ETC1S
    int quality = 128;   ///< of ETC1S, 1 … 255
    float lambda =
        1;  ///< of UASTC: how much error a saved bit may cost (rate-distortion optimisation)
};

/// A KTX2 file with all levels, the largest first in `levels`; alpha slices only where a texel is not opaque.
/// Errors: Internal.
Result<std::vector<uint8_t>> encodeKtx2(const std::vector<Pixels>& levels, bool srgb,
                                        const Encoding& encoding);

}  // namespace vitrine::pack
