// Which codec, quality and size a texture gets: the cheapest that is good, or the best that its budget allows.
#pragma once

#include "Pixels.h"

namespace vitrine::pack {

struct Chosen {
    std::vector<uint8_t> ktx2;
    bool uastc = false;
    double psnr = 0;  ///< dB of the file's largest level against the source at that size
};

/// `levels`: the full mip chain. `sourceBytes`: of the encoded image; what is written should take 0.3 of it at most.
/// `quality`: of ETC1S. Errors: Internal.
Result<Chosen> chooseEncoding(const std::vector<Pixels>& levels, ImageUse use, size_t sourceBytes,
                              int quality);

}  // namespace vitrine::pack
