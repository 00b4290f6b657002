// Which images of a product are used, and how; the texture of every slot of every material.
#pragma once

#include <map>
#include <utility>

#include "Product.h"
#include "Textures.h"

namespace vitrine::pack {

/// One image in one transfer function: colour and data from the same image are two.
struct UsedImage {
    int64_t image = -1;  ///< into images
    ImageUse use;
    std::string name;  ///< fit for a file name
    ImageBytes encoded;
};

struct UsedImages {
    std::vector<UsedImage> images;

    /// Which of them a texture (into textures) is, or −1 where it has none.
    int64_t of(int64_t texture, bool srgb) const;

    /// For encodeTextures() and makeSmallImages(); refers to this.
    std::vector<ImageSource> sources() const;

    std::map<std::pair<int64_t, bool>, size_t> ofTexture;
};

/// Errors: BadGltf, MissingResource.
Result<UsedImages> usedImages(const Product& product);

/// Lower-case letters, digits and single hyphens, at most 40; `fallback` where nothing is left.
std::string fileName(const std::string& name, const char* fallback);

}  // namespace vitrine::pack
