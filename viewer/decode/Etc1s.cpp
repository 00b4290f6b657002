#include "decode/Etc1s.h"

#include <basisu_transcoder.h>

#include "decode/BasisInit.h"

namespace vitrine::decode {
namespace {

using basist::block_format;

/// What one compressed picture (color or alpha) is written as, and where in each block.
struct Pass {
    block_format format;
    uint32_t offset = 0;  // bytes into the block
};

struct Recipe {
    bool known = false;
    uint32_t stride = 16;  // bytes per block, or per pixel of Rgba8
    Pass color = {};
    Pass alpha = {};
    bool halves = false;  // color and alpha are blocks of their own, so that there is always alpha
};

Recipe recipeOf(BlockFormat format) {
    Recipe r;
    r.known = true;
    switch (format) {
        case BlockFormat::Rgba8:
            r.stride = 4;
            r.color = {block_format::cRGBA32};
            r.alpha = {block_format::cA32};
            return r;
        case BlockFormat::Bc7:
            r.color = {block_format::cBC7_M5_COLOR};
            r.alpha = {block_format::cBC7_M5_ALPHA};
            return r;
        case BlockFormat::Bc3:
            r.color = {block_format::cBC1, 8};
            r.alpha = {block_format::cBC4};
            r.halves = true;
            return r;
        case BlockFormat::Etc2Rgba:
            r.color = {block_format::cETC1, 8};
            r.alpha = {block_format::cETC2_EAC_A8};
            r.halves = true;
            return r;
        case BlockFormat::Bc1:
            r.stride = 8;
            r.color = {block_format::cBC1};
            return r;
        case BlockFormat::Etc2Rgb:
            r.stride = 8;
            r.color = {block_format::cETC1};
            return r;
        case BlockFormat::Astc4x4:
            break;
    }
    return {};
}

}  // namespace

struct Etc1s::Books {
    basist::basisu_lowlevel_etc1s_transcoder transcoder;
};

Etc1s::Etc1s() = default;
Etc1s::~Etc1s() = default;
Etc1s::Etc1s(Etc1s&&) noexcept = default;
Etc1s& Etc1s::operator=(Etc1s&&) noexcept = default;

bool Etc1s::open(const Etc1sCodebooks& codebooks) {
    initBasis();
    mBooks = std::make_unique<Books>();
    const auto size = [](Bytes bytes) { return static_cast<uint32_t>(bytes.size); };
    const Etc1sCodebooks& c = codebooks;
    return mBooks->transcoder.decode_tables(c.tables.data, size(c.tables)) &&
           mBooks->transcoder.decode_palettes(c.endpointCount, c.endpoints.data, size(c.endpoints),
                                              c.selectorCount, c.selectors.data, size(c.selectors));
}

bool Etc1s::transcode(Bytes data, const Etc1sSlices& slices, const Ktx2Level& level, bool alpha,
                      BlockFormat format, uint8_t* out) const {
    const Recipe recipe = recipeOf(format);
    if (!recipe.known) return false;
    const uint32_t columns = (level.width + 3) / 4, rows = (level.height + 3) / 4;
    basist::basisu_transcoder_state state;
    const auto run = [&](const Pass& pass, uint32_t offset, uint32_t length, bool isAlpha) {
        // BC1 may use its three-color mode only outside of BC3.
        const bool threeColors = format == BlockFormat::Bc1;
        return mBooks->transcoder.transcode_slice(
            out + pass.offset, columns, rows, data.data + offset, length, pass.format,
            recipe.stride, threeColors, false, isAlpha, 0, level.width, level.height, 0, &state);
    };
    if (!run(recipe.color, slices.colorOffset, slices.colorLength, false)) return false;
    const bool takesAlpha = format != BlockFormat::Bc1 && format != BlockFormat::Etc2Rgb;
    if (alpha && takesAlpha) return run(recipe.alpha, slices.alphaOffset, slices.alphaLength, true);
    if (recipe.halves)
        basist::basisu_transcoder::write_opaque_alpha_blocks(columns, rows, out,
                                                             recipe.alpha.format, recipe.stride, 0);
    return true;
}

}  // namespace vitrine::decode
