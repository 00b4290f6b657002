// Image files: the formats that models hold, read; PNG and WebP written.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/Bytes.h"
#include "base/Result.h"
#include "tools/render/Image.h"

namespace vitrine::poster {

/// PNG, JPEG or WebP, raw as stored: no colour management. Errors: BadImage, TooLarge (a side above `largestSide`).
Result<Image> decodeImage(Bytes file, uint32_t largestSide);

/// `quality` 1 … 100 of the colours; alpha is kept exactly. Error: Internal.
Result<std::vector<uint8_t>> encodeWebp(const Image& image, int quality);

/// Error: Internal.
Result<std::vector<uint8_t>> encodePng(const Image& image);

/// The encoder that the file's name asks for. Error: BadSetting when it ends neither in .webp nor in .png.
Result<std::vector<uint8_t>> encodeFor(const std::string& file, const Image& image, int quality);

}  // namespace vitrine::poster
