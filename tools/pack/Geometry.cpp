#include "Geometry.h"

#include <meshoptimizer.h>

#include <cstring>

namespace vitrine::pack {
namespace {

/// Triangles may be reordered against overdraw as long as vertex cache misses grow by no more than this factor.
constexpr float kOverdrawThreshold = 1.05f;

std::vector<meshopt_Stream> streamsOf(const Geometry& geometry) {
    std::vector<meshopt_Stream> streams;
    const auto add = [&](const Stream& stream) {
        const size_t bytes = stream.components * sizeof(float);
        streams.push_back({stream.values.data(), bytes, bytes});
    };
    for (const Stream& stream : geometry.attributes) add(stream);
    for (const auto& target : geometry.targets) {
        for (const Stream& stream : target) add(stream);
    }
    return streams;
}

void remapStream(Stream& stream, const std::vector<uint32_t>& remap, size_t vertices) {
    std::vector<float> values(vertices * stream.components);
    for (size_t i = 0; i < remap.size(); ++i) {
        if (remap[i] == ~0u) continue;
        std::memcpy(&values[size_t(remap[i]) * stream.components],
                    &stream.values[i * stream.components], stream.components * sizeof(float));
    }
    stream.values = std::move(values);
}

void remapAll(Geometry& geometry, const std::vector<uint32_t>& remap, size_t vertices) {
    meshopt_remapIndexBuffer(geometry.indices.data(), geometry.indices.data(),
                             geometry.indices.size(), remap.data());
    remapVertices(geometry, remap, vertices);
}

/// meshoptimizer compares at most 16 streams; a vertex of more (many morph targets) is compared as one block.
void weld(Geometry& geometry) {
    const std::vector<meshopt_Stream> streams = streamsOf(geometry);
    std::vector<uint32_t> remap(geometry.vertices);
    size_t unique = 0;
    if (streams.size() <= 16) {
        unique = meshopt_generateVertexRemapMulti(remap.data(), geometry.indices.data(),
                                                  geometry.indices.size(), geometry.vertices,
                                                  streams.data(), streams.size());
    } else {
        size_t size = 0;
        for (const meshopt_Stream& stream : streams) size += stream.size;
        if (size > 256) {  // meshoptimizer's limit for one block: such vertices are not welded
            unique = meshopt_optimizeVertexFetchRemap(remap.data(), geometry.indices.data(),
                                                      geometry.indices.size(), geometry.vertices);
        } else {
            std::vector<uint8_t> block(geometry.vertices * size);
            size_t offset = 0;
            for (const meshopt_Stream& stream : streams) {
                for (size_t i = 0; i < geometry.vertices; ++i) {
                    std::memcpy(&block[i * size + offset],
                                static_cast<const uint8_t*>(stream.data) + i * stream.stride,
                                stream.size);
                }
                offset += stream.size;
            }
            unique = meshopt_generateVertexRemap(remap.data(), geometry.indices.data(),
                                                 geometry.indices.size(), block.data(),
                                                 geometry.vertices, size);
        }
    }
    remapAll(geometry, remap, unique);
}

}  // namespace

const Stream* Geometry::find(const char* semantic) const {
    for (const Stream& stream : attributes) {
        if (stream.semantic == semantic) return &stream;
    }
    return nullptr;
}

size_t Mesh::triangles() const {
    size_t sum = 0;
    for (const Geometry& geometry : primitives) sum += geometry.triangles();
    return sum;
}

void remapVertices(Geometry& geometry, const std::vector<uint32_t>& remap, size_t vertices) {
    for (Stream& stream : geometry.attributes) remapStream(stream, remap, vertices);
    for (auto& target : geometry.targets) {
        for (Stream& stream : target) remapStream(stream, remap, vertices);
    }
    geometry.vertices = vertices;
}

void optimize(Geometry& geometry) {
    if (!geometry.drawable()) return;
    weld(geometry);
    std::vector<uint32_t>& indices = geometry.indices;
    const Stream* positions = geometry.find("POSITION");
    if (geometry.topology == Geometry::Topology::Triangles && !geometry.ordered && positions) {
        meshopt_optimizeVertexCache(indices.data(), indices.data(), indices.size(),
                                    geometry.vertices);
        std::vector<uint32_t> ordered(indices.size());
        meshopt_optimizeOverdraw(ordered.data(), indices.data(), indices.size(),
                                 positions->values.data(), geometry.vertices, 3 * sizeof(float),
                                 kOverdrawThreshold);
        indices = std::move(ordered);
    }
    std::vector<uint32_t> remap(geometry.vertices);
    const size_t used = meshopt_optimizeVertexFetchRemap(remap.data(), indices.data(),
                                                         indices.size(), geometry.vertices);
    remapAll(geometry, remap, used);
}

}  // namespace vitrine::pack
