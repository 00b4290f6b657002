#include "Simplify.h"

#include <meshoptimizer.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <glm/vec3.hpp>
#include <limits>
#include <numeric>
#include <optional>

#include "Seamless.h"
#include "textures/Parallel.h"

namespace vitrine::pack {
namespace {

/// Errors that are tried, in pixels, until a level is small enough.
constexpr std::array<float, 14> kErrors = {0.25f, 0.5f, 1, 1.5f, 2, 3, 4, 6, 9, 13, 20, 32, 48, 72};

constexpr size_t kPreviewTriangles = 2500, kPreviewLimit = 4000;
constexpr float kPreviewError = 6;

constexpr size_t kLarge = 20000;  ///< triangles from which levels in the middle pay
constexpr size_t kStep = 5;       ///< triangles of a level, as a multiple of the one before
constexpr float kMiddleError = 2;

/// How far below the limit sloppy simplification aims: clusters do not give exact numbers.
constexpr double kSloppyAim = 0.8;

/// Seams are crossed where no more than this share of the triangles is left then.
constexpr double kWorthCrossing = 0.7;

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
    std::vector<uint32_t> vertex;  // in its primitive
    std::vector<uint32_t> first;   // vertex of each primitive; one more at the end
};

/// The simplifier takes unused vertices at a used one's point for a seam: there are none.
Surface surfaceOf(const Mesh& mesh, const std::vector<std::optional<Seamless>>& seamless) {
    constexpr uint32_t kUnused = ~0u;
    Surface surface;
    for (size_t i = 0; i < mesh.primitives.size(); ++i) {
        const Geometry& geometry = mesh.primitives[i];
        surface.first.push_back(static_cast<uint32_t>(surface.vertex.size()));
        if (!isSimplifiable(geometry)) continue;
        const std::vector<float>& positions = geometry.find("POSITION")->values;
        std::vector<uint32_t> place(geometry.vertices, kUnused);
        for (uint32_t index : geometry.indices) {
            const uint32_t vertex = seamless[i] ? seamless[i]->pointOf(index) : index;
            if (place[vertex] == kUnused) {
                place[vertex] = static_cast<uint32_t>(surface.vertex.size());
                surface.vertex.push_back(vertex);
                const auto point = positions.begin() + ptrdiff_t(vertex) * 3;
                surface.positions.insert(surface.positions.end(), point, point + 3);
            }
            surface.indices.push_back(place[vertex]);
        }
    }
    surface.first.push_back(static_cast<uint32_t>(surface.vertex.size()));
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
            mesh.primitives[primitive].indices.push_back(surface.vertex[indices[i + k]]);
    }
}

