// WebP in and out, by libwebp.
#pragma once

#include <optional>

#include "Pixels.h"
#include "base/Bytes.h"

namespace vitrine::pack {

/// Width and height from the header; nothing when it is no WebP file.
std::optional<std::array<uint32_t, 2>> webpSize(Bytes file);

/// False when the file does not decode.
bool webpDecode(Bytes file, Pixels& out);

/// Lossy, quality 0 … 100; with its alpha channel when `alpha`. Empty when libwebp cannot.
std::vector<uint8_t> webpEncode(const Pixels& pixels, int quality, bool alpha);

}  // namespace vitrine::pack
