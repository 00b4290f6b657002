// A picture in memory, and what the browser's canvas does to one.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace vitrine::poster {

/// RGBA, 8 bits per channel, sRGB, rows from the top, no padding. Alpha is straight (not premultiplied) unless
/// said otherwise.
struct Image {
    uint32_t width = 0, height = 0;
    std::vector<uint8_t> pixels;
};

using Colour = std::array<uint8_t, 3>;  ///< sRGB

/// From premultiplied to straight alpha, as canvas.toBlob() does.
void unpremultiply(Image& image);

/// Lays a premultiplied picture over a colour, as the page does: the result is opaque.
void flatten(Image& premultiplied, const Colour& background);

}  // namespace vitrine::poster
