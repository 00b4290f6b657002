// Any bytes as a KTX2 file: every level as every format.
#include <cstddef>
#include <cstdint>

#include "decode/Ktx2.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace vitrine::decode;
    const auto file = Ktx2::open({data, size});
    if (!file) return 0;
    for (uint32_t format = 0; format <= 6; ++format) {
        for (size_t level = 0; level < file->info().levels.size(); ++level) {
            const Ktx2Level& l = file->info().levels[level];
            // A small file may unpack to a large picture; that much takes only time.
            if (uint64_t(l.width) * l.height > 512 * 512) continue;
            (void)file->transcode(level, static_cast<BlockFormat>(format));
        }
    }
    return 0;
}
