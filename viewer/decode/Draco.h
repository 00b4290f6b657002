// KHR_draco_mesh_compression: one compressed primitive → plain index and attribute arrays. Pure; any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "base/Bytes.h"
#include "base/RawBytes.h"
#include "base/Result.h"

namespace vitrine::decode {

struct DracoAttribute {
    uint32_t id = 0;             ///< the unique id that the extension's `attributes` gives it
    uint32_t componentType = 0;  ///< glTF's (5120 … 5126), what the values are converted to
    uint32_t components = 0;     ///< 1 … 4
};

struct DracoJob {
    uint32_t indices =
        0;  ///< that the primitive's index accessor promises; 0: not indexed, the faces are written out
    uint32_t vertices = 0;  ///< that the attribute accessors promise
    std::vector<DracoAttribute> attributes;
};

/// Where an array of the result begins. The indices (uint32) are first, at 0; then the attributes in the job's order,
/// tightly packed, each beginning at the next multiple of 4.
/// `attribute` == job.attributes.size(): the size of all.
inline size_t dracoOffset(const DracoJob& job, size_t attribute) {
    size_t offset = size_t(job.indices) * 4;
    for (size_t i = 0; i < attribute; ++i) {
        const DracoAttribute& a = job.attributes[i];
        const size_t component = a.componentType < 5122 ? 1 : a.componentType < 5124 ? 2 : 4;
        offset += (size_t(job.vertices) * a.components * component + 3) & ~size_t(3);
    }
    return offset;
}

/// dracoOffset(job, all) bytes. Errors: BadCompression (also when the counts differ from the job's), TooLarge.
Result<RawBytes> decodeDraco(Bytes compressed, const DracoJob& job);

}  // namespace vitrine::decode
