// Images on the GPU, in the form that the core takes them (vt_load_image). The context has to be current.
#pragma once

#include <cstdint>

#include "base/Bytes.h"
#include "base/Result.h"

namespace vitrine::poster {

struct Texture {
    uint32_t name = 0;               ///< GL's; whoever takes it owns it
    uint32_t width = 0, height = 0;  ///< of the largest level
    uint32_t levels = 0;             ///< allocated and filled
    uint64_t bytes = 0;              ///< on the GPU
};

/// A file in any format that glTF's extensions allow: PNG, JPEG, WebP, or KTX2, whose own mipmaps are used from level
/// `top` on. RGBA8 or sRGB with alpha; `mipmaps` makes GL make them for the other formats. Errors: BadImage, TooLarge.
Result<Texture> uploadFile(Bytes file, bool srgb, bool mipmaps, uint32_t top);

/// The longest side of a texture that the driver takes.
uint32_t largestTexture();

}  // namespace vitrine::poster
