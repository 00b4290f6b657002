#include "Fit.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace vitrine::pack {
namespace {

bool isOneColour(const Pixels& pixels) {
    return std::memcmp(pixels.rgba.data(), pixels.rgba.data() + 4, pixels.rgba.size() - 4) == 0;
}

uint32_t fitSide(uint32_t side, double scale, uint32_t multiple) {
    const auto wanted = static_cast<uint32_t>(std::floor(side * scale + 1e-6));
    return std::max(wanted / multiple, 1u) * multiple;
}

}  // namespace

Pixels fit(Pixels pixels, uint32_t longest, uint32_t multiple, ImageUse use) {
    uint32_t width = multiple, height = multiple;
    if (!isOneColour(pixels)) {
        const double scale =
            std::min(1.0, double(longest) / double(std::max(pixels.width, pixels.height)));
        width = fitSide(pixels.width, scale, multiple);
        height = fitSide(pixels.height, scale, multiple);
    }
    if (width == pixels.width && height == pixels.height) return pixels;
    // Whole ratios are what Area is exact for.
    const bool whole = pixels.width % width == 0 && pixels.height % height == 0;
    const LinearImage image = toLinear(pixels, use);
    pixels = {};
    return fromLinear(resize(image, width, height, whole ? Filter::Area : Filter::Sharp, use), use);
}

}  // namespace vitrine::pack
