// The images of a product: PNG, JPEG, WebP or KTX2 as the source has them → KTX2 files and small WebP images.
//
// All images of a product are given at once, so that duplicates are found and all cores have work. The same input gives
// the same bytes with any number of jobs. No engine, no files: bytes in, bytes out.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/Bytes.h"
#include "base/Result.h"

namespace vitrine::pack {

/// What the materials (of all variants) take from an image.
struct ImageUse {
    bool srgb = false;    ///< colour (base, emissive, sheen, specular colour); else linear data
    bool normal = false;  ///< a normal map: mip levels are renormalised
    bool alpha =
        false;  ///< some use reads the alpha channel: coverage of MASK and BLEND, sheen roughness …
};

struct ImageSource {
    Bytes bytes;           ///< encoded; must live as long as the call
    std::string mimeType;  ///< as the file says, "" when it does not; the bytes' own signature wins
    std::string name;      ///< for messages only
    ImageUse use;
};

struct TextureOptions {
    uint32_t maxSize = 2048;      ///< longest side of colour textures, in texels
    uint32_t maxDataSize = 2048;  ///< of normal maps and data
    int quality = 128;  ///< 1 … 255, of ETC1S: where the search for a good encoding begins
    uint32_t jobs = 1;  ///< threads
};

/// One mip level's place in the KTX2 file.
struct TextureLevel {
    uint64_t offset = 0, length = 0;  ///< bytes in the file
    uint32_t width = 0, height = 0;   ///< texels
};

struct Texture {
    std::vector<uint8_t>
        ktx2;  ///< the file: power-of-2-free, sides are multiples of 4, full mip chain
    uint32_t width = 0, height = 0;  ///< of the largest level
    bool srgb = false;
    bool uastc = false;         ///< else ETC1S
    uint64_t headerLength = 0;  ///< bytes before the first level's: header, DFD, KVD, codebooks
    std::vector<TextureLevel> levels;  ///< largest first
    float psnr = 0;                    ///< dB of the largest level against the (resized) source
};

/// The same image at another size for level 0. `webp` may be lossy; alpha is kept where the use has it.
struct SmallImage {
    std::vector<uint8_t> webp;
    uint32_t width = 0, height = 0;
};

struct EncodedImages {
    /// Per source image: into `textures`. Sources with the same pixels and use share one.
    std::vector<uint32_t> texture;
    std::vector<Texture> textures;  ///< in the order of their first use
    /// Per source image: mean of all texels weighted by alpha, linear RGB (decoded from sRGB where `srgb`), and mean alpha.
    std::vector<std::array<float, 4>> mean;
};

/// Called from any thread, one call at a time: `done` of `total` units of work.
using Progress = std::function<void(uint32_t done, uint32_t total)>;

/// Errors: BadImage (does not decode; `Error::url` = the source's name), TooLarge.
Result<EncodedImages> encodeTextures(const std::vector<ImageSource>& sources,
                                     const TextureOptions& options, const Progress& progress);

/// The largest sides and the WebP quality (0 … 100) of level 0's images.
struct SmallOptions {
    uint32_t colour = 256;  ///< longest side of sRGB images, texels
    uint32_t other = 128;   ///< of all others
    int quality = 75;
    uint32_t jobs = 1;
};

/// One per source. Errors: BadImage.
Result<std::vector<SmallImage>> makeSmallImages(const std::vector<ImageSource>& sources,
                                                const SmallOptions& options);

}  // namespace vitrine::pack
