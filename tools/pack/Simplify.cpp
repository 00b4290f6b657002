#include "Simplify.h"

#include <meshoptimizer.h>

#include <algorithm>
#include <cmath>

#include "Parallel.h"

namespace vitrine::pack {
namespace {

/// Errors that are tried, in pixels, until a level is small enough.
constexpr float kErrors[] = {0.25f, 0.5f, 1, 1.5f, 2, 3, 4, 6, 9, 13, 20, 32};

constexpr size_t kPreviewTriangles = 2500, kPreviewLimit = 8000;
constexpr float kPreviewError = 6;

constexpr size_t kLarge = 20000;  ///< triangles from which levels in the middle pay
constexpr size_t kStep = 5;       ///< triangles of a level, as a multiple of the one before
constexpr float kMiddleError = 2;

/// How far below the limit sloppy simplification aims: clusters do not give exact numbers.
constexpr double kSloppyAim = 0.8;

/// Below this a mesh is not worth a sloppy simplification.
constexpr size_t kSmall = 64;

bool isSimplifiable(const Geometry& geometry) {
    return geometry.topology == Geometry::Topology::Triangles && geometry.targets.empty() &&
           geometry.drawable();
}

float largestSide(const Geometry& geometry, const std::vector<uint32_t>& indices, size_t at) {
    const std::vector<float>& p = geometry.find("POSITION")->values;
    float longest = 0;
    for (int k = 0; k < 3; ++k) {
        const float* a = &p[size_t(indices[at + k]) * 3];
        const float* b = &p[size_t(indices[at + (k + 1) % 3]) * 3];
        longest = std::max(longest, std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]));
    }
    return longest;
}

/// A primitive whose triangles all vanished keeps its largest: a mesh without primitives is not glTF.
void keepOne(const Geometry& source, Geometry& out) {
    if (!out.indices.empty()) return;
    size_t best = 0;
    float longest = -1;
    for (size_t i = 0; i + 2 < source.indices.size(); i += 3) {
        const float side = largestSide(source, source.indices, i);
        if (side > longest) {
            longest = side;
            best = i;
        }
    }
    out.indices.assign(source.indices.begin() + ptrdiff_t(best),
                       source.indices.begin() + ptrdiff_t(best) + 3);
}

/// All simplifiable primitives of a mesh as one surface.
struct Surface {
    std::vector<float> positions;
    std::vector<uint32_t> indices;
    std::vector<uint32_t> first;  // vertex of each primitive; one more at the end
};

Surface surfaceOf(const Mesh& mesh) {
    Surface surface;
    for (const Geometry& geometry : mesh.primitives) {
        const auto first = static_cast<uint32_t>(surface.positions.size() / 3);
        surface.first.push_back(first);
        if (!isSimplifiable(geometry)) continue;
        const std::vector<float>& positions = geometry.find("POSITION")->values;
        surface.positions.insert(surface.positions.end(), positions.begin(), positions.end());
        for (uint32_t index : geometry.indices) surface.indices.push_back(first + index);
    }
    surface.first.push_back(static_cast<uint32_t>(surface.positions.size() / 3));
    return surface;
}

/// Gives the triangles back to the primitives that their vertices came from.
void distribute(const Surface& surface, const std::vector<uint32_t>& indices, Mesh& mesh) {
    for (Geometry& geometry : mesh.primitives) {
        if (isSimplifiable(geometry)) geometry.indices.clear();
    }
    for (size_t i = 0; i + 2 < indices.size(); i += 3) {
        const auto after = std::upper_bound(surface.first.begin(), surface.first.end(), indices[i]);
        const auto primitive = static_cast<size_t>(after - surface.first.begin()) - 1;
        const uint32_t first = surface.first[primitive], end = surface.first[primitive + 1];
        const auto own = [&](uint32_t index) { return index >= first && index < end; };
        if (!own(indices[i + 1]) || !own(indices[i + 2])) continue;
        for (size_t k = 0; k < 3; ++k)
            mesh.primitives[primitive].indices.push_back(indices[i + k] - first);
    }
}

void finish(const Mesh& source, SimplifiedMesh& out) {
    for (size_t i = 0; i < source.primitives.size(); ++i) {
        if (!isSimplifiable(source.primitives[i])) continue;
        keepOne(source.primitives[i], out.mesh.primitives[i]);
        optimize(out.mesh.primitives[i]);
    }
}

size_t trianglesOf(const std::vector<Mesh>& meshes) {
    size_t sum = 0;
    for (const Mesh& mesh : meshes) sum += mesh.triangles();
    return sum;
}

