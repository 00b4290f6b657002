#include "light/Cube.h"

#include <algorithm>
#include <cmath>

#include "light/Sampling.h"

namespace vitrine::light {

void Cube::sealBorders() {
    const int n = static_cast<int>(mSize);
    const auto copy = [&](int face, int x, int y) {
        // One texel beyond the edge lies on the neighbour; the nearest of its texels there will do.
        float s, t;
        const int from = faceOf(faceDirection(face, texelCenter(0, mSize) + 2.0f * x / n,
                                              texelCenter(0, mSize) + 2.0f * y / n),
                                s, t);
        const int fx = std::clamp(static_cast<int>((s * 0.5f + 0.5f) * n), 0, n - 1);
        const int fy = std::clamp(static_cast<int>((t * 0.5f + 0.5f) * n), 0, n - 1);
        at(face, x, y) = at(from, fx, fy);
    };
    for (int face = 0; face < 6; ++face) {
        for (int i = 0; i < n; ++i) {
            copy(face, i, -1);
            copy(face, i, n);
            copy(face, -1, i);
            copy(face, n, i);
        }
        // Three faces meet in a corner: the mean of the two borders beside it is as good as any.
        for (const int x : {-1, n}) {
            for (const int y : {-1, n}) {
                const int inX = std::clamp(x, 0, n - 1), inY = std::clamp(y, 0, n - 1);
                at(face, x, y) = (at(face, inX, y) + at(face, x, inY)) * 0.5f;
            }
        }
    }
}

Cube Cube::half() const {
    Cube out(mSize / 2);
    const int n = static_cast<int>(out.mSize);
    // By solid angle: texels in the corners of a face are up to five times smaller than those in
    // its middle.
    const auto solid = [&](int x, int y) {
        const float s = texelCenter(static_cast<uint32_t>(x), mSize),
                    t = texelCenter(static_cast<uint32_t>(y), mSize);
        const float squared = 1 + s * s + t * t;
        return 1 / (squared * std::sqrt(squared));
    };
    for (int y = 0; y < n; ++y) {
        for (int x = 0; x < n; ++x) {
            const int x0 = 2 * x, x1 = x0 + 1, y0 = 2 * y, y1 = y0 + 1;
            const float a = solid(x0, y0), b = solid(x1, y0), c = solid(x0, y1), d = solid(x1, y1);
            const float share = 1 / (a + b + c + d);
            for (int face = 0; face < 6; ++face) {
                out.at(face, x, y) = (at(face, x0, y0) * a + at(face, x1, y0) * b +
                                      at(face, x0, y1) * c + at(face, x1, y1) * d) *
                                     share;
            }
        }
    }
    out.sealBorders();
    return out;
}

glm::vec3 Cube::sample(const glm::vec3& direction) const {
    float s, t;
    const int face = faceOf(direction, s, t);
    // Texel centres are at halves; with the border at −1 the coordinates never leave the stored
    // texels.
    const float n = static_cast<float>(mSize);
    const float x = (s * 0.5f + 0.5f) * n + 0.5f;
    const float y = (t * 0.5f + 0.5f) * n + 0.5f;
    const int x0 = std::clamp(static_cast<int>(x), 0, static_cast<int>(mSize));
    const int y0 = std::clamp(static_cast<int>(y), 0, static_cast<int>(mSize));
    const float fx = x - static_cast<float>(x0), fy = y - static_cast<float>(y0);
    const glm::vec3* row = &mTexels[(size_t(face) * mPitch + size_t(y0)) * mPitch + size_t(x0)];
    const glm::vec3* next = row + mPitch;
    const glm::vec3 top = row[0] + (row[1] - row[0]) * fx;
    const glm::vec3 bottom = next[0] + (next[1] - next[0]) * fx;
    return top + (bottom - top) * fy;
}

}  // namespace vitrine::light
