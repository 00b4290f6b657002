// The one door to stb_image, which is compiled on its own.
#pragma once

#include <optional>
#include <string>

#include "Pixels.h"
#include "base/Bytes.h"

namespace vitrine::pack {

/// Width and height of a PNG or JPEG, from its header; nothing when there is none.
std::optional<std::array<uint32_t, 2>> stbSize(Bytes file);

/// Decodes a PNG or JPEG to RGBA, 8 bits. Returns the reason when it cannot.
std::optional<std::string> stbDecode(Bytes file, Pixels& out);

}  // namespace vitrine::pack
