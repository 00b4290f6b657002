#include "tools/render/ImageFile.h"

#ifndef __clang_analyzer__  // it would analyse stb, which is not ours
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#endif
#define STBI_ONLY_JPEG
#define STBI_ONLY_PNG
#define STBI_NO_STDIO
#include <stb_image.h>
#define STBI_WRITE_NO_STDIO
#include <stb_image_write.h>
#include <webp/decode.h>
#include <webp/encode.h>

#include <algorithm>
#include <climits>
#include <cstring>
#include <memory>

namespace vitrine::poster {
namespace {

constexpr int kPngEffort = 9;   // deflate level
constexpr int kWebpEffort = 6;  // 0 … 6, the slowest and smallest

bool isWebp(Bytes file) {
    return file.size >= 12 && std::memcmp(file.data, "RIFF", 4) == 0 &&
           std::memcmp(file.data + 8, "WEBP", 4) == 0;
}

struct Size {
    int width = 0, height = 0;
};

bool readSize(Bytes file, Size& size) {
    if (isWebp(file)) return WebPGetInfo(file.data, file.size, &size.width, &size.height) != 0;
    int channels = 0;
    return stbi_info_from_memory(file.data, static_cast<int>(file.size), &size.width, &size.height,
                                 &channels) != 0;
}

Error unreadable() {
    return {ErrorCode::BadImage,
            "An image of the model is not a PNG, JPEG or WebP file that can be read."};
}

Error unwritable(const char* format) {
    return {ErrorCode::Internal,
            std::string("The picture could not be encoded as ") + format + "."};
}

bool endsWith(const std::string& text, const char* ending) {
    const size_t length = std::strlen(ending);
    return text.size() >= length && text.compare(text.size() - length, length, ending) == 0;
}

}  // namespace

Result<Image> decodeImage(Bytes file, uint32_t largestSide) {
    Size size;
    if (file.size > INT_MAX || !readSize(file, size)) return unreadable();
    const auto width = static_cast<uint32_t>(size.width);
    const auto height = static_cast<uint32_t>(size.height);
    if (width == 0 || height == 0) return unreadable();
    if (std::max(width, height) > largestSide) {
        return Error{ErrorCode::TooLarge, "An image of the model has " + std::to_string(width) +
                                              " x " + std::to_string(height) + " pixels; at most " +
                                              std::to_string(largestSide) +
                                              " a side can be drawn."};
    }
    Image image{width, height, std::vector<uint8_t>(size_t{width} * height * 4)};
    if (isWebp(file)) {
        if (!WebPDecodeRGBAInto(file.data, file.size, image.pixels.data(), image.pixels.size(),
                                size.width * 4)) {
            return unreadable();
        }
        return image;
    }
    int channels = 0;
    const std::unique_ptr<stbi_uc, decltype(&stbi_image_free)> pixels(
        stbi_load_from_memory(file.data, static_cast<int>(file.size), &size.width, &size.height,
                              &channels, 4),
        stbi_image_free);
    if (!pixels) return unreadable();
    std::memcpy(image.pixels.data(), pixels.get(), image.pixels.size());
    return image;
}

Result<std::vector<uint8_t>> encodeWebp(const Image& image, int quality) {
    WebPConfig config;
    WebPPicture picture;
    if (!WebPConfigInit(&config) || !WebPPictureInit(&picture)) return unwritable("WebP");
    config.quality = static_cast<float>(quality);
    config.method = kWebpEffort;
    config.use_sharp_yuv = 1;  // or thin bright edges on dark ground would lose their colour
    picture.width = static_cast<int>(image.width);
    picture.height = static_cast<int>(image.height);
    WebPMemoryWriter writer;
    WebPMemoryWriterInit(&writer);
    picture.writer = WebPMemoryWrite;
    picture.custom_ptr = &writer;
    const bool good = WebPPictureImportRGBA(&picture, image.pixels.data(), picture.width * 4) &&
                      WebPEncode(&config, &picture);
    std::vector<uint8_t> file;
    if (good) file.assign(writer.mem, writer.mem + writer.size);
    WebPPictureFree(&picture);
    WebPMemoryWriterClear(&writer);
    if (!good) return unwritable("WebP");
    return file;
}

Result<std::vector<uint8_t>> encodePng(const Image& image) {
    std::vector<uint8_t> file;
    const auto append = [](void* out, void* data, int size) {
        const auto* bytes = static_cast<const uint8_t*>(data);
        auto& all = *static_cast<std::vector<uint8_t>*>(out);
        all.insert(all.end(), bytes, bytes + size);
    };
    stbi_write_png_compression_level = kPngEffort;
    const auto width = static_cast<int>(image.width);
    if (!stbi_write_png_to_func(append, &file, width, static_cast<int>(image.height), 4,
                                image.pixels.data(), width * 4)) {
        return unwritable("PNG");
    }
    return file;
}

Result<std::vector<uint8_t>> encodeFor(const std::string& file, const Image& image, int quality) {
    if (endsWith(file, ".webp")) return encodeWebp(image, quality);
    if (endsWith(file, ".png")) return encodePng(image);
    return Error{ErrorCode::BadSetting,
                 "The picture's name \"" + file + "\" ends neither in .webp nor in .png."};
}

}  // namespace vitrine::poster
