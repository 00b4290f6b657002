// URIs of a glTF document: resolving them against the document's own URL, and data: URIs.
//
// Policy: what a model asks for lies in its own folder or below. A `..` that leaves it, another
// origin and any scheme but the document's own http(s) are ErrorCode::BlockedUri, whatever way they
// are written. (A model comes from outside; it must not make a shopper's browser touch other
// addresses.)
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/Result.h"

namespace vitrine::gltf {

/// The URL to fetch for `uri`, as found in a document at `base`. Unsafe characters (spaces,
/// Unicode) are percent-encoded; what is encoded already stays so; a query stays, a fragment goes.
/// The result is absolute where `base` is. A blob: base has no folder, so nothing can be fetched
/// from it: MissingResource.
Result<std::string> resolveUri(const std::string& base, const std::string& uri);

/// True for "data:…" in any case of letters.
bool isDataUri(const std::string& uri);

struct DataUri {
    std::string mimeType;  ///< without parameters; empty when not given
    std::vector<uint8_t> bytes;
};

/// Decodes a data: URI (RFC 2397), base64 or percent-encoded. Spaces in base64 are skipped, padding
/// may lack.
Result<DataUri> decodeDataUri(const std::string& uri);

/// "image/png" and the like from the first bytes, "" when unknown.
const char* sniffImageType(const uint8_t* bytes, size_t size);

}  // namespace vitrine::gltf
