// Levels of detail: fewer triangles within an error that is known in pixels.
//
// A pixel is one of 1024 along the longest side of the product's box at rest. The error is meshoptimizer's: how far the
// surface moved at most, by quadrics. All primitives of a mesh are simplified as one surface, so none tears from its
// neighbour; seams of UVs and normals stay seams where that leaves few enough triangles, else they are crossed (Seamless.h). Morphed meshes keep every triangle: their shape at rest says nothing
// about where the others are needed.
#pragma once

#include "Geometry.h"

namespace vitrine::pack {

/// Length of the reference view that errors are given for.
constexpr float kReferencePixels = 1024;

struct Level {
    std::vector<Mesh> meshes;
    float error = 0;  ///< pixels

    size_t triangles() const;
    size_t vertices() const;
};

/// What one level should be.
struct LevelTarget {
    size_t triangles = 0;  ///< wanted
    size_t limit =
        0;  ///< above this, seams are crossed, then more error is accepted, then sloppiness
    float maxError = 0;  ///< pixels
};

/// How the levels before the full one should be, coarsest first: the preview always, others in steps of about five
/// where there are at least 20,000 triangles. `levels` limits their number together with the full one; 0 = no limit.
std::vector<LevelTarget> planLevels(size_t triangles, uint32_t levels);

/// A level made from the full meshes. `size` is the longest side of the product in metres. The same on any number of
/// threads.
Level simplify(const std::vector<Mesh>& meshes, const LevelTarget& target, float size,
               uint32_t jobs);

struct SimplifiedMesh {
    Mesh mesh;
    float error = 0;  ///< in the mesh's own units
};

/// What happens where vertices at one point differ: the surface's edges stay there, or they do not matter; or neither do
/// pieces that are smaller than the error all around their middle.
enum class Seams : uint8_t { Keep, Cross, CrossAndDrop };

/// Removes as many triangles as `maxError` (in the mesh's own units) allows. Every primitive keeps at least one.
SimplifiedMesh simplifyMesh(const Mesh& mesh, float maxError, size_t minTriangles,
                            Seams seams = Seams::Keep);

/// As above but without regard for topology: clusters of vertices become one. For what nothing else makes small.
SimplifiedMesh simplifySloppy(const Mesh& mesh, size_t triangles);

}  // namespace vitrine::pack
