#include "scene/Geometry.h"

#include <math/mat3.h>
#include <math/norm.h>

#include <algorithm>

#include "render/Convert.h"
#include "render/Upload.h"
#include "scene/IndexUpload.h"

namespace vitrine::scene {
namespace {

using filament::VertexAttribute;
using filament::VertexBuffer;
using filament::math::float3;
using filament::math::float4;
using filament::math::mat3f;
using filament::math::short4;
using render::handOver;
using render::toEngine;
using Attribute = VertexBuffer::AttributeType;
using Descriptor = VertexBuffer::BufferDescriptor;

// Slots that are always at the same place; the others follow as the primitive has them.
enum Slot : uint8_t { kPositions = 0, kFrames = 1 };

/// The engine's vertex format for a tangent frame: a unit quaternion whose w carries the handedness.
/// Without tangents any frame about the normal does, because only normal maps read the rest.
std::vector<short4> tangentFrames(const std::vector<glm::vec3>& normals,
                                  const std::vector<glm::vec4>& tangents) {
    std::vector<short4> frames(normals.size());
    for (size_t i = 0; i < normals.size(); ++i) {
        const float3 n = toEngine(normals[i]);
        float3 t, b;
        if (!tangents.empty()) {
            t = toEngine(glm::vec3(tangents[i]));
            // The engine packs a frame whose bitangent is t × n as positive, and unpacks it as n × t.
            b = cross(t, n) * tangents[i].w;
        } else {
            // Duff et al., "Building an Orthonormal Basis, Revisited", JCGT 2017.
            const float sign = n.z < 0 ? -1.0f : 1.0f;
            const float a = -1.0f / (sign + n.z);
            const float c = n.x * n.y * a;
            t = {1 + sign * n.x * n.x * a, sign * c, -sign * n.x};
            b = {c, sign + n.y * n.y * a, -n.y};
        }
        const filament::math::quatf q = mat3f::packTangentFrame({t, b, n});
        frames[i] = filament::math::packSnorm16(q.xyzw);
    }
    return frames;
}

std::vector<filament::math::ushort4> packColors(const std::vector<glm::vec4>& colors) {
    std::vector<filament::math::ushort4> packed(colors.size());
    for (size_t i = 0; i < colors.size(); ++i) {
        const glm::vec4 c = glm::clamp(colors[i], 0.0f, 1.0f) * 65535.0f + 0.5f;
        packed[i] = {uint16_t(c.r), uint16_t(c.g), uint16_t(c.b), uint16_t(c.a)};
    }
    return packed;
}

filament::RenderableManager::PrimitiveType typeOf(gltf::Topology topology) {
    using Type = filament::RenderableManager::PrimitiveType;
    switch (topology) {
        case gltf::Topology::Points:
            return Type::POINTS;
        case gltf::Topology::Lines:
            return Type::LINES;
        case gltf::Topology::Triangles:
            break;
    }
    return Type::TRIANGLES;
}

}  // namespace

Geometry::Geometry(filament::Engine& engine, const gltf::Primitive& p)
    : mEngine(engine), mType(typeOf(p.topology)), mBounds(p.bounds) {
    const auto count = static_cast<uint32_t>(p.positions.size());
    const bool framed = !p.normals.empty();

    // Slots that the primitive fills follow each other; the engine wants every attribute that a material may
    // read, so those that are missing alias a buffer that is there (the material's flags keep them unread).
    uint8_t slots = 1, uv0 = 0, uv1 = 0, frames = 0, colors = 0;
    if (framed) frames = slots++;
    if (!p.uv[0].empty()) uv0 = slots++;
    if (!p.uv[1].empty()) uv1 = slots++;
    if (!p.colors.empty()) colors = slots++;

    VertexBuffer::Builder builder;
    builder.vertexCount(count)
        .bufferCount(slots)
        .attribute(VertexAttribute::POSITION, kPositions, Attribute::FLOAT3)
        .attribute(VertexAttribute::UV0, uv0, Attribute::FLOAT2, 0, uv0 ? 8 : 12)
        .attribute(VertexAttribute::UV1, uv1, Attribute::FLOAT2, 0, uv1 ? 8 : 12);
    if (framed) {
        builder.attribute(VertexAttribute::TANGENTS, frames, Attribute::SHORT4)
            .normalized(VertexAttribute::TANGENTS);
    } else {
        builder.attribute(VertexAttribute::TANGENTS, kPositions, Attribute::FLOAT3);
    }
    if (colors) {
        builder.attribute(VertexAttribute::COLOR, colors, Attribute::USHORT4)
            .normalized(VertexAttribute::COLOR);
    } else {
        builder.attribute(VertexAttribute::COLOR, kPositions, Attribute::FLOAT3);
    }
    mVertices = builder.build(engine);

    auto put = [&](uint8_t slot, auto data) {
        mGpuBytes += data.size() * sizeof(data[0]);
        mVertices->setBufferAt(engine, slot, handOver<Descriptor>(std::move(data)));
    };
    put(kPositions, std::vector<glm::vec3>(p.positions));
    if (framed) put(frames, tangentFrames(p.normals, p.tangents));
    if (uv0) put(uv0, std::vector<glm::vec2>(p.uv[0]));
    if (uv1) put(uv1, std::vector<glm::vec2>(p.uv[1]));
    if (colors) put(colors, packColors(p.colors));

    const bool small = smallIndices(count);
    mIndices = makeIndices(engine, count, p.indices.size());
    uploadIndices(engine, *mIndices, small, p.indices);
    mGpuBytes += p.indices.size() * (small ? 2 : 4);
    if (p.topology == gltf::Topology::Triangles) {
        mTriangles = static_cast<uint32_t>(p.indices.size() / 3);
    }
}

Geometry::~Geometry() {
    mEngine.destroy(mVertices);
    mEngine.destroy(mIndices);
}

void Geometry::reshape(std::vector<glm::vec3>&& positions, const std::vector<glm::vec3>& normals,
                       const std::vector<glm::vec4>& tangents) {
    mBounds = {};
    for (const glm::vec3& p : positions) {
        mBounds.min = mBounds.empty ? p : glm::min(mBounds.min, p);
        mBounds.max = mBounds.empty ? p : glm::max(mBounds.max, p);
        mBounds.empty = false;
    }
    mVertices->setBufferAt(mEngine, kPositions, handOver<Descriptor>(std::move(positions)));
    if (!normals.empty()) {
        mVertices->setBufferAt(mEngine, kFrames,
                               handOver<Descriptor>(tangentFrames(normals, tangents)));
    }
}

}  // namespace vitrine::scene
