#include "decode/Meshopt.h"

#include <meshoptimizer.h>

#include "base/Fail.h"
#include "base/NoInline.h"
#include "decode/Limits.h"

namespace vitrine::decode {
namespace {

constexpr uint32_t kMaxStride = 256;

Status checkStride(const MeshoptJob& job) {
    const uint32_t stride = job.stride;
    if (job.mode != MeshoptMode::Attributes) {
        if (stride != 2 && stride != 4)
            return fail(ErrorCode::BadCompression,
                        {"compressed indices have 2 or 4 bytes each, not ", stride});
        if (job.filter != MeshoptFilter::None)
            return fail(ErrorCode::BadCompression, {"compressed indices can have no filter"});
        if (job.mode == MeshoptMode::Triangles && job.count % 3)
            return fail(ErrorCode::BadCompression,
                        {"compressed triangles have ", job.count, " indices, no multiple of 3"});
        return {};
    }
    if (stride == 0 || stride % 4 || stride > kMaxStride)
        return fail(ErrorCode::BadCompression,
                    {"compressed attributes have ", stride,
                     " bytes each, where a multiple of 4 up to ", kMaxStride, " is allowed"});
    const bool fits = job.filter == MeshoptFilter::Octahedral   ? stride == 4 || stride == 8
                      : job.filter == MeshoptFilter::Quaternion ? stride == 8
                                                                : true;
    if (!fits)
        return fail(
            ErrorCode::BadCompression,
            {"the filter of the compressed attributes does not work on ", stride, " bytes each"});
    return {};
}

/// Fewer bytes than this cannot hold that many elements, so that a short input never asks for much memory.
uint64_t leastBytes(const MeshoptJob& job) {
    const uint64_t count = job.count;
    switch (job.mode) {
        case MeshoptMode::Attributes:
            // 2 bits for every 16 values of each byte of an element.
            return 1 + count * job.stride / 64 + job.stride;
        case MeshoptMode::Triangles:
            return 1 + count / 3 + 16;
        case MeshoptMode::Indices:
            return 1 + count + 4;
    }
    return 0;
}

VITRINE_NOINLINE int decodeAttributes(uint8_t* out, Bytes in, const MeshoptJob& job) {
    return meshopt_decodeVertexBuffer(out, job.count, job.stride, in.data, in.size);
}

VITRINE_NOINLINE int decodeTriangles(uint8_t* out, Bytes in, const MeshoptJob& job) {
    return meshopt_decodeIndexBuffer(out, job.count, job.stride, in.data, in.size);
}

VITRINE_NOINLINE int decodeIndices(uint8_t* out, Bytes in, const MeshoptJob& job) {
    return meshopt_decodeIndexSequence(out, job.count, job.stride, in.data, in.size);
}

int decode(uint8_t* out, Bytes in, const MeshoptJob& job) {
    switch (job.mode) {
        case MeshoptMode::Attributes:
            return decodeAttributes(out, in, job);
        case MeshoptMode::Triangles:
            return decodeTriangles(out, in, job);
        case MeshoptMode::Indices:
            return decodeIndices(out, in, job);
    }
    return -1;
}

VITRINE_NOINLINE void unfilter(uint8_t* out, const MeshoptJob& job) {
    switch (job.filter) {
        case MeshoptFilter::None:
            return;
        case MeshoptFilter::Octahedral:
            return meshopt_decodeFilterOct(out, job.count, job.stride);
        case MeshoptFilter::Quaternion:
            return meshopt_decodeFilterQuat(out, job.count, job.stride);
        case MeshoptFilter::Exponential:
            return meshopt_decodeFilterExp(out, job.count, job.stride);
    }
}

}  // namespace

Result<RawBytes> decodeMeshopt(Bytes compressed, const MeshoptJob& job) {
    if (Status stride = checkStride(job); !stride) return std::move(stride).error();
    const uint64_t bytes = uint64_t(job.count) * job.stride;
    if (bytes > kMaxBytes)
        return fail(ErrorCode::TooLarge,
                    {job.count, " elements of ", job.stride, " bytes are more than the ", kMaxBytes,
                     " bytes that one compressed view may have"});
    if (job.count == 0 || compressed.size < leastBytes(job))
        return fail(ErrorCode::BadCompression, {compressed.size, " compressed bytes cannot hold ",
                                                job.count, " elements of ", job.stride, " bytes"});

    RawBytes out(static_cast<size_t>(bytes));
    if (const int error = decode(out.data(), compressed, job); error != 0)
        return fail(ErrorCode::BadCompression,
                    {compressed.size, " compressed bytes are no meshopt data of ", job.count,
                     " elements of ", job.stride, " bytes (", error, ")"});
    unfilter(out.data(), job);
    return out;
}

}  // namespace vitrine::decode
