// Halves an image of light by averaging while its rows come in, so that no bright pixel is lost and memory stays small.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "light/Environment.h"

namespace vitrine::light {

class Shrink {
public:
    /// How often: the width is halved as long as it stays `maxWidth` or more.
    static uint32_t halvings(uint32_t width, uint32_t height, uint32_t maxWidth) {
        uint32_t times = 0;
        while (width >> (times + 1) >= std::max(maxWidth, 16u) && height >> (times + 1)) ++times;
        return times;
    }

    /// Of width × height pixels; rows and columns left over are left out.
    Shrink(uint32_t width, uint32_t height, uint32_t halvings)
        : mHalvings(halvings), mShare(std::ldexp(1.0f, -2 * static_cast<int>(halvings))) {
        mOut.width = width >> halvings;
        mOut.height = height >> halvings;
        mOut.texels.assign(size_t(mOut.width) * mOut.height, glm::vec3(0));
    }

    /// The value of the pixel at x, y.
    void add(uint32_t x, uint32_t y, const glm::vec3& value) {
        x >>= mHalvings;
        y >>= mHalvings;
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
    uint32_t mHalvings;
    float mShare;
};

}  // namespace vitrine::light
