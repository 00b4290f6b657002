#include "WriteMeshes.h"

#include <algorithm>

#include "Draco.h"

namespace vitrine::pack {
namespace {

bool startsWith(const std::string& text, const char* prefix) {
    return text.rfind(prefix, 0) == 0;
}

bool isWeights(const Stream& stream) {
    return startsWith(stream.semantic, "WEIGHTS_") && stream.components == 4;
}

int modeOf(Geometry::Topology topology) {
    switch (topology) {
        case Geometry::Topology::Points:
            return 0;
        case Geometry::Topology::Lines:
            return 1;
        case Geometry::Topology::Triangles:
            break;
    }
    return 4;
}

}  // namespace

Status MeshWriter::write(const std::vector<Mesh>& meshes) {
    const Json sources = list(mJson, "meshes");
    Json out = Json::array();
    std::vector<OptionalGrid> grids(meshes.size());
    std::vector<int64_t> newIndex(meshes.size(), -1);
    for (size_t i = 0; i < meshes.size(); ++i) {
        const Mesh& mesh = meshes[i];
        const Grid grid = Grid::of(mesh, mOptions.precision.positionBits);
        // Draco counts in the grid inside its block; its accessors are floats.
        const bool onGrid = !mesh.floats && mOptions.codec == Codec::Meshopt;
        Json primitives = Json::array();
        const Json& from = list(sources[i], "primitives");
        for (size_t p = 0; p < mesh.primitives.size() && p < from.size(); ++p) {
            if (!mesh.primitives[p].drawable()) continue;
            Json primitive = from[p];
            Status status = writePrimitive(mesh.primitives[p], grid, onGrid, primitive);
            if (!status) return status;
            primitives.push_back(std::move(primitive));
        }
        if (primitives.empty()) continue;
        newIndex[i] = static_cast<int64_t>(out.size());
        if (onGrid) grids[i] = grid;
        out.push_back(sources[i]);
        out.back()["primitives"] = std::move(primitives);
    }
    if (out.empty()) {
        mJson.erase("meshes");
    } else {
        mJson["meshes"] = std::move(out);
    }
    hangOnGrids(grids, newIndex);
    return {};
}

Status MeshWriter::writePrimitive(const Geometry& geometry, const Grid& grid, bool onGrid,
                                  Json& json) {
    const Geometry* written = &geometry;
    Geometry withoutTangents;
    if (!mOptions.tangents) {
        const auto isTangent = [](const Stream& s) { return s.semantic == "TANGENT"; };
        const auto drop = [&](std::vector<Stream>& streams) {
            streams.erase(std::remove_if(streams.begin(), streams.end(), isTangent), streams.end());
        };
        withoutTangents = geometry;
        drop(withoutTangents.attributes);
        for (auto& target : withoutTangents.targets) drop(target);
        optimize(withoutTangents);
        written = &withoutTangents;
    }
    eraseExtension(json, "KHR_draco_mesh_compression");
    json["attributes"] = Json::object();
    json.erase("indices");
    json.erase("mode");
    if (modeOf(written->topology) != 4) json["mode"] = modeOf(written->topology);
    if (mOptions.codec == Codec::Draco && fitsDraco(*written))
        return writeDraco(*written, grid, json);
    writePlain(*written, onGrid ? OptionalGrid(grid) : std::nullopt, json);
    writeTargets(*written, json);
    mTriangles += written->triangles();
    mVertices += written->vertices;
    return {};
}

Encoded MeshWriter::encode(const Stream& stream, const OptionalGrid& grid) {
    if (stream.semantic == "POSITION") {
        if (!grid) return encodeFloats(stream, mOptions.precision);
        mQuantized = true;
        return encodePositions(stream, *grid);
    }
    if (stream.semantic == "NORMAL" || stream.semantic == "TANGENT") {
        mQuantized = true;
        return encodeDirections(stream, mOptions.precision);
    }
    return encodeAttribute(stream, mOptions.precision);
}

void MeshWriter::writePlain(const Geometry& geometry, const OptionalGrid& grid, Json& json) {
    std::vector<const Stream*> weights;
    for (const Stream& stream : geometry.attributes) {
        if (isWeights(stream)) weights.push_back(&stream);
    }
    const std::vector<Encoded> encodedWeights = encodeWeights(weights, mOptions.precision);
    size_t nextWeights = 0;
    for (const Stream& stream : geometry.attributes) {
        const Encoded encoded =
            isWeights(stream) ? encodedWeights[nextWeights++] : encode(stream, grid);
        json["attributes"][stream.semantic] =
            mBuffers.addVertices(encoded, stream.semantic == "POSITION");
    }
    // Points in the order of their vertices need no indices.
    bool inOrder = geometry.topology == Geometry::Topology::Points &&
                   geometry.indices.size() == geometry.vertices;
    for (size_t i = 0; inOrder && i < geometry.indices.size(); ++i)
        inOrder = geometry.indices[i] == i;
    if (!inOrder) {
        json["indices"] = mBuffers.addIndices(geometry.indices, geometry.vertices,
                                              geometry.topology == Geometry::Topology::Triangles);
    }
}

void MeshWriter::writeTargets(const Geometry& geometry, Json& json) {
    if (geometry.targets.empty()) return;
    json["targets"] = Json::array();
    for (const std::vector<Stream>& target : geometry.targets) {
        Json out = Json::object();
        for (const Stream& stream : target) {
            Stream floats = stream;
            floats.componentType = kFloat;
            out[stream.semantic] = mBuffers.addVertices(encodeFloats(floats, mOptions.precision),
                                                        stream.semantic == "POSITION");
        }
        json["targets"].push_back(std::move(out));
    }
}

Status MeshWriter::writeDraco(const Geometry& geometry, const Grid& grid, Json& json) {
    Result<DracoBlock> block = encodeDraco(geometry, grid);
    if (!block) return std::move(block).error();
    if (block->triangles == 0) {  // nothing but degenerate triangles, which Draco would drop
        writePlain(geometry, std::nullopt, json);
        mTriangles += geometry.triangles();
        mVertices += geometry.vertices;
        return {};
    }
    mUsesDraco = true;
    Json ids = Json::object();
    for (size_t i = 0; i < geometry.attributes.size(); ++i) {
        const std::string& semantic = geometry.attributes[i].semantic;
        json["attributes"][semantic] =
            mBuffers.addEmpty(block->layouts[i], block->vertices, semantic == "POSITION");
        ids[semantic] = block->ids[i];
    }
    json["indices"] = mBuffers.addEmptyIndices(block->triangles * 3, block->vertices);
    json["extensions"]["KHR_draco_mesh_compression"] = {
        {"bufferView", mBuffers.addBytes({block->bytes.data(), block->bytes.size()})},
        {"attributes", std::move(ids)}};
    mTriangles += block->triangles;
    mVertices += block->vertices;
    return {};
}

/// A mesh on a grid hangs on a node of its own below the one that had it, which brings it to its size and place.
/// The node that had it keeps all else: its transform may be animated, its children are not scaled.
void MeshWriter::hangOnGrids(const std::vector<OptionalGrid>& grids,
                             const std::vector<int64_t>& newIndex) {
    Json* nodes = member(mJson, "nodes");
    if (!nodes || !nodes->is_array()) return;
    const size_t count = nodes->size();
    for (size_t i = 0; i < count; ++i) {
        const int64_t mesh = whole((*nodes)[i], "mesh");
        if (mesh < 0 || static_cast<size_t>(mesh) >= newIndex.size()) continue;
        const auto at = static_cast<size_t>(mesh);
        if (newIndex[at] < 0) {
            for (const char* name : {"mesh", "skin", "weights"}) (*nodes)[i].erase(name);
            continue;
        }
        (*nodes)[i]["mesh"] = newIndex[at];
        if (!grids[at]) continue;
        const Grid& grid = *grids[at];
        (*nodes)[i].erase("mesh");
        (*nodes)[i].erase("weights");
        (*nodes)[i]["children"].push_back(nodes->size());
        nodes->push_back({{"mesh", newIndex[at]},
                          {"translation", grid.offset},
                          {"scale", {grid.scale, grid.scale, grid.scale}}});
    }
}

}  // namespace vitrine::pack
