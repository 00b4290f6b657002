#include "tools/render/Screen.h"

#include <GLES3/gl3.h>

#include <algorithm>

namespace vitrine::poster {
namespace {

GLint get(GLenum name) {
    GLint value = 0;
    glGetIntegerv(name, &value);
    return value;
}

GLuint bound(GLenum name) {
    return static_cast<GLuint>(get(name));
}

}  // namespace

Screen::Screen() : mLargestSide(static_cast<uint32_t>(get(GL_MAX_RENDERBUFFER_SIZE))) {
    glGenFramebuffers(1, &mFramebuffer);
    glGenRenderbuffers(1, &mColor);
}

Screen::~Screen() {
    glDeleteRenderbuffers(1, &mColor);
    glDeleteFramebuffers(1, &mFramebuffer);
}

void Screen::resize(uint32_t width, uint32_t height) {
    if (width == mWidth && height == mHeight) return;
    mWidth = width;
    mHeight = height;
    // The engine caches what it bound: leave that as it was.
    const GLuint framebuffer = bound(GL_FRAMEBUFFER_BINDING);
    const GLuint renderbuffer = bound(GL_RENDERBUFFER_BINDING);
    glBindFramebuffer(GL_FRAMEBUFFER, mFramebuffer);
    glBindRenderbuffer(GL_RENDERBUFFER, mColor);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, static_cast<GLsizei>(width),
                          static_cast<GLsizei>(height));
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, mColor);
    glBindRenderbuffer(GL_RENDERBUFFER, renderbuffer);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
}

Image Screen::read() const {
    constexpr GLenum kPackState[] = {GL_PACK_ROW_LENGTH, GL_PACK_SKIP_ROWS, GL_PACK_SKIP_PIXELS};
    GLint before[3];
    for (size_t i = 0; i < 3; ++i) {
        before[i] = get(kPackState[i]);
        glPixelStorei(kPackState[i], 0);
    }
    const GLuint framebuffer = bound(GL_READ_FRAMEBUFFER_BINDING);
    const GLuint buffer = bound(GL_PIXEL_PACK_BUFFER_BINDING);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, mFramebuffer);
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
    const size_t row =
        size_t{mWidth} * 4;  // a multiple of any pack alignment but 8, which is not the default
    Image image{mWidth, mHeight, std::vector<uint8_t>(row * mHeight)};
    glReadPixels(0, 0, static_cast<GLsizei>(mWidth), static_cast<GLsizei>(mHeight), GL_RGBA,
                 GL_UNSIGNED_BYTE, image.pixels.data());
    glBindBuffer(GL_PIXEL_PACK_BUFFER, buffer);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer);
    for (size_t i = 0; i < 3; ++i) glPixelStorei(kPackState[i], before[i]);

    // GL's first row is the lowest.
    for (size_t top = 0, low = mHeight; top + 1 < low; ++top) {
        --low;
        uint8_t* first = image.pixels.data() + top * row;
        std::swap_ranges(first, first + row, image.pixels.data() + low * row);
    }
    return image;
}

}  // namespace vitrine::poster
