#include "decode/Etc1s.h"

#include <basisu_transcoder.h>
#include <basisu_transcoder_uastc.h>

#include "base/NoInline.h"
#include "decode/BasisInit.h"
#include "decode/Etc1sToBc1.h"

namespace vitrine::decode {
namespace {

using basist::block_format;

/// What the file holds, and not a smoothed version of it at twice the time.
constexpr uint32_t kFlags = basist::cDecodeFlagsNoETC1SChromaFiltering;

struct Blocks {
    uint32_t columns = 0, rows = 0;
};

}  // namespace

struct Etc1s::Books {
    basist::basisu_lowlevel_etc1s_transcoder transcoder;
};

Etc1s::Etc1s() = default;
Etc1s::~Etc1s() = default;
Etc1s::Etc1s(Etc1s&&) noexcept = default;
Etc1s& Etc1s::operator=(Etc1s&&) noexcept = default;

VITRINE_NOINLINE bool Etc1s::open(const Etc1sCodebooks& codebooks) {
    initBasis();
    mBooks = std::make_unique<Books>();
    const auto size = [](Bytes bytes) { return static_cast<uint32_t>(bytes.size); };
    const Etc1sCodebooks& c = codebooks;
    return mBooks->transcoder.decode_tables(c.tables.data, size(c.tables)) &&
           mBooks->transcoder.decode_palettes(c.endpointCount, c.endpoints.data, size(c.endpoints),
                                              c.selectorCount, c.selectors.data, size(c.selectors));
}

VITRINE_NOINLINE bool Etc1s::transcode(Bytes data, const Etc1sSlices& slices,
                                       const Ktx2Level& level, bool alpha, BlockFormat format,
                                       uint8_t* out) const {
    const Blocks blocks{(level.width + 3) / 4, (level.height + 3) / 4};
    basist::basisu_transcoder_state state;
    const auto run = [&](uint8_t* to, uint32_t stride, block_format as, bool isAlpha) {
        const uint32_t offset = isAlpha ? slices.alphaOffset : slices.colorOffset;
        const uint32_t length = isAlpha ? slices.alphaLength : slices.colorLength;
        return mBooks->transcoder.transcode_slice(
            to, blocks.columns, blocks.rows, data.data + offset, length, as, stride, false, false,
            isAlpha, 0, level.width, level.height, 0, &state, false, nullptr, 0, kFlags);
    };
    const auto color = [&](uint8_t* to, uint32_t stride, block_format as) {
        return run(to, stride, as, false);
    };
    const auto alphaOrOpaque = [&](block_format as) {
        if (alpha) return run(out, 16, as, true);
        basist::basisu_transcoder::write_opaque_alpha_blocks(blocks.columns, blocks.rows, out, as,
                                                             16, 0);
        return true;
    };
    const auto bc1 = [&](uint8_t* to, uint32_t stride) {
        if (!color(to, stride, block_format::cETC1)) return false;
        const size_t count = size_t(blocks.columns) * blocks.rows;
        for (size_t i = 0; i < count; ++i) etc1sToBc1(to + i * stride);
        return true;
    };
    switch (format) {
        case BlockFormat::Rgba8:
            return color(out, 4, block_format::cRGBA32) &&
                   (!alpha || run(out, 4, block_format::cA32, true));
        case BlockFormat::Bc7:
            return color(out, 16, block_format::cBC7_M5_COLOR) &&
                   (!alpha || run(out, 16, block_format::cBC7_M5_ALPHA, true));
        case BlockFormat::Bc3:
            return alphaOrOpaque(block_format::cBC4) && bc1(out + 8, 16);
        case BlockFormat::Bc1:
            return bc1(out, 8);
        case BlockFormat::Etc2Rgba:
            return alphaOrOpaque(block_format::cETC2_EAC_A8) &&
                   color(out + 8, 16, block_format::cETC1);
        case BlockFormat::Etc2Rgb:
            return color(out, 8, block_format::cETC1);
        case BlockFormat::Astc4x4:
            break;
    }
    return false;
}

}  // namespace vitrine::decode
