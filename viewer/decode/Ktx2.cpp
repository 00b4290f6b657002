#include "decode/Ktx2.h"

#include "base/Fail.h"
#include "base/NoInline.h"
#include "decode/Etc1s.h"
#include "decode/Ktx2Container.h"
#include "decode/Uastc.h"

namespace vitrine::decode {

struct Ktx2::State {
    Bytes file;
    Ktx2Container container;
    Etc1s etc1s;  // without codebooks where the data is UASTC
};

Ktx2::Ktx2(std::unique_ptr<State> state) : mState(std::move(state)) {}
Ktx2::~Ktx2() = default;
Ktx2::Ktx2(Ktx2&&) noexcept = default;
Ktx2& Ktx2::operator=(Ktx2&&) noexcept = default;

VITRINE_NOINLINE Result<Ktx2> Ktx2::open(Bytes file) {
    auto container = readKtx2(file);
    if (!container) return std::move(container).error();
    auto state = std::make_unique<State>();
    state->file = file;
    state->container = *std::move(container);
    if (!state->container.info.uastc && !state->etc1s.open(state->container.codebooks))
        return fail(ErrorCode::BadImage, {"the codebooks of the KTX2 file are damaged"});
    return Ktx2(std::move(state));
}

const Ktx2Info& Ktx2::info() const {
    return mState->container.info;
}

Status Ktx2::transcode(size_t index, BlockFormat format, uint8_t* out) const {
    const Ktx2Container& container = mState->container;
    if (index >= container.info.levels.size())
        return fail(ErrorCode::BadImage, {"the KTX2 file has no level ", index});
    const Ktx2Level& level = container.info.levels[index];
    const Bytes data{mState->file.data + static_cast<size_t>(level.offset),
                     static_cast<size_t>(level.length)};
    const bool done = container.info.uastc
                          ? transcodeUastc(data, container.zstd, level, format, out)
                          : mState->etc1s.transcode(data, container.slices[index], level,
                                                    container.info.alpha, format, out);
    if (!done)
        return fail(ErrorCode::BadImage,
                    {"level ", index, " of the KTX2 file, ", level.length, " bytes for ",
                     level.width, " × ", level.height, " pixels, is damaged"});
    return {};
}

Result<std::vector<uint8_t>> Ktx2::transcode(size_t index, BlockFormat format) const {
    const auto& levels = info().levels;
    std::vector<uint8_t> out;
    if (index < levels.size())
        out.resize(blockBytes(format, levels[index].width, levels[index].height));
    if (Status s = transcode(index, format, out.data()); !s) return std::move(s).error();
    return out;
}

}  // namespace vitrine::decode
