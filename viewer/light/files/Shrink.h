// Halves an image of light by averaging while its rows come in, so that no bright pixel is lost and memory stays small.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>

#include "light/Environment.h"

namespace vitrine::light {

class Shrink {
public:
    /// How many pixels to one: the width is halved as long as it stays `maxWidth` or more.
    static uint32_t factor(uint32_t width, uint32_t height, uint32_t maxWidth) {
        uint32_t by = 1;
        while (width / (by * 2) >= std::max(maxWidth, 16u) && height >= by * 2) by *= 2;
        return by;
    }

    /// Of width × height pixels, each `by` × `by` of which become one; rows and columns left over are left out.
    Shrink(uint32_t width, uint32_t height, uint32_t by)
        : mBy(by), mShare(1.0f / (static_cast<float>(by) * static_cast<float>(by))) {
        mOut.width = width / by;
        mOut.height = height / by;
        mOut.texels.assign(size_t(mOut.width) * mOut.height, glm::vec3(0));
    }

    /// The value of the pixel at x, y.
    void add(uint32_t x, uint32_t y, const glm::vec3& value) {
        x /= mBy;
        y /= mBy;
        if (x < mOut.width && y < mOut.height)
            mOut.texels[size_t(y) * mOut.width + x] += value * mShare;
    }

    Equirect take() {
        for (glm::vec3& texel : mOut.texels) texel = glm::min(texel, glm::vec3(kMaxRadiance));
        return std::move(mOut);
    }

private:
    static constexpr float kMaxRadiance =
        65504;  // what a half can hold; a sun beyond is white anyway

    Equirect mOut;
    uint32_t mBy;
    float mShare;
};

}  // namespace vitrine::light
