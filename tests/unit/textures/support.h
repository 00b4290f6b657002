// Small images made by formula, and an independent reader: Basis Universal's own transcoder.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "../../../tools/pack/Textures.h"
#include "../../../tools/pack/textures/Pixels.h"

namespace vitrine::pack::test {

/// RGBA of a texel at x, y.
using Painter = std::function<std::array<int, 4>(uint32_t x, uint32_t y)>;

Pixels paint(uint32_t width, uint32_t height, const Painter& painter);

Pixels gradient(uint32_t width, uint32_t height);
Pixels noise(uint32_t width, uint32_t height);
/// Round bumps; unit normals.
Pixels bumps(uint32_t size);
/// A red disc on a transparent ground.
Pixels disc(uint32_t size);

/// A file that is its own, for as long as the image source that refers to it.
struct File {
    std::vector<uint8_t> bytes;
    ImageSource source(ImageUse use, const std::string& name = "image") const;
};

File png(const Pixels& pixels);
File jpeg(const Pixels& pixels);
File webp(const Pixels& pixels);

inline constexpr ImageUse kColour{true, false, false}, kColourAlpha{true, false, true},
    kData{false, false, false}, kNormals{false, true, false};

struct ReadBack {
    bool uastc = false, srgb = false, alpha = false;
    std::vector<Pixels> levels;  ///< largest first
};

/// Fails the test when the file cannot be read.
ReadBack readBack(const std::vector<uint8_t>& ktx2);

/// dB of colour, over all texels.
double psnr(const Pixels& a, const Pixels& b);

/// One image through encodeTextures(); fails the test on an error.
Texture encodeOne(const File& file, ImageUse use, TextureOptions options = {});

}  // namespace vitrine::pack::test
