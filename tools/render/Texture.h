// Images on the GPU, in the form that the core takes them (vt_load_image). The context has to be current.
#pragma once

#include <cstdint>

#include "tools/render/Image.h"

namespace vitrine::poster {

struct Texture {
    uint32_t name = 0;    ///< GL's; whoever takes it owns it
    uint32_t levels = 0;  ///< allocated and filled
    double bytes = 0;     ///< on the GPU
};

/// As web/src/host/images.ts does: RGBA8 or sRGB with alpha, mipmaps made by GL.
Texture upload(const Image& image, bool srgb, bool mipmaps);

/// The longest side of a texture that the driver takes.
uint32_t largestTexture();

}  // namespace vitrine::poster
