#include "decode/Etc1sToBc1.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <random>

#include "decode/BasisInit.h"

namespace vitrine::decode {
namespace {

using Block = std::array<uint8_t, 8>;
using Pixels = std::array<std::array<int, 3>, 16>;  // row by row

// Both decoders are written after their specifications, pixel by pixel.

Pixels decodeEtc1s(const Block& block) {
    constexpr int kTables[8][2] = {{2, 8},   {5, 17},  {9, 29},   {13, 42},
                                   {18, 60}, {24, 80}, {33, 106}, {47, 183}};
    Pixels out;
    for (int x = 0; x < 4; ++x) {
        for (int y = 0; y < 4; ++y) {
            const int at = x * 4 + y;
            const auto bit = [&](int byte) {
                return block[byte + (at < 8 ? 1 : 0)] >> (at & 7) & 1;
            };
            const int size = kTables[block[3] >> 5][bit(6)];
            const int shift = bit(4) ? -size : size;
            for (int c = 0; c < 3; ++c) {
                const int base = (block[c] & 0xf8) | block[c] >> 5;
                out[y * 4 + x][c] = std::clamp(base + shift, 0, 255);
            }
        }
    }
    return out;
}

Pixels decodeBc1(const Block& block) {
    const uint32_t ends[2] = {block[0] | uint32_t(block[1]) << 8, block[2] | uint32_t(block[3])
                                                                                 << 8};
    EXPECT_GT(ends[0], ends[1]) << "a block with three colours and black";
    int colors[4][3];
    for (int i = 0; i < 2; ++i) {
        const int r = int(ends[i] >> 11), g = int(ends[i] >> 5 & 63), b = int(ends[i] & 31);
        colors[i][0] = r << 3 | r >> 2;
        colors[i][1] = g << 2 | g >> 4;
        colors[i][2] = b << 3 | b >> 2;
    }
    for (int c = 0; c < 3; ++c) {
        colors[2][c] = (2 * colors[0][c] + colors[1][c]) / 3;
        colors[3][c] = (colors[0][c] + 2 * colors[1][c]) / 3;
    }
    Pixels out;
    for (int i = 0; i < 16; ++i) {
        const int number = block[4 + i / 4] >> (2 * (i % 4)) & 3;
        std::copy_n(colors[number], 3, out[i].begin());
    }
    return out;
}

/// The largest difference of a channel.
int difference(const Block& block) {
    initBasis();
    Block converted = block;
    etc1sToBc1(converted.data());
    const Pixels a = decodeEtc1s(block), b = decodeBc1(converted);
    int most = 0;
    for (int i = 0; i < 16; ++i) {
        for (int c = 0; c < 3; ++c) most = std::max(most, std::abs(a[i][c] - b[i][c]));
    }
    return most;
}

Block blockOf(int r, int g, int b, int table, uint32_t selectors) {
    Block block{uint8_t(r << 3), uint8_t(g << 3), uint8_t(b << 3),
                uint8_t(table << 5 | table << 2 | 2)};
    for (int i = 0; i < 4; ++i) block[size_t(4 + i)] = uint8_t(selectors >> (24 - 8 * i));
    return block;
}

TEST(Etc1sToBc1, BlocksOfOneColorKeepIt) {
    for (const uint32_t selectors : {0x00000000u, 0x0000ffffu, 0xffff0000u, 0xffffffffu}) {
        for (int v = 0; v < 32; ++v)
            EXPECT_LE(difference(blockOf(v, 31 - v, v / 2, 3, selectors)), 3);
    }
}

TEST(Etc1sToBc1, EveryPixelStaysInItsPlace) {
    for (int pixel = 0; pixel < 16; ++pixel) {
        const uint32_t dark = 1u << pixel;  // −b, all others b
        EXPECT_LE(difference(blockOf(16, 16, 16, 5, dark << 16 | 0xffff)), 4) << pixel;
    }
}

TEST(Etc1sToBc1, AnyBlockIsNearlyTheSame) {
    std::mt19937 random(7);
    const auto below = [&](uint32_t n) { return int(random() % n); };
    for (int i = 0; i < 20'000; ++i) {
        const int table = below(8);
        const Block block = blockOf(below(32), below(32), below(32), table, random());
        // BC1's inner colours are up to 7 % of the way off, its end points up to half of 1/31.
        constexpr int kSpan[8] = {16, 34, 58, 84, 120, 160, 212, 366};
        // Where a colour is cut off at black or white, the four no longer lie evenly.
        int clipped = 0;
        for (int c = 0; c < 3; ++c) {
            const int base = (block[size_t(c)] & 0xf8) | block[size_t(c)] >> 5;
            clipped = std::max({clipped, kSpan[table] / 2 - base, base + kSpan[table] / 2 - 255});
        }
        EXPECT_LE(difference(block), 8 + kSpan[table] / 20 + std::max(0, clipped) / 3 * 2)
            << "table " << table;
    }
}

}  // namespace
}  // namespace vitrine::decode
