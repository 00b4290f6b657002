#include "gltf/TangentJobs.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <glm/geometric.hpp>

#include "gltf/Fail.h"
#include "gltf/Limits.h"
#include "gltf/Tangents.h"
#include "gltf/Vertices.h"

namespace vitrine::gltf {
namespace {

template <typename T>
void put(std::vector<uint8_t>& out, size_t& at, const std::vector<T>& values) {
    std::memcpy(out.data() + at, values.data(), values.size() * sizeof(T));
    at += values.size() * sizeof(T);
}

template <typename T>
std::vector<T> take(Bytes from, size_t& at, size_t count) {
    std::vector<T> out(count);
    if (count > 0) std::memcpy(out.data(), from.data + at, count * sizeof(T));
    at += count * sizeof(T);
    return out;
}

Error bad(std::initializer_list<Part> parts) {
    return fail(ErrorCode::BadCompression, parts);
}

bool isTangent(const glm::vec4& t) {
    const float square = glm::dot(glm::vec3(t), glm::vec3(t));
    return std::fabs(square - 1) < 1e-2f && std::fabs(t.w) == 1;
}

}  // namespace

TangentJob tangentJob(const Primitive& p, const TextureSlot& slot) {
    const std::vector<glm::vec2> turned = turnedUv(p.uv[slot.uv], slot);
    TangentJob job;
    job.vertices = static_cast<uint32_t>(p.positions.size());
    job.indices = static_cast<uint32_t>(p.indices.size());
    job.bytes.resize(p.positions.size() * (2 * sizeof(glm::vec3) + sizeof(glm::vec2)) +
                     p.indices.size() * sizeof(uint32_t));
    size_t at = 0;
    put(job.bytes, at, p.positions);
    put(job.bytes, at, p.normals);
    put(job.bytes, at, turned.empty() ? p.uv[slot.uv] : turned);
    put(job.bytes, at, p.indices);
    return job;
}

Status giveTangents(Bytes answer, Primitive& p, uint64_t& claimed) {
    const uint64_t vertices = p.positions.size(), indices = p.indices.size();
    uint32_t copies = 0;
    if (answer.size >= sizeof(copies)) std::memcpy(&copies, answer.data, sizeof(copies));
    // At most one copy per corner; also keeps the sum below from overflowing.
    const uint64_t expected = 4 + 16 * (vertices + copies) + 4 * uint64_t(copies) + 4 * indices;
    if (copies > indices || answer.size != expected) {
        return bad({"The tangents of ", vertices, " vertices and ", indices, " indices came as ",
                    answer.size, " bytes with ", copies, " copies."});
    }
    claimed += copies * (vertexBytes(p) + sizeof(glm::vec4));
    if (claimed > kMaxDecodedBytes) {
        return fail(ErrorCode::TooLarge, {"The model needs more than ", kMaxDecodedBytes,
                                          " bytes for its vertices and keyframes."});
    }
    size_t at = sizeof(copies);
    auto tangents = take<glm::vec4>(answer, at, static_cast<size_t>(vertices + copies));
    const auto from = take<uint32_t>(answer, at, copies);
    auto order = take<uint32_t>(answer, at, static_cast<size_t>(indices));
    if (!std::all_of(tangents.begin(), tangents.end(), isTangent))
        return bad({"A tangent is no unit vector with a sign."});
    for (uint32_t vertex : from) {
        if (vertex >= vertices)
            return bad({"The tangents copy vertex ", vertex, " of ", vertices, "."});
    }
    for (uint32_t index : order) {
        if (index >= vertices + copies) {
            return bad(
                {"The tangents bring index ", index, " for ", vertices + copies, " vertices."});
        }
    }
    appendVertices(p, from);
    p.tangents = std::move(tangents);
    p.indices = std::move(order);
    return {};
}

}  // namespace vitrine::gltf
