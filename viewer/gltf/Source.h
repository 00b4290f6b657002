// A glTF document's JSON, read and checked, before any buffer is looked at.
//
// tinygltf reads everything but buffers and images: its own loading wants all their bytes at hand
// before it returns, while here JSON is read as soon as it has come. Those two are read here into
// plain declarations.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/Bytes.h"
#include "base/Result.h"
#include "decode/Draco.h"
#include "decode/Meshopt.h"
#include "gltf/Variants.h"

namespace tinygltf {
class Model;
}

namespace vitrine::gltf {

struct BufferDecl {
    uint64_t byteLength = 0;
    std::string uri;        ///< empty: the BIN chunk
    bool fallback = false;  ///< holds only what is compressed elsewhere
    bool decoded = false;   ///< not in the file: a decoder's result (see Source::compressed)
};

/// A range of a buffer that a decoder turns into a buffer of its own. One of the two descriptions is set.
struct CompressedDecl {
    uint32_t buffer = 0;  ///< with the compressed bytes
    uint64_t byteOffset = 0, byteLength = 0;
    uint32_t decodedBuffer = 0;  ///< into Source::buffers
    std::optional<decode::MeshoptJob> meshopt;
    std::optional<decode::DracoJob> draco;
};

struct ImageDecl {
    std::string name, mimeType;
    std::string uri;
    int32_t bufferView = -1;
};

struct Source {
    Source();
    ~Source();
    std::unique_ptr<tinygltf::Model> model;  ///< model->buffers and model->images stay empty
    std::vector<BufferDecl> buffers;
    std::vector<ImageDecl> images;
    std::vector<CompressedDecl> compressed;  ///< filled in by readCompressed()
    uint64_t decodedBytes = 0;               ///< of all buffers that `compressed` becomes
    Variants variants;
    std::vector<std::string> warnings;
};

/// Parses JSON text and checks its shape (types, required members, extensionsRequired). Indices are
/// not checked yet: see Validate.h.
Result<std::unique_ptr<Source>> readSource(Bytes json);

}  // namespace vitrine::gltf
