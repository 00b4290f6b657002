// The one door to stb_image_resize, which is compiled on its own.
#pragma once

#include "Pixels.h"

namespace vitrine::pack {

/// RGBA floats, rows without padding, edges clamped.
/// `byAlpha`: colours count by their alpha.
void stbResize(const float* from, uint32_t fromWidth, uint32_t fromHeight, float* to,
               uint32_t toWidth, uint32_t toHeight, Filter filter, bool byAlpha);

}  // namespace vitrine::pack
