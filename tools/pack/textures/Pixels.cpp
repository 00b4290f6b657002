#include "Pixels.h"

#include <algorithm>
#include <cmath>

#include "StbResize.h"

namespace vitrine::pack {
namespace {

/// Linear light of every 8-bit sRGB value.
std::array<float, 256> makeSrgbTable() {
    std::array<float, 256> table{};
    for (int i = 0; i < 256; ++i) {
        const double v = i / 255.0;
        table[size_t(i)] = float(v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4));
    }
    return table;
}

const std::array<float, 256>& srgbTable() {
    static const std::array<float, 256> table = makeSrgbTable();
    return table;
}

float srgbFromLinear(float v) {
    return v <= 0.0031308f ? v * 12.92f : 1.055f * std::pow(v, 1 / 2.4f) - 0.055f;
}

uint8_t toByte(float unit) {
    return static_cast<uint8_t>(std::lround(std::clamp(unit, 0.0f, 1.0f) * 255.0f));
}

void normalToBytes(const float* normal, uint8_t* out) {
    const float length =
        std::sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
    // Opposite normals that cancel leave no direction: straight up harms least.
    const bool none = length < 1e-6f;
    for (int c = 0; c < 3; ++c) {
        const float v = none ? (c == 2 ? 1.0f : 0.0f) : normal[c] / length;
        out[c] = toByte(v * 0.5f + 0.5f);
    }
}

}  // namespace

float linearFromSrgb(uint8_t value) {
    return srgbTable()[value];
}

LinearImage toLinear(const Pixels& pixels, ImageUse use) {
    LinearImage out{pixels.width, pixels.height, std::vector<float>(pixels.rgba.size())};
    for (size_t i = 0; i < pixels.rgba.size(); i += 4) {
        for (size_t c = i; c < i + 3; ++c) {
            const uint8_t v = pixels.rgba[c];
            if (use.srgb) {
                out.rgba[c] = linearFromSrgb(v);
            } else {
                out.rgba[c] = use.normal ? float(v) / 127.5f - 1.0f : float(v) / 255.0f;
            }
        }
        out.rgba[i + 3] = float(pixels.rgba[i + 3]) / 255.0f;
    }
    return out;
}

Pixels fromLinear(const LinearImage& image, ImageUse use) {
    Pixels out{image.width, image.height, std::vector<uint8_t>(image.rgba.size())};
    for (size_t i = 0; i < image.rgba.size(); i += 4) {
        if (use.normal) {
            normalToBytes(&image.rgba[i], &out.rgba[i]);
        } else {
            for (size_t c = i; c < i + 3; ++c) {
                out.rgba[c] = toByte(use.srgb ? srgbFromLinear(std::max(image.rgba[c], 0.0f))
                                              : image.rgba[c]);
            }
        }
        out.rgba[i + 3] = toByte(image.rgba[i + 3]);
    }
    return out;
}

LinearImage resize(const LinearImage& image, uint32_t width, uint32_t height, Filter filter,
                   ImageUse use) {
    LinearImage out{width, height, std::vector<float>(size_t(width) * height * 4)};
    stbResize(image.rgba.data(), image.width, image.height, out.rgba.data(), width, height, filter,
              use.srgb && use.alpha);
    return out;
}

std::vector<Pixels> mipChain(Pixels first, ImageUse use) {
    std::vector<Pixels> levels;
    LinearImage level = toLinear(first, use);
    levels.push_back(std::move(first));
    while (level.width > 1 || level.height > 1) {
        level = resize(level, std::max(level.width / 2, 1u), std::max(level.height / 2, 1u),
                       Filter::Area, use);
        levels.push_back(fromLinear(level, use));
    }
    return levels;
}

std::array<float, 4> meanColour(const Pixels& pixels, bool srgb) {
    double sum[3] = {}, weight = 0;
    for (size_t i = 0; i < pixels.rgba.size(); i += 4) {
        const double alpha = pixels.rgba[i + 3] / 255.0;
        weight += alpha;
        for (size_t c = 0; c < 3; ++c) {
            const uint8_t v = pixels.rgba[i + c];
            sum[c] += alpha * (srgb ? double(linearFromSrgb(v)) : v / 255.0);
        }
    }
    if (weight == 0) return {0, 0, 0, 0};
    const double texels = double(pixels.rgba.size()) / 4;
    return {float(sum[0] / weight), float(sum[1] / weight), float(sum[2] / weight),
            float(weight / texels)};
}

}  // namespace vitrine::pack
