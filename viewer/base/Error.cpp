#include "base/Error.h"

namespace vitrine {

const char* errorName(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::Network:
            return "network";
        case ErrorCode::HttpStatus:
            return "http-status";
        case ErrorCode::Empty:
            return "empty";
        case ErrorCode::NotAModel:
            return "not-a-model";
        case ErrorCode::Truncated:
            return "truncated";
        case ErrorCode::BadContainer:
            return "bad-container";
        case ErrorCode::BadJson:
            return "bad-json";
        case ErrorCode::BadGltf:
            return "bad-gltf";
        case ErrorCode::UnsupportedVersion:
            return "unsupported-version";
        case ErrorCode::UnsupportedExtension:
            return "unsupported-extension";
        case ErrorCode::MissingResource:
            return "missing-resource";
        case ErrorCode::BlockedUri:
            return "blocked-uri";
        case ErrorCode::BadCompression:
            return "bad-compression";
        case ErrorCode::BadManifest:
            return "bad-manifest";
        case ErrorCode::BadCatalogue:
            return "bad-catalogue";
        case ErrorCode::BadChecksum:
            return "bad-checksum";
        case ErrorCode::BadImage:
            return "bad-image";
        case ErrorCode::TooLarge:
            return "too-large";
        case ErrorCode::BadSetting:
            return "bad-setting";
        case ErrorCode::BadEnvironment:
            return "bad-environment";
        case ErrorCode::BadLook:
            return "bad-look";
        case ErrorCode::Decoder:
            return "decoder";
        case ErrorCode::Graphics:
            return "graphics";
        case ErrorCode::Internal:
            break;
    }
    return "internal";
}

}  // namespace vitrine
