// The meshes of a product as plain arrays that can be simplified, reordered and written anew.
#pragma once

#include <string>
#include <vector>

#include "Accessors.h"

namespace vitrine::pack {

/// One attribute of every vertex.
struct Stream {
    std::string semantic;  ///< glTF's: "POSITION", "TEXCOORD_0", "_MINE"
    uint32_t components = 3;
    uint32_t componentType = kFloat;  ///< in the source
    bool normalized = false;          ///< in the source
    std::vector<float> values;        ///< components × vertices
};

/// One primitive. Strips and fans are lists here.
struct Geometry {
    enum class Topology : uint8_t { Points, Lines, Triangles };
    Topology topology = Topology::Triangles;
    size_t vertices = 0;
    std::vector<Stream> attributes;
    std::vector<std::vector<Stream>> targets;  ///< morph targets
    std::vector<uint32_t> indices;
    bool ordered = false;  ///< blended: the order of triangles is part of the look

    const Stream* find(const char* semantic) const;
    size_t triangles() const { return topology == Topology::Triangles ? indices.size() / 3 : 0; }
    bool drawable() const { return vertices > 0 && !indices.empty(); }
};

struct Mesh {
    std::vector<Geometry> primitives;  ///< as in the source; those with nothing to draw are empty
    bool floats =
        false;  ///< positions must stay in the mesh's own units: skinned, morphed or instanced
    bool morphed = false;
    float scale = 0;  ///< metres per unit, the largest of all uses at rest; 0 where it is not shown

    size_t triangles() const;
};

/// Reads all meshes. Attributes that no material (of any variant) needs are left out. Errors: BadGltf.
Result<std::vector<Mesh>> readMeshes(const Product& product);

/// The materials that a primitive wears, in all variants; −1 = none.
std::vector<int64_t> materialsOf(const Json& primitive);

/// Welds equal vertices, drops unused ones and orders the rest for GPUs: triangles for the vertex cache and against
/// overdraw, vertices in the order of their use. Triangles of an `ordered` primitive keep their order.
void optimize(Geometry& geometry);

/// Keeps the vertices `remap` (old → new, ~0 = drop) says; indices are not touched.
void remapVertices(Geometry& geometry, const std::vector<uint32_t>& remap, size_t vertices);

}  // namespace vitrine::pack
