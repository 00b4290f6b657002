#include "Simplify.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/vec3.hpp>
#include <map>

namespace vitrine::pack {
namespace {

/// The rows [from, to) of a sphere of radius 1, `n` rows and 2n columns in all.
Geometry ballOf(int n, int from, int to) {
    constexpr float kPi = 3.14159265f;
    Geometry geometry;
    Stream positions;
    positions.semantic = "POSITION";
    for (int row = from; row <= to; ++row) {
        for (int column = 0; column <= 2 * n; ++column) {
            // The seam and the poles are the same points, bit for bit.
            const float theta = kPi * float(row) / float(n);
            const float phi = kPi * float(column % (2 * n)) / float(n);
            const float r = row == 0 || row == n ? 0 : std::sin(theta);
            positions.values.insert(positions.values.end(),
                                    {r * std::cos(phi), std::cos(theta), r * std::sin(phi)});
        }
    }
    const uint32_t stride = uint32_t(2 * n) + 1;
    for (uint32_t row = 0; row < uint32_t(to - from); ++row) {
        for (uint32_t column = 0; column + 1 < stride; ++column) {
            const uint32_t a = row * stride + column, b = a + stride;
            geometry.indices.insert(geometry.indices.end(), {a, a + 1, b, a + 1, b + 1, b});
        }
    }
    geometry.vertices = positions.values.size() / 3;
    geometry.attributes.push_back(std::move(positions));
    optimize(geometry);
    return geometry;
}

/// A ball whose halves are two primitives.
Mesh twoHalves() {
    Mesh mesh;
    mesh.primitives = {ballOf(64, 0, 32), ballOf(64, 32, 64)};
    mesh.scale = 1;
    return mesh;
}

glm::vec3 pointOf(const Geometry& geometry, uint32_t index) {
    const float* p = &geometry.find("POSITION")->values[size_t(index) * 3];
    return {p[0], p[1], p[2]};
}

/// How far the middles of triangles lie below the ball's surface.
float depthOf(const Mesh& mesh) {
    float depth = 0;
    for (const Geometry& geometry : mesh.primitives) {
        for (size_t i = 0; i < geometry.indices.size(); i += 3) {
            const glm::vec3 middle = (pointOf(geometry, geometry.indices[i]) +
                                      pointOf(geometry, geometry.indices[i + 1]) +
                                      pointOf(geometry, geometry.indices[i + 2])) /
                                     3.f;
            depth = std::max(depth, 1 - glm::length(middle));
        }
    }
    return depth;
}

/// Edges, by their points, that only one triangle has.
size_t openEdges(const Mesh& mesh) {
    using Point = std::array<float, 3>;
    std::map<std::pair<Point, Point>, int> edges;
    for (const Geometry& geometry : mesh.primitives) {
        for (size_t i = 0; i < geometry.indices.size(); ++i) {
            const size_t next = i % 3 == 2 ? i - 2 : i + 1;
            const glm::vec3 a = pointOf(geometry, geometry.indices[i]);
            const glm::vec3 b = pointOf(geometry, geometry.indices[next]);
            Point p{a.x, a.y, a.z}, q{b.x, b.y, b.z};
            if (p == q) continue;
            if (q < p) std::swap(p, q);
            ++edges[{p, q}];
        }
    }
    return size_t(std::count_if(edges.begin(), edges.end(),
                                [](const auto& edge) { return edge.second == 1; }));
}

TEST(Simplify, keeps_the_surface_within_the_bound) {
    const Mesh ball = twoHalves();
    for (float bound : {0.02f, 0.005f, 0.001f}) {
        const SimplifiedMesh made = simplifyMesh(ball, bound, 0);
        EXPECT_LT(made.mesh.triangles(), ball.triangles()) << bound;
        EXPECT_LE(made.error, bound * 1.001f);
        // The quadric error is a mean over planes; the deepest point may be somewhat deeper.
        EXPECT_LT(depthOf(made.mesh), 3 * bound + depthOf(ball)) << bound;
    }
}

TEST(Simplify, tears_no_holes_between_primitives) {
    const Mesh ball = twoHalves();
    ASSERT_EQ(openEdges(ball), 0u);
    const SimplifiedMesh made = simplifyMesh(ball, 0.02f, 0);
    EXPECT_LT(made.mesh.triangles(), ball.triangles() / 2);
    EXPECT_EQ(openEdges(made.mesh), 0u);
}

TEST(Simplify, reaches_the_preview_s_size_within_its_error) {
    const std::vector<Mesh> meshes = {twoHalves()};
    const LevelTarget target = planLevels(meshes[0].triangles(), 0).front();
    const Level level = simplify(meshes, target, 2, 1);
    EXPECT_LE(level.triangles(), 4000u);
    EXPECT_GE(level.triangles(), 1000u);
    EXPECT_LE(level.error, 6);
    EXPECT_GT(level.error, 0);
}

TEST(Simplify, is_the_same_on_any_number_of_threads) {
    const std::vector<Mesh> meshes = {twoHalves(), twoHalves(), twoHalves()};
    const LevelTarget target{2500, 8000, 6};
    const Level one = simplify(meshes, target, 2, 1), three = simplify(meshes, target, 2, 3);
    EXPECT_EQ(one.error, three.error);
    for (size_t i = 0; i < meshes.size(); ++i) {
        EXPECT_EQ(one.meshes[i].primitives[0].indices, three.meshes[i].primitives[0].indices);
    }
}

TEST(Simplify, leaves_morphed_meshes_and_small_products_alone) {
    Mesh mesh = twoHalves();
    mesh.morphed = true;
    EXPECT_EQ(simplifyMesh(mesh, 1, 0).mesh.triangles(), mesh.triangles());
    Mesh tiny;
    tiny.scale = 1;
    tiny.primitives = {ballOf(8, 0, 8)};
    const Level level = simplify({tiny}, {2500, 8000, 6}, 2, 1);
    EXPECT_EQ(level.triangles(), tiny.triangles());
    EXPECT_EQ(level.error, 0);
}

TEST(Simplify, keeps_at_least_one_triangle_of_every_primitive) {
    Mesh mesh;
    mesh.scale = 1;
    mesh.primitives = {ballOf(64, 0, 64), ballOf(64, 0, 1)};
    const SimplifiedMesh sloppy = simplifySloppy(mesh, 50);
    for (const Geometry& geometry : sloppy.mesh.primitives) EXPECT_GE(geometry.triangles(), 1u);
    EXPECT_LT(sloppy.mesh.triangles(), 500u);
}

TEST(Plan, has_levels_in_the_middle_for_large_products_only) {
    EXPECT_EQ(planLevels(19'999, 0).size(), 1u);
    EXPECT_EQ(planLevels(109'000, 0).size(), 2u);
    EXPECT_EQ(planLevels(1'000'000, 0).size(), 4u);
    EXPECT_EQ(planLevels(1'000'000, 2).size(), 1u);
}

TEST(Optimize, welds_equal_vertices_and_keeps_blended_triangles_in_order) {
    Geometry geometry;
    Stream positions;
    positions.semantic = "POSITION";
    positions.values = {0, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 0,
                        0, 0, 1, 0, 0, 0, 1, 1, 0, 1, 0, 1, 1};
    geometry.vertices = 9;
    geometry.attributes = {positions};
    geometry.indices = {3, 4, 5, 0, 1, 2, 6, 7, 8};
    geometry.ordered = true;
    optimize(geometry);
    EXPECT_EQ(geometry.vertices, 6u);
    EXPECT_EQ(geometry.indices, (std::vector<uint32_t>{0, 1, 2, 3, 4, 5, 3, 4, 5}));
    EXPECT_EQ(pointOf(geometry, 0).z, 0);
}

}  // namespace
}  // namespace vitrine::pack
