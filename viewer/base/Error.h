// What can go wrong with data from outside, as a value.
//
// Every failure that a shop developer can meet has one ErrorCode. Its name (errorName) is public API:
// it reaches the page as `event.detail.code` and never changes. Messages are sentences that say what to
// do and quote the numbers at fault; they may be reworded at any time.
#pragma once

#include <cstdint>
#include <string>

namespace vitrine {

enum class ErrorCode : uint8_t {
    Network,       // "network": the request never got an answer
    HttpStatus,    // "http-status": the server answered with a status that is not 2xx
    Empty,         // "empty": zero bytes
    NotAModel,     // "not-a-model": neither GLB magic nor a JSON object (an HTML page, say)
    Truncated,     // "truncated": fewer bytes than the file says it has
    BadContainer,  // "bad-container": GLB header or chunk layout is wrong
    BadJson,       // "bad-json": the JSON does not parse, or is nested or sized absurdly
    BadGltf,       // "bad-gltf": JSON is fine, glTF rules are broken (index, range, cycle, …)
    UnsupportedVersion,    // "unsupported-version": not glTF 2.x
    UnsupportedExtension,  // "unsupported-extension": a name in extensionsRequired that we don't know
    MissingResource,       // "missing-resource": a buffer or image could not be had
    BlockedUri,            // "blocked-uri": leaves the model's folder, or a scheme we don't fetch
    BadCompression,        // "bad-compression": compressed geometry that does not decode
    BadManifest,           // "bad-manifest": a delivery manifest that breaks its schema
    BadCatalogue,          // "bad-catalogue": an answer of the shop's API that breaks its contract
    BadChecksum,     // "bad-checksum": a file is not what its manifest says, also when fetched anew
    BadImage,        // "bad-image": bytes that the browser can't decode, or 0 pixels
    TooLarge,        // "too-large": counts or bytes beyond what can be held
    BadSetting,      // "bad-setting": an attribute's value does not parse
    BadEnvironment,  // "bad-environment": not an environment file that we read
    BadLook,         // "bad-look": a look file that breaks its form
    Decoder,         // "decoder": a decoder could not be loaded, or stopped twice on the same job
    Graphics,        // "graphics": no WebGL 2, or the context is gone
    Internal,        // "internal": our bug; please report it
};

/// The stable public name of a code, such as "http-status". Static storage.
const char* errorName(ErrorCode code) noexcept;

struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string message = {};  ///< one sentence, UTF-8, with the numbers at fault
    std::string url = {};      ///< the resource at fault; empty when it is the model itself
    int status = 0;            ///< HTTP status where there was one, else 0
};

}  // namespace vitrine
