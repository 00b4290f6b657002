// Rays against triangles: the tree must say what a walk over all of them says.
#include "pick/TriangleTree.h"

#include <gtest/gtest.h>

#include <cmath>
#include <glm/geometric.hpp>
#include <limits>
#include <random>

namespace vitrine::pick {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Mesh {
    std::vector<glm::vec3> positions;
    std::vector<uint32_t> indices;
};

/// A unit square in the plane z, facing +z.
void addSquare(Mesh& mesh, float z) {
    const auto first = static_cast<uint32_t>(mesh.positions.size());
    for (const glm::vec3 corner :
         {glm::vec3(0, 0, z), glm::vec3(1, 0, z), glm::vec3(1, 1, z), glm::vec3(0, 1, z)}) {
        mesh.positions.push_back(corner);
    }
    for (const uint32_t i : {0u, 1u, 2u, 0u, 2u, 3u}) mesh.indices.push_back(first + i);
}

Mesh randomTriangles(size_t count) {
    std::mt19937 random(7);
    std::uniform_real_distribution<float> place(-1, 1), size(-0.1f, 0.1f);
    Mesh mesh;
    for (size_t i = 0; i < 3 * count; ++i) {
        static glm::vec3 at;
        if (i % 3 == 0) at = {place(random), place(random), place(random)};
        mesh.positions.push_back(at + glm::vec3(size(random), size(random), size(random)));
        mesh.indices.push_back(static_cast<uint32_t>(i));
    }
    return mesh;
}

std::optional<Meeting> cast(const Mesh& mesh, const TriangleTree& tree, glm::dvec3 origin,
                            glm::dvec3 direction, double limit = kInfinity, bool front = false) {
    return tree.cast(mesh.positions, mesh.indices, origin, direction, limit, front);
}

TEST(TriangleTree, findsTheNearestWithItsWeights) {
    Mesh mesh;
    for (const float z : {-3.0f, -1.0f, -2.0f}) addSquare(mesh, z);
    const TriangleTree tree(mesh.positions, mesh.indices);
    const auto met = cast(mesh, tree, {0.75, 0.25, 1}, {0, 0, -1});
    ASSERT_TRUE(met);
    EXPECT_DOUBLE_EQ(met->along, 2);
    EXPECT_EQ(met->triangle, 2u) << "the first triangle of the second square";
    const uint32_t* v = &mesh.indices[3 * met->triangle];
    const glm::dvec3 at = glm::dvec3(mesh.positions[v[0]]) * met->weights.x +
                          glm::dvec3(mesh.positions[v[1]]) * met->weights.y +
                          glm::dvec3(mesh.positions[v[2]]) * met->weights.z;
    EXPECT_LT(glm::length(at - glm::dvec3(0.75, 0.25, -1)), 1e-12);
    // Lengths count in the direction's own.
    EXPECT_DOUBLE_EQ(cast(mesh, tree, {0.75, 0.25, 1}, {0, 0, -4})->along, 0.5);
}

TEST(TriangleTree, limitAndSideAreKept) {
    Mesh mesh;
    addSquare(mesh, 0);
    const TriangleTree tree(mesh.positions, mesh.indices);
    EXPECT_FALSE(cast(mesh, tree, {0.5, 0.4, 1}, {0, 0, -1}, 0.99));
    EXPECT_TRUE(cast(mesh, tree, {0.5, 0.4, 1}, {0, 0, -1}, 1.01));
    EXPECT_TRUE(cast(mesh, tree, {0.5, 0.4, 1}, {0, 0, -1}, kInfinity, true));
    EXPECT_TRUE(cast(mesh, tree, {0.5, 0.4, -1}, {0, 0, 1}, kInfinity, false));
    EXPECT_FALSE(cast(mesh, tree, {0.5, 0.4, -1}, {0, 0, 1}, kInfinity, true)) << "its back";
    EXPECT_FALSE(cast(mesh, tree, {0.5, 0.4, 1}, {0, 0, 1})) << "behind the eye";
    EXPECT_FALSE(cast(mesh, tree, {1.5, 0.4, 1}, {0, 0, -1})) << "beside it";
}

TEST(TriangleTree, saysWhatAWalkOverAllTrianglesSays) {
    Mesh mesh = randomTriangles(3000);
    TriangleTree tree(mesh.positions, mesh.indices);
    const auto check = [&] {
        std::mt19937 random(11);
        std::uniform_real_distribution<double> any(-1, 1);
        int met = 0;
        for (int i = 0; i < 200; ++i) {
            const glm::dvec3 origin(2 * any(random), 2 * any(random), 3);
            const glm::dvec3 direction = glm::dvec3(any(random), any(random), 0) - origin;
            std::optional<Meeting> nearest;
            for (uint32_t t = 0; t < 3000; ++t) {
                const std::vector<uint32_t> one(&mesh.indices[3 * t], &mesh.indices[3 * t] + 3);
                const auto m = TriangleTree(mesh.positions, one)
                                   .cast(mesh.positions, one, origin, direction, kInfinity, false);
                if (m && (!nearest || m->along < nearest->along)) {
                    nearest = m;
                    nearest->triangle = t;
                }
            }
            const auto found = cast(mesh, tree, origin, direction);
            ASSERT_EQ(found.has_value(), nearest.has_value()) << "ray " << i;
            if (!found) continue;
            ++met;
            EXPECT_EQ(found->triangle, nearest->triangle);
            EXPECT_DOUBLE_EQ(found->along, nearest->along);
        }
        EXPECT_GT(met, 50) << "too few rays met anything to prove something";
    };
    check();
    for (glm::vec3& p : mesh.positions) p = {-p.y, p.x * 0.5f, p.z + 0.3f};
    tree.refit(mesh.positions, mesh.indices);
    check();
}

TEST(TriangleTree, manyTrianglesInOnePlaceStayFlatEnough) {
    Mesh mesh;
    for (int i = 0; i < 5000; ++i) addSquare(mesh, 0);
    addSquare(mesh, -1e6f);
    const TriangleTree tree(mesh.positions, mesh.indices);
    EXPECT_DOUBLE_EQ(cast(mesh, tree, {0.5, 0.4, 2}, {0, 0, -1})->along, 2);
}

TEST(TriangleTree, nothingAndNonsenseMeetNothing) {
    const Mesh none;
    EXPECT_FALSE(cast(none, TriangleTree(none.positions, none.indices), {}, {0, 0, -1}));
    Mesh mesh;
    addSquare(mesh, 0);
    mesh.positions[0].x = std::nanf("");
    const TriangleTree tree(mesh.positions, mesh.indices);
    EXPECT_FALSE(cast(mesh, tree, {0.5, 0.4, 1}, {0, 0, -1}));
    EXPECT_FALSE(cast(mesh, tree, {0.5, 0.4, 1}, {0, 0, 0}));
    EXPECT_FALSE(cast(mesh, tree, {std::nan(""), 0.4, 1}, {0, 0, -1}));
}

}  // namespace
}  // namespace vitrine::pick
