#include "Glb.h"

namespace vitrine::pack {
namespace {

constexpr uint32_t kMagic = 0x46546C67, kVersion = 2, kJsonChunk = 0x4E4F534A,
                   kBinChunk = 0x004E4942;

void put(std::vector<uint8_t>& out, uint32_t word) {
    for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<uint8_t>(word >> shift));
}

}  // namespace

std::vector<uint8_t> makeGlb(const Json& json, const std::vector<uint8_t>& bin) {
    std::string text = dump(json);
    text.resize((text.size() + 3) & ~size_t(3), ' ');
    const size_t binBytes = (bin.size() + 3) & ~size_t(3);
    std::vector<uint8_t> out;
    put(out, kMagic);
    put(out, kVersion);
    put(out, static_cast<uint32_t>(12 + 8 + text.size() + (bin.empty() ? 0 : 8 + binBytes)));
    put(out, static_cast<uint32_t>(text.size()));
    put(out, kJsonChunk);
    out.insert(out.end(), text.begin(), text.end());
    if (bin.empty()) return out;
    put(out, static_cast<uint32_t>(binBytes));
    put(out, kBinChunk);
    out.insert(out.end(), bin.begin(), bin.end());
    out.resize(out.size() + binBytes - bin.size());
    return out;
}

}  // namespace vitrine::pack
