// The product as it was read: the JSON tree as the file has it, and the bytes that it refers to.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "Json.h"
#include "base/Bytes.h"
#include "base/Result.h"
#include "gltf/Asset.h"

namespace vitrine::pack {

/// Gives the bytes of a file by its path relative to the product's folder. Errors: MissingResource.
using Files = std::function<Result<std::vector<uint8_t>>(const std::string& path)>;

struct Product {
    std::string name;  ///< the file's, without its ending
    Json json;
    std::vector<std::vector<uint8_t>>
        buffers;        ///< decoded data: URIs and files; empty where a buffer is a placeholder
    gltf::Asset asset;  ///< the same product as the viewer sees it
    Files files;
    std::map<int64_t, std::vector<uint8_t>>
        views;  ///< decompressed buffer views (EXT_meshopt_compression)
};

/// Reads and validates a .glb or .gltf. Errors: those of gltf::Document.
Result<Product> readProduct(Bytes main, const std::string& name, Files files);

/// As above, from disk.
Result<Product> readProductFile(const std::string& path);

/// Bytes of a buffer view, decompressed. Errors: BadGltf.
Result<Bytes> viewBytes(const Product& product, int64_t view);

struct ImageBytes {
    std::vector<uint8_t> bytes;
    std::string mimeType;  ///< as the file says, or ""
};

/// The encoded bytes of images[index]. Errors: BadGltf, MissingResource.
Result<ImageBytes> imageBytes(const Product& product, int64_t index);

}  // namespace vitrine::pack
