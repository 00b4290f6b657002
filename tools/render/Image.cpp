#include "tools/render/Image.h"

#include <algorithm>

namespace vitrine::poster {

void unpremultiply(Image& image) {
    for (size_t i = 0; i + 3 < image.pixels.size(); i += 4) {
        const uint32_t alpha = image.pixels[i + 3];
        if (alpha == 0 || alpha == 255) continue;
        for (size_t c = i; c < i + 3; ++c) {
            const uint32_t straight = (image.pixels[c] * 255u + alpha / 2) / alpha;
            image.pixels[c] = static_cast<uint8_t>(std::min(straight, 255u));
        }
    }
}

void flatten(Image& image, const Colour& background) {
    for (size_t i = 0; i + 3 < image.pixels.size(); i += 4) {
        const uint32_t through = 255u - image.pixels[i + 3];
        for (size_t c = 0; c < 3; ++c) {
            const uint32_t sum = image.pixels[i + c] + (background[c] * through + 127u) / 255u;
            image.pixels[i + c] = static_cast<uint8_t>(std::min(sum, 255u));
        }
        image.pixels[i + 3] = 255;
    }
}

}  // namespace vitrine::poster
