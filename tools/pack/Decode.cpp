#include "Decode.h"

#include "base/Fail.h"
#include "decode/MeshoptNames.h"

namespace vitrine::pack {
namespace {

Result<decode::MeshoptJob> meshoptJob(const Json& extension, int64_t view) {
    decode::MeshoptJob job;
    const int64_t count = whole(extension, "count"), stride = whole(extension, "byteStride");
    const std::string mode = text(extension, "mode"), filter = text(extension, "filter");
    job.count = static_cast<uint32_t>(count);
    job.stride = static_cast<uint32_t>(stride);
    const bool known = count >= 0 && count <= UINT32_MAX && stride > 0 && stride <= 256 &&
                       decode::meshoptMode(mode, job.mode) &&
                       (filter.empty() || decode::meshoptFilter(filter, job.filter));
    if (!known) {
        return fail(
            ErrorCode::BadGltf,
            {"bufferViews[", view, "] has an EXT_meshopt_compression that breaks its rules."});
    }
    return job;
}

}  // namespace

Status answerDecodeJobs(gltf::Document& document) {
    for (const gltf::DecodeJob& job : document.takeDecodeJobs()) {
        Result<RawBytes> bytes = job.draco ? decode::decodeDraco(job.bytes, *job.draco)
                                           : decode::decodeMeshopt(job.bytes, *job.meshopt);
        if (!bytes) return std::move(bytes).error();
        Status status = document.decoded(job.job, {bytes->data(), bytes->size()});
        if (!status) return status;
    }
    return {};
}

Status decompressViews(Product& product) {
    const Json& views = list(product.json, "bufferViews");
    for (size_t i = 0; i < views.size(); ++i) {
        const Json* found = extension(views[i], "EXT_meshopt_compression");
        if (!found) continue;
        Result<decode::MeshoptJob> job = meshoptJob(*found, int64_t(i));
        if (!job) return std::move(job).error();
        const int64_t buffer = whole(*found, "buffer"), offset = whole(*found, "byteOffset", 0);
        const int64_t length = whole(*found, "byteLength");
        if (buffer < 0 || static_cast<size_t>(buffer) >= product.buffers.size() || length < 0 ||
            static_cast<uint64_t>(offset) + static_cast<uint64_t>(length) >
                product.buffers[static_cast<size_t>(buffer)].size()) {
            return fail(ErrorCode::BadGltf,
                        {"bufferViews[", i, "] has compressed bytes outside their buffer."});
        }
        const Result<RawBytes> bytes =
            decode::decodeMeshopt({product.buffers[static_cast<size_t>(buffer)].data() + offset,
                                   static_cast<size_t>(length)},
                                  *job);
        if (!bytes) return bytes.error();
        product.views[static_cast<int64_t>(i)].assign(bytes->begin(), bytes->end());
    }
    return {};
}

Result<RawBytes> decompressDraco(const Product& product, const Json& extension,
                                 const decode::DracoJob& job) {
    Result<Bytes> bytes = viewBytes(product, whole(extension, "bufferView"));
    if (!bytes) return std::move(bytes).error();
    return decode::decodeDraco(*bytes, job);
}

}  // namespace vitrine::pack
