// manifest.json: what the delivery folder holds. manifest.schema.json beside this file says the same as a JSON Schema.
#pragma once

#include "Facts.h"
#include "Pack.h"
#include "WriteLevel.h"

namespace vitrine::pack {

/// One written level in the manifest.
struct ManifestLevel {
    File file;
    WrittenLevel written;  ///< its glb is in `file`
    float error = 0;       ///< pixels
    std::vector<size_t> textures;
    gltf::Box bounds;
};

struct ManifestTexture {
    File file;
    Texture texture;        ///< its bytes are in `file`
    double uvPerMetre = 0;  ///< see densitiesOf()
};

struct Delivery {
    std::string name, dominantColor;
    gltf::Box bounds;
    camera::Framing framing;
    std::vector<std::string> materials, variants, animations;
    std::vector<ManifestTexture> textures;
    std::vector<ManifestLevel> levels;  ///< coarsest first
    std::optional<File> poster;
    uint32_t posterWidth = 0, posterHeight = 0;
};

Json manifestOf(const Delivery& delivery);

/// "<stem>.<hash>.<ending>"
std::string hashedName(const std::string& stem, const char* ending, Bytes bytes);

}  // namespace vitrine::pack
