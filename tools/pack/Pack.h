// The whole way of a product: read → levels, textures, manifest. Bytes in, bytes out; see Output.h for folders.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "Product.h"

namespace vitrine::pack {

enum class GeometryChoice : uint8_t { Auto, Meshopt, Draco };

struct Options {
    GeometryChoice geometry = GeometryChoice::Auto;
    uint32_t jobs = 1;
    uint32_t maxTexture = 2048;  ///< longest side, texels
    uint32_t levels = 0;  ///< at most so many, the full one included; 0 = as many as make sense
    std::vector<uint8_t> poster;  ///< a WebP image, or empty
};

struct File {
    std::string name;
    std::vector<uint8_t> bytes;
};

struct Packed {
    std::vector<File> files;  ///< manifest.json last
    Json report;
};

/// Called from any thread, one call at a time, with a share of the work that is done: 0 … 1.
using PackProgress = std::function<void(double share, const char* what)>;

/// Errors: BadGltf, BadImage, MissingResource, TooLarge, Internal.
Result<Packed> pack(const Product& product, const Options& options, const PackProgress& progress);

}  // namespace vitrine::pack
