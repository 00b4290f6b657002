// A product's delivery manifest, as tools/pack writes it: which files there are, how large, and what they are good for.
//
// The form is described by tools/pack/manifest.schema.json. What is read here is checked, so that users need no range
// checks: indices are good, byte ranges lie inside their files, sizes are sane, URLs stay in the manifest's folder.
// Plain data; any thread.
#pragma once

#include <cstdint>
#include <glm/vec3.hpp>
#include <string>
#include <vector>

#include "base/Bytes.h"
#include "base/Result.h"

namespace vitrine::stream {

/// A piece of a file, or all of it.
struct Piece {
    uint64_t offset = 0, length = 0;  ///< bytes
    std::string crc32;                ///< 8 hex digits
};

/// A KTX2 file.
struct TextureFile {
    std::string url;  ///< absolute where the manifest's is
    uint64_t bytes = 0;
    uint32_t width = 0, height = 0;
    bool srgb = false;
    double uvPerMetre = 0;      ///< see pose/Density.h: the coarsest surface's; 0 = not known
    Piece header;               ///< what every level needs, from byte 0 on
    std::vector<Piece> levels;  ///< largest first; they lie smallest first behind the header
};

/// A glTF file with one level of detail of the product's geometry.
struct Level {
    std::string url;
    Piece file;
    uint32_t triangles = 0;
    std::vector<uint32_t> textures;  ///< into Manifest::textures
    bool draco = false;              ///< its geometry is compressed with Draco
};

struct Manifest {
    std::vector<TextureFile> textures;
    std::vector<Level> levels;  ///< coarsest first, never empty
    glm::vec3 min{0}, max{0};   ///< bounds at rest, metres
    double radius = 0;          ///< of the sphere about their centre, metres; 0 = not told
    std::vector<double> reach;  ///< see camera::Framing; empty = not told
};

/// A JSON file is held back until it is whole or has this many bytes; then it is known whether it is a manifest.
constexpr size_t kSniffBytes = 64 * 1024;

/// Whether the beginning of a JSON file has a manifest's member "vitrine" and not glTF's "asset".
bool looksLikeManifest(Bytes beginning);

/// Errors: BadJson, BadManifest, BlockedUri.
Result<Manifest> readManifest(Bytes json, const std::string& url);

}  // namespace vitrine::stream
