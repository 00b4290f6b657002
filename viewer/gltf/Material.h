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
    bool needed = false;  ///< by a material that some primitive has
    bool srgb = false;
    bool mipmaps = false;
};

/// One per image of the source.
std::vector<ImageUsage> imageUsages(const Source& source, const std::vector<Texture>& textures,
                                    const std::vector<Material>& materials);

}  // namespace vitrine::gltf
