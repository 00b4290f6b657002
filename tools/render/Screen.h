// What the canvas is in a browser: where finished pictures are, to be read back. The context has to be current.
#pragma once

#include <cstdint>

#include "tools/render/Image.h"

namespace vitrine::poster {

class Screen {
public:
    Screen();
    ~Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    /// GL's name of the framebuffer, for the target.
    uint32_t framebuffer() const { return mFramebuffer; }

    /// The largest width and height that the driver can draw.
    uint32_t largestSide() const { return mLargestSide; }

    /// Reallocates only when the size differs.
    void resize(uint32_t width, uint32_t height);

    /// The picture just drawn, premultiplied. Waits for the GPU.
    Image read() const;

private:
    uint32_t mFramebuffer = 0, mColor = 0;
    uint32_t mLargestSide = 0;
    uint32_t mWidth = 0, mHeight = 0;
};

}  // namespace vitrine::poster
