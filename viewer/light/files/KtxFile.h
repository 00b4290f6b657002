// KTX containers of both versions that hold light as numbers: which bytes are the largest level of which face.
//
// Formats: Khronos KTX File Format Specification 1.0 and 2.0. Block-compressed pixels, BasisLZ and textures with depth or layers
// are none of light.
#pragma once

#include "base/Bytes.h"
#include "base/RawBytes.h"
#include "base/Result.h"
#include "light/files/Texels.h"

namespace vitrine::light {

struct KtxImage {
    uint32_t width = 0, height = 0;  ///< pixels of a face
    uint32_t faces = 1;  ///< 1, or 6: +X −X +Y −Y +Z −Z, rows as GL's cube faces have them
    TexelFormat format = TexelFormat::Half3;
    bool bottomUp = false;  ///< the first row is the lowest
    size_t rowBytes = 0;    ///< from one row to the next
    Bytes texels;           ///< all rows of all faces; refers to the file, or to `inflated`
    RawBytes inflated;      ///< where the file was compressed by Zstandard
};

/// Whether the file begins as a KTX file does.
bool isKtx(Bytes file) noexcept;

/// Everything that the result says lies within its texels. Errors: BadEnvironment, TooLarge.
Result<KtxImage> readKtx(Bytes file);

}  // namespace vitrine::light
