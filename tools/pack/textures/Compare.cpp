#include "Compare.h"

#include <algorithm>
#include <cmath>

namespace vitrine::pack {

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
    const double ofAlpha = use.alpha ? alpha / double(source.rgba.size() / 4) : 0;
    return std::max(ofColour, ofAlpha);
}

double psnrOf(double meanSquaredError) {
    constexpr double kMost = 99;
    if (meanSquaredError <= 0) return kMost;
    return std::min(kMost, 10 * std::log10(255.0 * 255.0 / meanSquaredError));
}

}  // namespace vitrine::pack
