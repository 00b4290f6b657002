#include "Poster.h"

#include <webp/decode.h>

namespace vitrine::pack {

std::optional<Size> webpSize(Bytes bytes) {
    int width = 0, height = 0;
    if (!WebPGetInfo(bytes.data, bytes.size, &width, &height)) return std::nullopt;
    return Size{static_cast<uint32_t>(width), static_cast<uint32_t>(height)};
}

}  // namespace vitrine::pack
