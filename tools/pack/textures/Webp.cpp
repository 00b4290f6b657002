#include "Webp.h"

#include <webp/decode.h>
#include <webp/encode.h>

namespace vitrine::pack {

std::optional<std::array<uint32_t, 2>> webpSize(Bytes file) {
    int width = 0, height = 0;
    if (!WebPGetInfo(file.data, file.size, &width, &height)) return {};
    return std::array<uint32_t, 2>{uint32_t(width), uint32_t(height)};
}

bool webpDecode(Bytes file, Pixels& out) {
    const auto size = webpSize(file);
    if (!size) return false;
    const auto [width, height] = *size;
    out = {width, height, std::vector<uint8_t>(size_t(width) * height * 4)};
    return WebPDecodeRGBAInto(file.data, file.size, out.rgba.data(), out.rgba.size(),
                              int(width) * 4) != nullptr;
}

std::vector<uint8_t> webpEncode(const Pixels& pixels, int quality, bool alpha) {
    WebPConfig config;
    WebPPicture picture;
    if (!WebPConfigInit(&config) || !WebPPictureInit(&picture)) return {};
    config.quality = float(quality);
    config.method = 6;
    config.use_sharp_yuv = 1;
    picture.width = int(pixels.width);
    picture.height = int(pixels.height);

    WebPMemoryWriter writer;
    WebPMemoryWriterInit(&writer);
    picture.writer = WebPMemoryWrite;
    picture.custom_ptr = &writer;
    const int stride = int(pixels.width) * 4;
    const auto import = alpha ? WebPPictureImportRGBA : WebPPictureImportRGBX;
    const bool good = import(&picture, pixels.rgba.data(), stride) && WebPEncode(&config, &picture);
    std::vector<uint8_t> out;
    if (good) out.assign(writer.mem, writer.mem + writer.size);
    WebPPictureFree(&picture);
    WebPMemoryWriterClear(&writer);
    return out;
}

}  // namespace vitrine::pack
