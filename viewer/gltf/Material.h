// Materials, textures and samplers, and which images are needed for what.
#pragma once

#include <string>
#include <vector>

#include "gltf/Asset.h"
#include "gltf/Source.h"

namespace vitrine::gltf {

std::vector<Texture> readTextures(const Source& source);

/// Never fails: what can't be shown as meant becomes a sentence in `warnings`.
std::vector<Material> readMaterials(const Source& source, std::vector<std::string>& warnings);

/// How the materials use an image.
struct ImageUsage {
    bool drawn = false;  ///< by a material that some primitive has, in whichever variant
    bool srgb = false;
    bool mipmaps = false;
};

struct ImageUsages {
    std::vector<ImageUsage> images;                 ///< one per image of the source
    std::vector<std::vector<int32_t>> ofMaterials;  ///< per material, the images that it shows
};
ImageUsages imageUsages(const Source& source, const std::vector<Texture>& textures,
                        const std::vector<Material>& materials);

/// Which images the primitives show in a variant; kNone: with materials of their own. One per image of the source.
std::vector<bool> imagesOf(int32_t variant, const Source& source, const ImageUsages& usages);

}  // namespace vitrine::gltf
