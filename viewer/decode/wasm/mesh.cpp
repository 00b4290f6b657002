// decode-mesh.wasm: what nearly every product needs, so it is small: meshopt buffers and tangent frames.
#include <cstring>

#include "base/Fail.h"
#include "decode/Limits.h"
#include "decode/Meshopt.h"
#include "decode/wasm/run.h"
#include "gltf/Tangents.h"

namespace vitrine::decode {
namespace {

enum Task : uint32_t { kMeshopt = 0, kTangents = 1 };

Result<RawBytes> runMeshopt(const Parameters& p, Bytes bytes) {
    MeshoptJob job;
    job.count = p.at(1);
    job.stride = p.at(2);
    if (p.at(3) > 2 || p.at(4) > 3)
        return fail(ErrorCode::BadCompression, {"compressed mode ", p.at(3), " with filter ",
                                                p.at(4), " is none that we know"});
    job.mode = static_cast<MeshoptMode>(p.at(3));
    job.filter = static_cast<MeshoptFilter>(p.at(4));
    return decodeMeshopt(bytes, job);
}

/// Takes arrays off the front of the input.
class Arrays {
public:
    explicit Arrays(Bytes bytes) : mAt(bytes.data) {}

    template <typename T>
    std::vector<T> take(size_t count) {
        std::vector<T> out(count);
        if (count) std::memcpy(out.data(), mAt, count * sizeof(T));
        mAt += count * sizeof(T);
        return out;
    }

private:
    const uint8_t* mAt;
};

template <typename T>
uint8_t* put(uint8_t* at, const std::vector<T>& values) {
    if (!values.empty()) std::memcpy(at, values.data(), values.size() * sizeof(T));
    return at + values.size() * sizeof(T);
}

Result<RawBytes> runTangents(const Parameters& p, Bytes bytes) {
    const uint32_t vertices = p.at(1), indexCount = p.at(2);
    const uint64_t wanted = uint64_t(vertices) * (12 + 12 + 8) + uint64_t(indexCount) * 4;
    if (wanted != bytes.size || indexCount % 3 || wanted > kMaxBytes / 8)
        return fail(ErrorCode::Internal, {bytes.size, " bytes are not ", vertices, " vertices and ",
                                          indexCount, " indices"});
    Arrays in(bytes);
    const auto positions = in.take<glm::vec3>(vertices);
    const auto normals = in.take<glm::vec3>(vertices);
    const auto uv = in.take<glm::vec2>(vertices);
    auto indices = in.take<uint32_t>(indexCount);
    for (const uint32_t index : indices) {
        if (index >= vertices)
            return fail(ErrorCode::Internal, {"index ", index, " of ", vertices, " vertices"});
    }
    const gltf::TangentFrames frames = gltf::makeTangents(positions, normals, uv, indices);

    const auto copies = static_cast<uint32_t>(frames.copies.size());
    RawBytes out(4 + frames.tangents.size() * 16 + copies * 4 + indices.size() * 4);
    std::memcpy(out.data(), &copies, 4);
    put(put(put(out.data() + 4, frames.tangents), frames.copies), indices);
    return out;
}

}  // namespace

Result<RawBytes> run(const Parameters& parameters, Bytes bytes) {
    switch (parameters.at(0)) {
        case kMeshopt:
            return runMeshopt(parameters, bytes);
        case kTangents:
            return runTangents(parameters, bytes);
        default:
            return fail(ErrorCode::Internal, {"no task ", parameters.at(0)});
    }
}

}  // namespace vitrine::decode
