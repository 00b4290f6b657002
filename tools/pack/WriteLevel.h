// One level of a product as a .glb: the product's own JSON tree with other meshes, buffers and images in it.
#pragma once

#include <string>
#include <vector>

#include "Encoded.h"
#include "Images.h"
#include "Simplify.h"

namespace vitrine::pack {

enum class Codec : uint8_t { Meshopt, Draco };

/// An image as the level refers to it.
struct LevelImage {
    std::string name;
    std::string uri;  ///< of a KTX2 file; or "", and then:
    Bytes webp;       ///< what the level holds itself
};

struct LevelImages {
    std::vector<LevelImage> images;
    std::vector<size_t> of;  ///< per used image: into `images`
};

struct WriteOptions {
    Codec codec = Codec::Meshopt;
    Precision precision;
    bool tangents = true;  ///< else they are left out; viewers make their own
};

struct WrittenLevel {
    std::vector<uint8_t> glb;
    std::vector<std::string> extensionsRequired;
    size_t triangles = 0, vertices = 0;
};

/// Errors: BadGltf, Internal.
Result<WrittenLevel> writeLevel(const Product& product, const Level& level, const UsedImages& used,
                                const LevelImages& images, const WriteOptions& options);

}  // namespace vitrine::pack
