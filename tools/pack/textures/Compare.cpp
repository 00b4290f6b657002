#include "Compare.h"

#include <algorithm>
#include <cmath>

#include "decode/Ktx2.h"

namespace vitrine::pack {

Result<Pixels> decodeLevel(const std::vector<uint8_t>& ktx2, uint32_t level) {
    const Result<decode::Ktx2> file = decode::Ktx2::open({ktx2.data(), ktx2.size()});
    if (!file) return file.error();
    Result<std::vector<uint8_t>> texels = (*file).transcode(level, decode::BlockFormat::Rgba8);
    if (!texels) return std::move(texels).error();
    const decode::Ktx2Level& size = (*file).info().levels[level];
    return Pixels{size.width, size.height, std::move(*texels)};
}

double meanSquaredError(const Pixels& source, const Pixels& other, ImageUse use) {
    double colour = 0, weight = 0, alpha = 0;
    for (size_t i = 0; i < source.rgba.size(); i += 4) {
        int squares = 0;
        for (size_t c = i; c < i + 3; ++c) {
            const int difference = int(source.rgba[c]) - int(other.rgba[c]);
            squares += difference * difference;
        }
        const double share = use.alpha && use.srgb ? source.rgba[i + 3] / 255.0 : 1.0;
        colour += share * squares / 3;
        weight += share;
        const double difference = double(source.rgba[i + 3]) - double(other.rgba[i + 3]);
        alpha += difference * difference;
    }
    const double ofColour = weight > 0 ? colour / weight : 0;
    const double ofAlpha = use.alpha ? 4 * alpha / double(source.rgba.size()) : 0;
    return std::max(ofColour, ofAlpha);
}

double colourShift(const Pixels& source, const Pixels& other) {
    double sums[3] = {0, 0, 0};
    for (size_t i = 0; i < source.rgba.size(); i += 4) {
        for (size_t c = 0; c < 3; ++c) {
            sums[c] += double(source.rgba[i + c]) - double(other.rgba[i + c]);
        }
    }
    double worst = 0;
    for (const double sum : sums) worst = std::max(worst, std::fabs(sum));
    return worst / (double(source.rgba.size()) / 4);
}

double psnrOf(double meanSquaredError) {
    constexpr double kMost = 99;
    if (meanSquaredError <= 0) return kMost;
    return std::min(kMost, 10 * std::log10(255.0 * 255.0 / meanSquaredError));
}

}  // namespace vitrine::pack
