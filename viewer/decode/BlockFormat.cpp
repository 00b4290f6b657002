// Which formats hold what Basis Universal data holds, best first.
#include <initializer_list>

#include "decode/Ktx2.h"

namespace vitrine::decode {
namespace {

using Formats = std::initializer_list<BlockFormat>;

/// ETC1S is a part of ETC2: no loss at all. BC7 follows its colors closely, BC1 visibly less.
Formats formatsOfEtc1s(bool alpha) {
    static constexpr Formats kColor = {BlockFormat::Etc2Rgb, BlockFormat::Bc7, BlockFormat::Bc1,
                                       BlockFormat::Bc3, BlockFormat::Etc2Rgba};
    static constexpr Formats kAlpha = {BlockFormat::Etc2Rgba, BlockFormat::Bc7, BlockFormat::Bc3};
    return alpha ? kAlpha : kColor;
}

/// UASTC is a part of ASTC: no loss at all. BC7 is within a fraction of a decibel; ETC2 and BC1 are far behind.
Formats formatsOfUastc(bool alpha) {
    static constexpr Formats kColor = {BlockFormat::Astc4x4,  BlockFormat::Bc7,
                                       BlockFormat::Etc2Rgb,  BlockFormat::Bc1,
                                       BlockFormat::Etc2Rgba, BlockFormat::Bc3};
    static constexpr Formats kAlpha = {BlockFormat::Astc4x4, BlockFormat::Bc7,
                                       BlockFormat::Etc2Rgba, BlockFormat::Bc3};
    return alpha ? kAlpha : kColor;
}

bool needsWholeBlocks(BlockFormat format) {
    return format == BlockFormat::Bc7 || format == BlockFormat::Bc3 || format == BlockFormat::Bc1;
}

}  // namespace

size_t blockBytes(BlockFormat format, uint32_t width, uint32_t height) {
    if (format == BlockFormat::Rgba8) return size_t(width) * height * 4;
    const size_t blocks = size_t((width + 3) / 4) * ((height + 3) / 4);
    const bool small = format == BlockFormat::Bc1 || format == BlockFormat::Etc2Rgb;
    return blocks * (small ? 8 : 16);
}

BlockFormat Ktx2::choose(uint32_t supported, size_t top) const {
    const Ktx2Info& of = info();
    const Ktx2Level& largest = of.levels[top < of.levels.size() ? top : 0];
    const bool wholeBlocks = largest.width % 4 == 0 && largest.height % 4 == 0;
    for (const BlockFormat format :
         of.uastc ? formatsOfUastc(of.alpha) : formatsOfEtc1s(of.alpha)) {
        if ((supported & bit(format)) && (wholeBlocks || !needsWholeBlocks(format))) return format;
    }
    return BlockFormat::Rgba8;
}

}  // namespace vitrine::decode
