#include "light/OcclusionVolume.h"

#include <algorithm>
#include <cmath>

// Written on plain floats: this file is built for size, and its loops have to be fast all the same.
namespace vitrine::light {

namespace {

constexpr int kMostAlong = 64;
constexpr int kMostCells = 50000;
constexpr int kDirections = 32;
constexpr int kMargin = 3;  // cells around the model, so that it does not reach the border
constexpr float kSamplesPerCell = 8;   // points of a surface of a cell's size that are counted
constexpr float kMostSamples = 20000;  // of one triangle
constexpr float kGoldenAngle = 2.3999632f;
constexpr float kGoldenShare = 0.61803399f;

uint8_t toByte(float value) {
    return static_cast<uint8_t>(std::lround(std::clamp(value, 0.0f, 1.0f) * 255));
}

}  // namespace

OcclusionVolume::OcclusionVolume(const glm::vec3& min, const glm::vec3& max) {
    float extent[3], longest = 0;
    for (int c = 0; c < 3; ++c) {
        extent[c] = std::max(max[c] - min[c], 0.0f);
        longest = std::max(longest, extent[c]);
    }
    if (!(longest > 0) || !std::isfinite(longest)) return;
    int cells;
    int along = kMostAlong;
    do {
        mCell = longest / static_cast<float>(along-- - 2 * kMargin);
        cells = 1;
        for (int c = 0; c < 3; ++c) {
            mSize[c] = static_cast<int>(std::ceil(extent[c] / mCell)) + 2 * kMargin;
            mStride[c] = cells;
            cells *= mSize[c];
        }
    } while (cells > kMostCells);
    for (int c = 0; c < 3; ++c) {
        mMin[c] = (min[c] + max[c] - static_cast<float>(mSize[c]) * mCell) * 0.5f;
    }
    mClear.assign(static_cast<size_t>(cells), 1);
}

void OcclusionVolume::add(const float* positions, size_t stride, size_t vertexCount,
                          const uint32_t* indices, size_t indexCount, const glm::mat4& world,
                          float cover) {
    if (mClear.empty()) return;
    const size_t count = indices ? indexCount : vertexCount;
    for (size_t i = 0; i + 2 < count; i += 3) {
        float corner[3][3];  // in cells
        bool good = true;
        for (size_t k = 0; k < 3; ++k) {
            const size_t vertex = indices ? indices[i + k] : i + k;
            good = good && vertex < vertexCount;
            if (!good) break;
            const float* p = positions + stride * vertex;
            for (int c = 0; c < 3; ++c) {
                corner[k][c] = (world[0][c] * p[0] + world[1][c] * p[1] + world[2][c] * p[2] +
                                world[3][c] - mMin[c]) /
                               mCell;
                // Also false for what is not a number.
                good = good && corner[k][c] >= 0 && corner[k][c] < static_cast<float>(mSize[c]);
            }
        }
        if (good) fill(corner, cover);
    }
}

/// What a triangle's area takes from the clearness of the cells that it runs through.
void OcclusionVolume::fill(const float (&corner)[3][3], float cover) {
    float ab[3], ac[3];
    for (int c = 0; c < 3; ++c) {
        ab[c] = corner[1][c] - corner[0][c];
        ac[c] = corner[2][c] - corner[0][c];
    }
    const float x = ab[1] * ac[2] - ab[2] * ac[1], y = ab[2] * ac[0] - ab[0] * ac[2],
                z = ab[0] * ac[1] - ab[1] * ac[0];
    const float area = std::sqrt(x * x + y * y + z * z) * 0.5f;
    const int samples = static_cast<int>(std::clamp(area * kSamplesPerCell, 1.0f, kMostSamples));
    // A surface at an angle runs through more cells than its area says; a fifth more closes the gaps.
    const float share = 1.2f * cover * area / static_cast<float>(samples);
    float v = 0;
    for (int k = 0; k < samples; ++k) {
        // Even over the triangle: a lattice on the square, folded.
        const float u = std::sqrt((static_cast<float>(k) + 0.5f) / static_cast<float>(samples));
        v += kGoldenShare;
        if (v >= 1) v -= 1;
        size_t cell = 0;
        for (int c = 0; c < 3; ++c) {
            const float at = corner[0][c] + ab[c] * u * (1 - v) + ac[c] * u * v;
            cell += static_cast<size_t>(at) * static_cast<size_t>(mStride[c]);
        }
        mClear[cell] -= share;
    }
}

/// Light from one direction: slab by slab along the axis that it follows most, each cell sees what comes through between the
/// four cells before it. What is outside, and so the outermost cells, sees everything.
void OcclusionVolume::sweep(const float (&direction)[3]) {
    int axis = 0;
    for (int c = 1; c < 3; ++c) {
        if (std::fabs(direction[c]) > std::fabs(direction[axis])) axis = c;
    }
    const int across = axis == 0 ? 1 : 0, down = axis == 2 ? 1 : 2;
    const int back = direction[axis] > 0 ? 1 : -1;
    const float length = std::fabs(direction[axis]);
    float fu = direction[across] / length, fv = direction[down] / length;
    const int su = mStride[across], sv = mStride[down];
    int before = back * mStride[axis];
    if (fu < 0) {
        fu += 1;
        before -= su;
    }
    if (fv < 0) {
        fv += 1;
        before -= sv;
    }
    const float w00 = (1 - fu) * (1 - fv), w10 = fu * (1 - fv), w01 = (1 - fu) * fv, w11 = fu * fv;
    for (int i = 1; i < mSize[axis] - 1; ++i) {
        const int slab = back > 0 ? mSize[axis] - 1 - i : i;
        for (int v = 1; v < mSize[down] - 1; ++v) {
            int at = slab * mStride[axis] + v * sv;
            for (int u = 1; u < mSize[across] - 1; ++u) {
                at += su;
                const float* p = &mPassed[at + before];
                const float seen = p[0] * w00 + p[su] * w10 + p[sv] * w01 + p[su + sv] * w11;
                mPassed[at] = seen * mClear[at];
                float* sum = &mSums[4 * at];
                sum[0] += seen;
                sum[1] += seen * direction[0];
                sum[2] += seen * direction[1];
                sum[3] += seen * direction[2];
            }
        }
    }
}

VolumeMap OcclusionVolume::finish() {
    VolumeMap map;
    if (mClear.empty()) return map;
    for (float& clear : mClear) clear = std::max(clear, 0.0f);
    mPassed.assign(mClear.size(), 1);
    mSums.assign(4 * mClear.size(), 0);
    for (int i = 0; i < kDirections; ++i) {
        // A Fibonacci sphere.
        const float y = 1 - (2 * static_cast<float>(i) + 1) / kDirections;
        const float r = std::sqrt(1 - y * y), a = static_cast<float>(i) * kGoldenAngle;
        sweep({r * std::cos(a), y, r * std::sin(a)});
    }
    for (int c = 0; c < 3; ++c) {
        map.size[c] = static_cast<uint32_t>(mSize[c]);
        map.min[c] = mMin[c];
    }
    map.cell = mCell;
    map.texels.resize(mSums.size());
    for (size_t i = 0; i < mSums.size(); ++i) {
        const float mean = mSums[i] / kDirections;
        map.texels[i] = toByte(i % 4 == 0 ? mean : 0.5f + 2 * mean);
    }
    return map;
}

}  // namespace vitrine::light
