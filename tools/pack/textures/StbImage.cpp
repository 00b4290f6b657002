#include "StbImage.h"

#ifndef __clang_analyzer__  // what it finds in the library is not ours to mend
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#endif
#define STBI_ONLY_JPEG
#define STBI_ONLY_PNG
#define STBI_NO_STDIO
#include <stb_image.h>

namespace vitrine::pack {

std::optional<std::array<uint32_t, 2>> stbSize(Bytes file) {
    int width = 0, height = 0, channels = 0;
    if (!stbi_info_from_memory(file.data, int(file.size), &width, &height, &channels)) return {};
    return std::array<uint32_t, 2>{uint32_t(width), uint32_t(height)};
}

std::optional<std::string> stbDecode(Bytes file, Pixels& out) {
    int width = 0, height = 0, channels = 0;
    stbi_uc* texels =
        stbi_load_from_memory(file.data, int(file.size), &width, &height, &channels, 4);
    if (!texels) return std::string(stbi_failure_reason());
    out.width = uint32_t(width);
    out.height = uint32_t(height);
    out.rgba.assign(texels, texels + size_t(width) * size_t(height) * 4);
    stbi_image_free(texels);
    return {};
}

}  // namespace vitrine::pack
