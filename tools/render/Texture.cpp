#include "tools/render/Texture.h"

#include <GLES3/gl3.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <iterator>
#include <string>
#include <vector>

#include "decode/Ktx2.h"
#include "tools/render/ImageFile.h"

namespace vitrine::poster {
namespace {

/// How GL reads pixels from memory, and the bound texture; as they were when it goes. The engine caches them.
class SavedState {
public:
    SavedState() {
        for (size_t i = 0; i < std::size(kStores); ++i) {
            glGetIntegerv(kStores[i], &mBefore[i]);
            glPixelStorei(kStores[i], kStores[i] == GL_UNPACK_ALIGNMENT ? 4 : 0);
        }
        glGetIntegerv(GL_TEXTURE_BINDING_2D, &mTexture);
        glGetIntegerv(GL_PIXEL_UNPACK_BUFFER_BINDING, &mBuffer);
        glBindBuffer(GL_PIXEL_UNPACK_BUFFER, 0);
    }
    ~SavedState() {
        glBindBuffer(GL_PIXEL_UNPACK_BUFFER, static_cast<GLuint>(mBuffer));
        glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(mTexture));
        for (size_t i = 0; i < std::size(kStores); ++i) glPixelStorei(kStores[i], mBefore[i]);
    }
    SavedState(const SavedState&) = delete;
    SavedState& operator=(const SavedState&) = delete;

private:
    static constexpr GLenum kStores[] = {GL_UNPACK_ALIGNMENT,    GL_UNPACK_ROW_LENGTH,
                                         GL_UNPACK_IMAGE_HEIGHT, GL_UNPACK_SKIP_PIXELS,
                                         GL_UNPACK_SKIP_ROWS,    GL_UNPACK_SKIP_IMAGES};
    GLint mBefore[std::size(kStores)] = {};
    GLint mTexture = 0, mBuffer = 0;
};

constexpr char kKtx2Magic[] = "\xabKTX 20\xbb\r\n\x1a\n";

bool isKtx2(Bytes file) {
    constexpr size_t kLength = sizeof kKtx2Magic - 1;
    return file.size >= kLength && std::memcmp(file.data, kKtx2Magic, kLength) == 0;
}

/// Makes the texture and binds it.
Texture allocate(uint32_t width, uint32_t height, uint32_t levels, bool srgb) {
    Texture texture;
    texture.width = width;
    texture.height = height;
    texture.levels = levels;
    for (uint32_t i = 0; i < levels; ++i) {
        texture.bytes += uint64_t{4} * std::max(width >> i, 1u) * std::max(height >> i, 1u);
    }
    glGenTextures(1, &texture.name);
    glBindTexture(GL_TEXTURE_2D, texture.name);
    glTexStorage2D(GL_TEXTURE_2D, static_cast<GLsizei>(levels), srgb ? GL_SRGB8_ALPHA8 : GL_RGBA8,
                   static_cast<GLsizei>(width), static_cast<GLsizei>(height));
    return texture;
}

/// Fills a level of the bound texture.
void fill(uint32_t level, uint32_t width, uint32_t height, const std::vector<uint8_t>& pixels) {
    glTexSubImage2D(GL_TEXTURE_2D, static_cast<GLint>(level), 0, 0, static_cast<GLsizei>(width),
                    static_cast<GLsizei>(height), GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
}

Result<Texture> uploadKtx2(Bytes file, bool srgb, uint32_t top) {
    Result<decode::Ktx2> opened = decode::Ktx2::open(file);
    if (!opened) return std::move(opened).error();
    const std::vector<decode::Ktx2Level>& levels = opened->info().levels;
    if (top >= levels.size()) {
        return Error{ErrorCode::BadImage, "The KTX2 file has no level " + std::to_string(top) +
                                              ", only " + std::to_string(levels.size()) + "."};
    }
    // Decoded before anything is made on the GPU, so that nothing is left of a bad file.
    std::vector<std::vector<uint8_t>> pixels;
    for (size_t i = top; i < levels.size(); ++i) {
        auto level = opened->transcode(i, decode::BlockFormat::Rgba8);
        if (!level) return std::move(level).error();
        pixels.push_back(*std::move(level));
    }
    const SavedState saved;
    const Texture texture =
        allocate(levels[top].width, levels[top].height, static_cast<uint32_t>(pixels.size()), srgb);
    for (uint32_t i = 0; i < texture.levels; ++i) {
        fill(i, levels[top + i].width, levels[top + i].height, pixels[i]);
    }
    return texture;
}

}  // namespace

Result<Texture> uploadFile(Bytes file, bool srgb, bool mipmaps, uint32_t top) {
    if (isKtx2(file)) return uploadKtx2(file, srgb, top);
    Result<Image> image = decodeImage(file, largestTexture());
    if (!image) return std::move(image).error();
    const SavedState saved;
    const auto longest = static_cast<double>(std::max(image->width, image->height));
    const uint32_t levels = mipmaps ? 1 + static_cast<uint32_t>(std::ilogb(longest)) : 1;
    const Texture texture = allocate(image->width, image->height, levels, srgb);
    fill(0, image->width, image->height, image->pixels);
    if (mipmaps) glGenerateMipmap(GL_TEXTURE_2D);
    return texture;
}

uint32_t largestTexture() {
    GLint size = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &size);
    return static_cast<uint32_t>(size);
}

}  // namespace vitrine::poster
