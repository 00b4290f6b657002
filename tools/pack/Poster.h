// The size of a WebP image, from its header alone.
#pragma once

#include <cstdint>
#include <optional>

#include "base/Bytes.h"

namespace vitrine::pack {

struct Size {
    uint32_t width = 0, height = 0;
};

/// Nothing when the bytes are no WebP image.
std::optional<Size> webpSize(Bytes bytes);

}  // namespace vitrine::pack
