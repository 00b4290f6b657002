// The answer to a tangent job as the decoder module gives it (decode/wasm/exports.h), for tests and fuzzers.
#pragma once

#include <cstdlib>
#include <cstring>
#include <vector>

#include "gltf/TangentJobs.h"
#include "gltf/Tangents.h"

namespace vitrine::gltf::test {

inline std::vector<uint8_t> answerTo(const TangentJob& job) {
    const uint8_t* at = job.bytes.data();
    const auto take = [&at](auto& out, size_t count) {
        out.resize(count);
        std::memcpy(out.data(), at, count * sizeof(out[0]));
        at += count * sizeof(out[0]);
    };
    std::vector<glm::vec3> positions, normals;
    std::vector<glm::vec2> uv;
    std::vector<uint32_t> indices;
    take(positions, job.vertices);
    take(normals, job.vertices);
    take(uv, job.vertices);
    take(indices, job.indices);
    if (at != job.bytes.data() + job.bytes.size()) std::abort();  // the job is not as it says
    const TangentFrames frames = makeTangents(positions, normals, uv, indices);
    std::vector<uint8_t> out;
    const auto put = [&out](const auto& values) {
        const auto* data = reinterpret_cast<const uint8_t*>(values.data());
        out.insert(out.end(), data, data + values.size() * sizeof(values[0]));
    };
    put(std::vector<uint32_t>{static_cast<uint32_t>(frames.copies.size())});
    put(frames.tangents);
    put(frames.copies);
    put(indices);
    return out;
}

}  // namespace vitrine::gltf::test
