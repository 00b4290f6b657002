// Compressed data for the decoders' tests, made here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/Bytes.h"

namespace vitrine::test {

using Buffer = std::vector<uint8_t>;

inline Bytes bytesOf(const Buffer& buffer) {
    return {buffer.data(), buffer.size()};
}

/// A copy of the first `size` bytes with nothing behind them, so that a read beyond is noticed.
Buffer prefix(const Buffer& buffer, size_t size);

/// A wavy grid of (n + 1)² vertices.
struct Grid {
    explicit Grid(uint32_t n);
    std::vector<float> positions;   // 3 each
    std::vector<float> uv;          // 2 each
    std::vector<uint16_t> joints;   // 4 each
    std::vector<uint32_t> indices;  // triangles
    uint32_t vertices() const { return uint32_t(positions.size() / 3); }
};

/// The grid's positions (unique id 0), UVs (1) and joints (2) as Draco data. `speed` 10: without connectivity coding.
Buffer dracoOf(const Grid& grid, int speed);

/// A KTX2 file of UASTC data, every block of one color, with all its levels.
Buffer uastcFile(uint32_t width, uint32_t height, uint32_t rgba);

/// Every KTX2 image of the sample models; none where the samples are not at hand.
std::vector<Buffer> sampleKtx2();

}  // namespace vitrine::test
