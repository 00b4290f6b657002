#include "decode/Uastc.h"

#include <basisu_transcoder.h>
#include <basisu_transcoder_uastc.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "base/NoInline.h"
#include "decode/BasisInit.h"
#include "decode/Ktx2Container.h"

namespace vitrine::decode {
namespace {

using Block = basist::uastc_block;

/// Calls `convert(block, out)` for every block; false as soon as it says so.
template <typename Convert>
VITRINE_NOINLINE bool eachBlock(const uint8_t* blocks, size_t count, uint8_t* out, size_t stride,
                                Convert convert) {
    for (size_t i = 0; i < count; ++i) {
        Block block;
        std::memcpy(&block, blocks + i * sizeof(Block), sizeof(Block));
        if (!convert(block, out + i * stride)) return false;
    }
    return true;
}

VITRINE_NOINLINE bool unpack(const uint8_t* blocks, const Ktx2Level& level, uint8_t* out) {
    const uint32_t columns = (level.width + 3) / 4, rows = (level.height + 3) / 4;
    for (uint32_t by = 0; by < rows; ++by) {
        for (uint32_t bx = 0; bx < columns; ++bx, blocks += sizeof(Block)) {
            Block block;
            std::memcpy(&block, blocks, sizeof(Block));
            basist::color32 pixels[16];
            if (!basist::unpack_uastc(block, pixels, false)) return false;
            const uint32_t width = std::min(4u, level.width - bx * 4);
            const uint32_t height = std::min(4u, level.height - by * 4);
            for (uint32_t y = 0; y < height; ++y) {
                uint8_t* const to = out + (size_t(by * 4 + y) * level.width + bx * 4) * 4;
                if (width == 4) {
                    std::memcpy(to, pixels + y * 4, 16);
                } else {
                    std::memcpy(to, pixels + y * 4, width * 4);
                }
            }
        }
    }
    return true;
}

bool convert(const uint8_t* blocks, const Ktx2Level& level, BlockFormat format, uint8_t* out) {
    const auto count = static_cast<size_t>(blocksOf(level));
    switch (format) {
        case BlockFormat::Rgba8:
            return unpack(blocks, level, out);
        case BlockFormat::Astc4x4:
            return eachBlock(blocks, count, out, 16, [](const Block& block, void* to) {
                return basist::transcode_uastc_to_astc(block, to);
            });
        case BlockFormat::Bc7:
            return eachBlock(blocks, count, out, 16, [](const Block& block, void* to) {
                return basist::transcode_uastc_to_bc7(block, to);
            });
        case BlockFormat::Bc3:
            return eachBlock(blocks, count, out, 16, [](const Block& block, void* to) {
                return basist::transcode_uastc_to_bc3(block, to, false);
            });
        case BlockFormat::Bc1:
            return eachBlock(blocks, count, out, 8, [](const Block& block, void* to) {
                return basist::transcode_uastc_to_bc1(block, to, false);
            });
        case BlockFormat::Etc2Rgba:
            return eachBlock(blocks, count, out, 16, [](const Block& block, void* to) {
                return basist::transcode_uastc_to_etc2_rgba(block, to);
            });
        case BlockFormat::Etc2Rgb:
            return eachBlock(blocks, count, out, 8, [](const Block& block, void* to) {
                return basist::transcode_uastc_to_etc1(block, to);
            });
    }
    return false;
}

}  // namespace

VITRINE_NOINLINE bool transcodeUastc(Bytes data, bool zstd, const Ktx2Level& level,
                                     BlockFormat format, uint8_t* out) {
    initBasis();
    const auto bytes = static_cast<size_t>(blocksOf(level) * sizeof(Block));
    if (!zstd) return data.size >= bytes && convert(data.data, level, format, out);
    const std::unique_ptr<uint8_t[]> blocks(new uint8_t[bytes]);
    const size_t got = ZSTD_decompress(blocks.get(), bytes, data.data, data.size);
    return !ZSTD_isError(got) && got == bytes && convert(blocks.get(), level, format, out);
}

}  // namespace vitrine::decode
