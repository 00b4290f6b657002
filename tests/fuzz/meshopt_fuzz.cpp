// Any bytes as a compressed buffer view. The first six say what the view promises.
#include <cstddef>
#include <cstdint>

#include "decode/Meshopt.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace vitrine::decode;
    if (size < 6) return 0;
    MeshoptJob job;
    job.count = data[0] | data[1] << 8 | data[2] << 16;
    job.stride = data[3];
    job.mode = static_cast<MeshoptMode>(data[4] % 3);
    job.filter = static_cast<MeshoptFilter>(data[5] % 4);
    const auto decoded = decodeMeshopt({data + 6, size - 6}, job);
    if (decoded && decoded->size() != size_t(job.count) * job.stride) __builtin_trap();
    return 0;
}