/// Leaves out what hangs together and lies within a box with a diagonal of twice the error.
void dropSmallPieces(const Surface& surface, float error, std::vector<uint32_t>& indices) {
    const size_t vertices = surface.vertex.size();
    std::vector<uint32_t> point(vertices);
    const size_t points = meshopt_generateVertexRemap(point.data(), nullptr, vertices,
                                                      surface.positions.data(), vertices, 12);
    std::vector<uint32_t> parents(points);
    std::iota(parents.begin(), parents.end(), 0u);
    const auto rootOf = [&](uint32_t at) {
        while (parents[at] != at) at = parents[at] = parents[parents[at]];
        return at;
    };
    for (size_t i = 0; i + 2 < indices.size(); i += 3) {
        const uint32_t root = rootOf(point[indices[i]]);
        for (size_t k = 1; k < 3; ++k) parents[rootOf(point[indices[i + k]])] = root;
    }
    std::vector<glm::vec3> low(points, glm::vec3(std::numeric_limits<float>::max())),
        high(points, glm::vec3(std::numeric_limits<float>::lowest()));
    for (const uint32_t index : indices) {
        const float* p = &surface.positions[size_t(index) * 3];
        const uint32_t root = rootOf(point[index]);
        low[root] = glm::min(low[root], glm::vec3(p[0], p[1], p[2]));
        high[root] = glm::max(high[root], glm::vec3(p[0], p[1], p[2]));
    }
    size_t kept = 0;
    for (size_t i = 0; i + 2 < indices.size(); i += 3) {
        const uint32_t root = rootOf(point[indices[i]]);
        if (glm::distance(low[root], high[root]) <= 2 * error) continue;
        for (size_t k = 0; k < 3; ++k) indices[kept++] = indices[i + k];
    }
    indices.resize(kept);
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
Level simplifyAll(const std::vector<Mesh>& meshes, const std::vector<Seams>& seams, float pixels,
                  size_t triangles, float size, uint32_t jobs) {
    std::vector<SimplifiedMesh> made(meshes.size());
    const float metres = pixels * size / kReferencePixels;
    const double keep = double(triangles) / double(std::max<size_t>(1, trianglesOf(meshes)));
    forEach(meshes.size(), jobs, [&](size_t i) {
        const Mesh& mesh = meshes[i];
        // What is not shown at rest is judged by its own units.
        const float scale = mesh.scale > 0 ? mesh.scale : 1;
        made[i] =
            simplifyMesh(mesh, metres / scale, size_t(double(mesh.triangles()) * keep), seams[i]);
    });
    Level level;
    for (size_t i = 0; i < made.size(); ++i) {
        const float error = made[i].error * (meshes[i].scale > 0 ? meshes[i].scale : 1);
        level.error = std::max(level.error, error * kReferencePixels / size);
        level.meshes.push_back(std::move(made[i].mesh));
    }
    return level;
}

/// Which of kErrors are tried: more than `above`, `most` at most.
struct Tries {
    float above = 0, most = 0;  ///< pixels
};

/// Replaces the level by ones of more and more error until it is small enough.
void coarsen(const std::vector<Mesh>& meshes, const std::vector<Seams>& seams,
             const LevelTarget& target, const Tries& tries, float size, uint32_t jobs,
             Level& level) {
    // Beyond the error that is wanted, no more is removed than must be.
    const bool wanted = tries.above < target.maxError;
    const size_t enough = wanted ? target.triangles : target.limit;
    const size_t aim = wanted ? target.triangles : (target.triangles + target.limit) / 2;
    for (const float error : kErrors) {
        if (error <= tries.above || error > tries.most) continue;
        const size_t before = level.triangles();
        if (before <= enough) return;
        Level next = simplifyAll(meshes, seams, error, aim, size, jobs);
        if (next.triangles() <= before) level = std::move(next);
    }
}

/// Crosses the seams of the meshes that become much smaller so. Returns which they are.
std::vector<Seams> crossWhereItPays(const std::vector<Mesh>& meshes, const LevelTarget& target,
                                    const Tries& tries, float size, uint32_t jobs, Level& level) {
    std::vector<Seams> seams(meshes.size(), Seams::Cross);
    Level crossed;
    crossed.meshes = meshes;
    coarsen(meshes, seams, target, tries, size, jobs, crossed);
    for (size_t i = 0; i < meshes.size(); ++i) {
        const double before = double(level.meshes[i].triangles());
        if (double(crossed.meshes[i].triangles()) > before * kWorthCrossing) {
            seams[i] = Seams::Keep;
            continue;
        }
        level.meshes[i] = std::move(crossed.meshes[i]);
        level.error = std::max(level.error, crossed.error);
    }
    return seams;
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

SimplifiedMesh simplifyMesh(const Mesh& mesh, float maxError, size_t minTriangles, Seams seams) {
    SimplifiedMesh out{mesh, 0};
    std::vector<std::optional<Seamless>> seamless(mesh.primitives.size());
    for (size_t i = 0; i < seamless.size(); ++i) {
        if (seams != Seams::Keep && isSimplifiable(mesh.primitives[i]))
            seamless[i].emplace(mesh.primitives[i]);
    }
    const Surface surface = surfaceOf(mesh, seamless);
    if (mesh.morphed || surface.indices.empty()) return out;
    const size_t vertices = surface.positions.size() / 3;
    const float scale = meshopt_simplifyScale(surface.positions.data(), vertices, 12);
    if (!(scale > 0)) return out;
    std::vector<uint32_t> indices(surface.indices.size());
    float error = 0;
    indices.resize(meshopt_simplify(indices.data(), surface.indices.data(), surface.indices.size(),
                                    surface.positions.data(), vertices, 12, minTriangles * 3,
                                    maxError / scale, 0, &error));
    if (seams == Seams::CrossAndDrop) {
        const size_t before = indices.size();
        dropSmallPieces(surface, maxError, indices);
        if (indices.size() < before) error = std::max(error, maxError / scale);
    }
    distribute(surface, indices, out.mesh);
    for (size_t i = 0; i < seamless.size(); ++i) {
        Geometry& geometry = out.mesh.primitives[i];
        if (seamless[i] && !geometry.indices.empty())
            geometry = seamless[i]->dress(geometry.indices);
    }
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
    const Tries within{0, target.maxError}, beyond{target.maxError, kErrors.back()};
    std::vector<Seams> seams(meshes.size(), Seams::Keep);
    coarsen(meshes, seams, target, within, size, jobs, level);
    if (level.triangles() <= target.limit) return level;
    seams = crossWhereItPays(meshes, target, within, size, jobs, level);
    std::replace(seams.begin(), seams.end(), Seams::Cross, Seams::CrossAndDrop);
    coarsen(meshes, seams, target, beyond, size, jobs, level);
    if (level.triangles() > target.limit) makeSloppy(meshes, target.limit, size, level);
    return level;
}

}  // namespace vitrine::pack
