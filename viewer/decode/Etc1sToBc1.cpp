#include "decode/Etc1sToBc1.h"

#include <basisu_transcoder.h>
#include <basisu_transcoder_uastc.h>

#include <algorithm>

namespace vitrine::decode {
namespace {

/// a and b of the table of intensities (table 3.17.2 of the extension).
constexpr int kIntensity[8][2] = {{2, 8},   {5, 17},  {9, 29},   {13, 42},
                                  {18, 60}, {24, 80}, {33, 106}, {47, 183}};

/// ETC1 has the pixels column by column, BC1 row by row: where the four pixels of a column go, two bits each.
constexpr uint32_t spread(uint32_t column) {
    return (column & 1) | (column & 2) << 7 | (column & 4) << 14 | (column & 8) << 21;
}

uint32_t byRows(uint32_t plane) {
    static constexpr uint32_t kSpread[16] = {spread(0),  spread(1),  spread(2),  spread(3),
                                             spread(4),  spread(5),  spread(6),  spread(7),
                                             spread(8),  spread(9),  spread(10), spread(11),
                                             spread(12), spread(13), spread(14), spread(15)};
    return kSpread[plane & 15] | kSpread[plane >> 4 & 15] << 2 | kSpread[plane >> 8 & 15] << 4 |
           kSpread[plane >> 12] << 6;
}

struct Color {
    int r, g, b;
};

/// To the nearest of 32 or 64 steps.
uint32_t quantized(const Color& c) {
    const auto to = [](int value, int steps) { return uint32_t(value * steps + 127) / 255; };
    return to(c.r, 31) << 11 | to(c.g, 63) << 5 | to(c.b, 31);
}

// For the darkest and the brightest step in use: BC1's number of each step. 0 is the bright end, 1 the dark one, 2 lies
// next to the bright one, 3 next to the dark one. Where three are in use, the middle one is at 0.6 or 0.4 of the way.
constexpr uint8_t kNumbers[4][4][4] = {
    {{}, {1, 0}, {1, 2, 0}, {1, 3, 2, 0}},
    {{}, {}, {0, 1, 0}, {0, 1, 3, 0}},
    {{}, {}, {}, {0, 0, 1, 0}},
    {},
};

}  // namespace

void etc1sToBc1(uint8_t* block) {
    const int* intensity = kIntensity[block[3] >> 5];
    const auto color = [&](int step) {
        static constexpr int kSign[4] = {-1, -1, 1, 1};
        const int shift = kSign[step] * intensity[step == 0 || step == 3];
        const auto channel = [&](uint8_t base) {
            const int five = base >> 3;
            return std::clamp((five << 3 | five >> 2) + shift, 0, 255);
        };
        return Color{channel(block[0]), channel(block[1]), channel(block[2])};
    };

    // Two bits a pixel, in planes: 3 is −b, 2 −a, 0 a, 1 b.
    const uint32_t high = uint32_t(block[4]) << 8 | block[5];
    const uint32_t low = uint32_t(block[6]) << 8 | block[7];
    const uint32_t steps[4] = {high & low, high & ~low, ~(high | low) & 0xffff, ~high & low};
    int dark = 0, bright = 3;
    while (!steps[dark]) ++dark;
    while (!steps[bright]) --bright;

    const Color brightest = color(bright), darkest = color(dark);
    const uint32_t ends[2] = {quantized(brightest), quantized(darkest)};
    if (ends[0] == ends[1]) {  // with equal ends BC1 has three colours and black
        const auto mean = [](int a, int b) { return uint32_t(a + b + 1) / 2; };
        return basist::encode_bc1_solid_block(block, mean(brightest.r, darkest.r),
                                              mean(brightest.g, darkest.g),
                                              mean(brightest.b, darkest.b));
    }
    uint32_t planes[2] = {};
    for (int step = dark; step <= bright; ++step) {
        const uint32_t number = kNumbers[dark][bright][step];
        if (number & 1) planes[0] |= steps[step];
        if (number & 2) planes[1] |= steps[step];
    }
    const uint32_t numbers = byRows(planes[0]) | byRows(planes[1]) << 1;
    for (int i = 0; i < 2; ++i) {
        block[2 * i] = uint8_t(ends[i]);
        block[2 * i + 1] = uint8_t(ends[i] >> 8);
    }
    for (int row = 0; row < 4; ++row) block[4 + row] = uint8_t(numbers >> (8 * row));
}

}  // namespace vitrine::decode
