// Decoded images and how their texels are combined: in linear light, as directions or as they are, by their use.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "../Textures.h"

namespace vitrine::pack {

struct Pixels {
    uint32_t width = 0, height = 0;
    std::vector<uint8_t> rgba;  ///< rows from the top, no padding
};

/// Texels that may be averaged: linear light for sRGB images, −1 … 1 for normal maps, else 0 … 1.
struct LinearImage {
    uint32_t width = 0, height = 0;
    std::vector<float> rgba;
};

/// Linear light (0 … 1) of an 8-bit sRGB value.
float linearFromSrgb(uint8_t value);

LinearImage toLinear(const Pixels& pixels, ImageUse use);

/// Normals get length 1.
Pixels fromLinear(const LinearImage& image, ImageUse use);

enum class Filter {
    Area,    ///< means: what a GPU's mip generation does
    Sharp,   ///< Catmull-Rom: for any other ratio
    Smooth,  ///< linear between neighbours: what a GPU's magnification does
};

/// Colours count by their alpha where the use has colour and alpha. Edges are clamped.
LinearImage resize(const LinearImage& image, uint32_t width, uint32_t height, Filter filter,
                   ImageUse use);

/// `first` and all smaller levels down to 1 × 1.
std::vector<Pixels> mipChain(Pixels first, ImageUse use);

/// Of all texels weighted by alpha: linear RGB, and mean alpha.
std::array<float, 4> meanColour(const Pixels& pixels, bool srgb);

}  // namespace vitrine::pack
