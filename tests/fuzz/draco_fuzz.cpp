// Any bytes as a Draco primitive. The first eight say what the accessors promise: triangles, vertices, and of which types the
// first attributes are.
#include <cstddef>
#include <cstdint>

#include "decode/Draco.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace vitrine::decode;
    if (size < 8) return 0;
    DracoJob job;
    job.indices = 3u * (data[0] | data[1] << 8);
    job.vertices = data[2] | data[3] << 8;
    static constexpr uint32_t kTypes[] = {5120, 5121, 5122, 5123, 5125, 5126};
    for (uint32_t i = 0; i < 4; ++i) {
        if (data[4 + i] == 0) continue;
        job.attributes.push_back({i, kTypes[data[4 + i] % 6], 1u + data[4 + i] / 6 % 4});
    }
    const auto decoded = decodeDraco({data + 8, size - 8}, job);
    if (decoded && decoded->size() != dracoOffset(job, job.attributes.size())) __builtin_trap();
    return 0;
}
