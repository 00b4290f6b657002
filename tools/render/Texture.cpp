#include "tools/render/Texture.h"

#include <GLES3/gl3.h>

#include <algorithm>
#include <cmath>
#include <iterator>

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

}  // namespace

Texture upload(const Image& image, bool srgb, bool mipmaps) {
    const SavedState saved;
    const uint32_t longest = std::max(image.width, image.height);
    Texture texture;
    texture.levels = mipmaps ? 1 + static_cast<uint32_t>(std::ilogb(longest)) : 1;
    const auto width = static_cast<GLsizei>(image.width);
    const auto height = static_cast<GLsizei>(image.height);
    glGenTextures(1, &texture.name);
    glBindTexture(GL_TEXTURE_2D, texture.name);
    glTexStorage2D(GL_TEXTURE_2D, static_cast<GLsizei>(texture.levels),
                   srgb ? GL_SRGB8_ALPHA8 : GL_RGBA8, width, height);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE,
                    image.pixels.data());
    if (mipmaps) glGenerateMipmap(GL_TEXTURE_2D);
    for (uint32_t level = 0; level < texture.levels; ++level) {
        texture.bytes +=
            4.0 * std::max(image.width >> level, 1u) * std::max(image.height >> level, 1u);
    }
    return texture;
}

uint32_t largestTexture() {
    GLint size = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &size);
    return static_cast<uint32_t>(size);
}

}  // namespace vitrine::poster
