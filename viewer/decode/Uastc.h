// UASTC images (4 × 4 LDR blocks, perhaps compressed with Zstandard) → blocks of a GPU format, by Basis Universal's
// transcoder.
#pragma once

#include "base/Bytes.h"
#include "decode/Ktx2.h"

namespace vitrine::decode {

/// Writes blockBytes() bytes. False when the data is damaged.
bool transcodeUastc(Bytes data, bool zstd, const Ktx2Level& level, BlockFormat format,
                    uint8_t* out);

}  // namespace vitrine::decode
