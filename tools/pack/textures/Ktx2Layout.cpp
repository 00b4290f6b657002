#include "Ktx2Layout.h"

#include "decode/Ktx2.h"

namespace vitrine::pack {
namespace {

/// The greatest that a level of ours may be aligned to: a UASTC block.
constexpr uint64_t kAlignment = 16;

Error internal(const char* what) {
    return {ErrorCode::Internal, std::string("A KTX2 file was written with ") + what + "."};
}

}  // namespace

Result<Ktx2Layout> readLayout(const std::vector<uint8_t>& ktx2) {
    const Result<decode::Ktx2> file = decode::Ktx2::open({ktx2.data(), ktx2.size()});
    if (!file) return file.error();
    const decode::Ktx2Info& info = (*file).info();
    Ktx2Layout layout{info.width, info.height, info.levels.back().offset, {}};
    for (const decode::Ktx2Level& level : info.levels) {
        layout.levels.push_back({level.offset, level.length, level.width, level.height});
    }
    uint64_t end = info.headerBytes;
    for (size_t i = layout.levels.size(); i-- > 0;) {
        const TextureLevel& level = layout.levels[i];
        if (level.offset < end || level.offset - end >= kAlignment) {
            return internal("levels that are not smallest first and close together");
        }
        end = level.offset + level.length;
    }
    if (end != ktx2.size()) return internal("bytes behind its largest level");
    return layout;
}

}  // namespace vitrine::pack