/// All meshes within an error of `pixels`, with about `triangles` in all at least.
Level simplifyAll(const std::vector<Mesh>& meshes, float pixels, size_t triangles, float size,
                  uint32_t jobs) {
    std::vector<SimplifiedMesh> made(meshes.size());
    const float metres = pixels * size / kReferencePixels;
    const double keep = double(triangles) / double(std::max<size_t>(1, trianglesOf(meshes)));
    parallelFor(jobs, meshes.size(), [&](size_t i) {
        const Mesh& mesh = meshes[i];
        // What is not shown at rest is judged by its own units.
        const float scale = mesh.scale > 0 ? mesh.scale : 1;
        made[i] = simplifyMesh(mesh, metres / scale, size_t(double(mesh.triangles()) * keep));
    });
    Level level;
    for (size_t i = 0; i < made.size(); ++i) {
        const float error = made[i].error * (meshes[i].scale > 0 ? meshes[i].scale : 1);
        level.error = std::max(level.error, error * kReferencePixels / size);
        level.meshes.push_back(std::move(made[i].mesh));
    }
    return level;
}

/// Makes what is still large small, in proportion.
void makeSloppy(const std::vector<Mesh>& meshes, size_t limit, float size, Level& level) {
    const size_t before = level.triangles();
    for (size_t i = 0; i < meshes.size(); ++i) {
        const size_t count = level.meshes[i].triangles();
        if (count <= kSmall || meshes[i].morphed) continue;
        SimplifiedMesh made = simplifySloppy(
            meshes[i],
            std::max(kSmall, size_t(double(count) * kSloppyAim * double(limit) / double(before))));
        if (made.mesh.triangles() >= count) continue;
        const float scale = meshes[i].scale > 0 ? meshes[i].scale : 1;
        level.error = std::max(level.error, made.error * scale * kReferencePixels / size);
        level.meshes[i] = std::move(made.mesh);
    }
}

}  // namespace

size_t Level::triangles() const {
    return trianglesOf(meshes);
}

size_t Level::vertices() const {
    size_t sum = 0;
    for (const Mesh& mesh : meshes) {
        for (const Geometry& geometry : mesh.primitives) sum += geometry.vertices;
    }
    return sum;
}

std::vector<LevelTarget> planLevels(size_t triangles, uint32_t levels) {
    std::vector<LevelTarget> plan = {{kPreviewTriangles, kPreviewLimit, kPreviewError}};
    if (triangles >= kLarge) {
        for (size_t wanted = kPreviewTriangles * kStep; wanted * 2 < triangles; wanted *= kStep)
            plan.push_back({wanted, triangles, kMiddleError});
    }
    if (levels > 0 && plan.size() + 1 > levels) plan.resize(std::max<uint32_t>(levels, 2) - 1);
    return plan;
}

SimplifiedMesh simplifyMesh(const Mesh& mesh, float maxError, size_t minTriangles) {
    SimplifiedMesh out{mesh, 0};
    const Surface surface = surfaceOf(mesh);
    if (mesh.morphed || surface.indices.empty()) return out;
    const size_t vertices = surface.positions.size() / 3;
    const float scale = meshopt_simplifyScale(surface.positions.data(), vertices, 12);
    if (!(scale > 0)) return out;
    std::vector<uint32_t> indices(surface.indices.size());
    float error = 0;
    indices.resize(meshopt_simplify(indices.data(), surface.indices.data(), surface.indices.size(),
                                    surface.positions.data(), vertices, 12, minTriangles * 3,
                                    maxError / scale, 0, &error));
    distribute(surface, indices, out.mesh);
    finish(mesh, out);
    out.error = error * scale;
    return out;
}

SimplifiedMesh simplifySloppy(const Mesh& mesh, size_t triangles) {
    SimplifiedMesh out{mesh, 0};
    const double keep = double(triangles) / double(std::max<size_t>(1, mesh.triangles()));
    for (Geometry& geometry : out.mesh.primitives) {
        if (!isSimplifiable(geometry)) continue;
        const std::vector<float>& positions = geometry.find("POSITION")->values;
        std::vector<uint32_t> indices(geometry.indices.size());
        float error = 0;
        indices.resize(meshopt_simplifySloppy(
            indices.data(), geometry.indices.data(), indices.size(), positions.data(),
            geometry.vertices, 12, size_t(double(geometry.triangles()) * keep) * 3, 1.f, &error));
        geometry.indices = std::move(indices);
        out.error = std::max(
            out.error, error * meshopt_simplifyScale(positions.data(), positions.size() / 3, 12));
    }
    finish(mesh, out);
    return out;
}

Level simplify(const std::vector<Mesh>& meshes, const LevelTarget& target, float size,
               uint32_t jobs) {
    Level level;
    level.meshes = meshes;
    if (!(size > 0)) return level;
    for (const float error : kErrors) {
        const size_t before = level.triangles();
        if (before <= target.triangles) break;
        if (error > target.maxError && before <= target.limit) break;
        Level next = simplifyAll(meshes, error, target.triangles, size, jobs);
        if (next.triangles() <= before) level = std::move(next);
    }
    if (level.triangles() > target.limit) makeSloppy(meshes, target.limit, size, level);
    return level;
}

}  // namespace vitrine::pack
