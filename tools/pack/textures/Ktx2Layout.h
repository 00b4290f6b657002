// Where the parts of a KTX2 file lie, which is what a viewer needs to ask for some of its levels.
#pragma once

#include "Pixels.h"

namespace vitrine::pack {

struct Ktx2Layout {
    uint32_t width = 0, height = 0;  ///< texels of the largest level
    uint64_t headerLength =
        0;  ///< bytes: header, level index, descriptors, key values, codebooks, padding
    std::vector<TextureLevel> levels;  ///< largest first
};

/// Errors: Internal, when the levels do not lie smallest first and close together behind the header and up to the end.
Result<Ktx2Layout> readLayout(const std::vector<uint8_t>& ktx2);

}  // namespace vitrine::pack
