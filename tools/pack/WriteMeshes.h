// The part of a level that is geometry: meshes, and the nodes that say how large they are.
#pragma once

#include <optional>
#include <vector>

#include "Buffers.h"
#include "WriteLevel.h"

namespace vitrine::pack {

/// Writes a level's meshes into a copy of the product's JSON.
class MeshWriter {
public:
    MeshWriter(Json& json, Buffers& buffers, const WriteOptions& options)
        : mJson(json), mBuffers(buffers), mOptions(options) {}

    Status write(const std::vector<Mesh>& meshes);

    bool quantized() const { return mQuantized; }
    bool usesDraco() const { return mUsesDraco; }
    size_t triangles() const { return mTriangles; }
    size_t vertices() const { return mVertices; }

private:
    using OptionalGrid = std::optional<Grid>;

    Status writePrimitive(const Geometry& geometry, const Grid& grid, bool onGrid, Json& json);
    void writePlain(const Geometry& geometry, const OptionalGrid& grid, Json& json);
    Status writeDraco(const Geometry& geometry, const Grid& grid, Json& json);
    void writeTargets(const Geometry& geometry, Json& json);
    Encoded encode(const Stream& stream, const OptionalGrid& grid);
    void hangOnGrids(const std::vector<OptionalGrid>& grids, const std::vector<int64_t>& newIndex);

    Json& mJson;
    Buffers& mBuffers;
    const WriteOptions& mOptions;
    bool mQuantized = false, mUsesDraco = false;
    size_t mTriangles = 0, mVertices = 0;
};

}  // namespace vitrine::pack
