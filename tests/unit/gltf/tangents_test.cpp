// MikkTSpace: directions, signs, splits, degenerate input.
#include <gtest/gtest.h>

#include <cmath>
#include <glm/geometric.hpp>
#include <limits>

#include "gltf/TangentTopology.h"
#include "gltf/Tangents.h"
#include "gltf/Unit.h"
#include "support.h"

namespace vitrine::gltf {
namespace {

struct Mesh2 {
    std::vector<glm::vec3> positions, normals;
    std::vector<glm::vec2> uv;
    std::vector<uint32_t> indices;
};

/// A unit square facing +Z whose image stands upright: u to the right, v down.
Mesh2 square() {
    Mesh2 m;
    m.positions = {{0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0}};
    m.normals.assign(4, glm::vec3(0, 0, 1));
    m.uv = {{0, 1}, {1, 1}, {1, 0}, {0, 0}};
    m.indices = {0, 1, 2, 0, 2, 3};
    return m;
}

TangentFrames frames(Mesh2& m) {
    return makeTangents(m.positions, m.normals, m.uv, m.indices);
}

TEST(Tangents, followGrowingUAndTheBitangentPointsUpTheImage) {
    Mesh2 m = square();
    const TangentFrames f = frames(m);
    EXPECT_TRUE(f.copies.empty());
    for (const glm::vec4& t : f.tangents) EXPECT_EQ(t, glm::vec4(1, 0, 0, 1));
    // cross(n, t) * w is +Y: up the image, where v falls.
}

TEST(Tangents, mirroredImagesHaveTheOtherSign) {
    Mesh2 m = square();
    for (glm::vec2& uv : m.uv) uv.x = 1 - uv.x;
    const TangentFrames f = frames(m);
    for (const glm::vec4& t : f.tangents) EXPECT_EQ(t, glm::vec4(-1, 0, 0, -1));
}

TEST(Tangents, turnedImages) {
    Mesh2 m = square();
    for (glm::vec2& uv : m.uv) uv = {uv.y, 1 - uv.x};
    const TangentFrames f = frames(m);
    for (const glm::vec4& t : f.tangents) {
        EXPECT_NEAR(t.y, -1, 1e-6);
        EXPECT_EQ(t.w, 1);
    }
}

TEST(Tangents, mirrorSeamsSplitVertices) {
    // Two squares side by side; the right one is the left one's mirror image, sharing the middle
    // vertices.
    Mesh2 m;
    m.positions = {{0, 0, 0}, {1, 0, 0}, {2, 0, 0}, {0, 1, 0}, {1, 1, 0}, {2, 1, 0}};
    m.normals.assign(6, glm::vec3(0, 0, 1));
    m.uv = {{0, 1}, {1, 1}, {0, 1}, {0, 0}, {1, 0}, {0, 0}};
    m.indices = {0, 1, 4, 0, 4, 3, 1, 2, 5, 1, 5, 4};
    const TangentFrames f = frames(m);
    ASSERT_EQ(f.copies.size(), 2u);
    ASSERT_EQ(f.tangents.size(), 8u);
    for (size_t corner = 0; corner < 12; ++corner) {
        const float side = corner < 6 ? 1.0f : -1.0f;
        EXPECT_EQ(f.tangents[m.indices[corner]], glm::vec4(side, 0, 0, side)) << corner;
    }
}

TEST(Tangents, smoothAcrossCoincidentVertices) {
    // The same square with all corners apart: equal position, normal and UV are one vertex to the
    // algorithm.
    Mesh2 a = square(), b;
    a.positions[2].z = 0.7f;  // so that its two triangles differ
    for (uint32_t i : a.indices) {
        b.positions.push_back(a.positions[i]);
        b.normals.push_back(a.normals[i]);
        b.uv.push_back(a.uv[i]);
        b.indices.push_back(static_cast<uint32_t>(b.indices.size()));
    }
    const TangentFrames fa = frames(a), fb = frames(b);
    for (size_t c = 0; c < 6; ++c) {
        const glm::vec4 d = fa.tangents[a.indices[c]] - fb.tangents[b.indices[c]];
        EXPECT_LT(glm::length(d), 1e-6f);
    }
}

TEST(Tangents, weightedByAngle) {
    // Around vertex 0 two triangles of 90 and 45 degrees, whose tangents differ.
    Mesh2 m;
    m.positions = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {-1, 1, 0}};
    m.normals.assign(4, glm::vec3(0, 0, 1));
    m.uv = {{0, 1}, {1, 1}, {0, 0}, {-2, 0}};
    m.indices = {0, 1, 2, 0, 2, 3};
    const TangentFrames f = frames(m);
    // First: (1, 0). Second: u grows by 2 per unit of −x along constant v, so also (1, 0); shear
    // shows in neither.
    EXPECT_LT(glm::length(glm::vec3(f.tangents[0]) - glm::vec3(1, 0, 0)), 1e-6f);
    m.uv[3] = {-1, 0.5f};
    const glm::vec3 a(1, 0, 0);
    const TangentFrames g = frames(m);
    // Second triangle: dP/du from d1 = (0,1), d2 = (−1,1); uv' (0,1), (−1,0.5): s = 0.5 d1 − 1 d2 →
    // (1, −0.5).
    const glm::vec3 second = glm::normalize(glm::vec3(1, -0.5f, 0));
    const float pi = std::acos(-1.0f);
    const glm::vec3 expected = glm::normalize(a * (pi / 2) + second * (pi / 4));
    EXPECT_LT(glm::length(glm::vec3(g.tangents[0]) - expected), 1e-5f);
}

TEST(Tangents, degenerateTrianglesTakeTheirNeighbours) {
    Mesh2 m = square();
    m.indices.insert(m.indices.end(), {0, 0, 1});
    const TangentFrames f = frames(m);
    EXPECT_TRUE(f.copies.empty());
    for (const glm::vec4& t : f.tangents) EXPECT_EQ(t, glm::vec4(1, 0, 0, 1));
}

TEST(Tangents, withoutAnyUsableUvTheyAreStillPerpendicular) {
    Mesh2 m = square();
    m.normals.assign(4, glm::normalize(glm::vec3(1, 2, 3)));
    m.uv.assign(4, glm::vec2(0.5f));
    const TangentFrames f = frames(m);
    for (const glm::vec4& t : f.tangents) {
        EXPECT_NEAR(glm::length(glm::vec3(t)), 1, 1e-5);
        EXPECT_NEAR(glm::dot(glm::vec3(t), m.normals[0]), 0, 1e-5);
    }
}

TEST(Tangents, ofUnitLengthEvenWhereTheFacesTangentsNearlyCancel) {
    for (const float rest : {0.0f, 1e-38f, 1e-30f, 1e-22f, 1e-18f}) {
        const glm::vec3 u = unit(glm::vec3(0, rest, 0), glm::vec3(1, 0, 0));
        EXPECT_NEAR(glm::length(u), 1, 1e-6) << rest;
        EXPECT_EQ(u, rest > 0 ? glm::vec3(0, 1, 0) : glm::vec3(1, 0, 0));
    }
    const float inf = std::numeric_limits<float>::infinity();
    EXPECT_EQ(unit(glm::vec3(inf, 0, 0), glm::vec3(0, 0, 1)), glm::vec3(0, 0, 1));
    EXPECT_EQ(unit(glm::vec3(3e38f, 0, 0), glm::vec3(0, 0, 1)), glm::vec3(1, 0, 0));
}

TEST(Tangents, weldIgnoresTheSignOfZero) {
    const std::vector<glm::vec3> p{{0, 1, 2}, {-0.0f, 1, 2}, {0, 1, 3}};
    const std::vector<glm::vec3> n(3, glm::vec3(0, 0, 1));
    const std::vector<glm::vec2> t(3, glm::vec2(0));
    EXPECT_EQ(weldVertices(p, n, t), (std::vector<uint32_t>{0, 0, 2}));
}

TEST(Tangents, neighboursRunTheOtherWay) {
    const std::vector<uint32_t> indices{0, 1, 2, 0, 2,
                                        3, 0, 1, 4};  // the last meets 0-1 the same way round
    const std::vector<uint32_t> weld{0, 1, 2, 3, 4};
    const std::vector<int32_t> n = findNeighbors(indices, weld, {0, 0, 0});
    EXPECT_EQ(n, (std::vector<int32_t>{-1, -1, 1, 0, -1, -1, -1, -1, -1}));
}

TEST(Tangents, addedToPrimitivesWithNormalMaps) {
    using namespace test;
    Builder b;
    const int texture = b.add("textures", json::object());
    const json plain = {{"normalTexture", {{"index", texture}}}};
    json turned = plain;
    turned["normalTexture"]["extensions"]["KHR_texture_transform"] = {
        {"rotation", std::acos(-1.0) / 2}};
    const int p = b.accessor<float>({0, 0, 0, 1, 0, 0, 0, 1, 0}, "VEC3");
    const int n = b.accessor<float>({0, 0, 1, 0, 0, 1, 0, 0, 1}, "VEC3");
    const int t = b.accessor<float>({0, 1, 1, 1, 0, 0}, "VEC2");
    const json attributes = {{"POSITION", p}, {"NORMAL", n}, {"TEXCOORD_0", t}};
    b.show({{"attributes", attributes}, {"material", b.add("materials", plain)}});
    b.show({{"attributes", attributes}, {"material", b.add("materials", turned)}});
    b.show({{"attributes", {{"POSITION", p}, {"NORMAL", n}}}, {"material", 0}});
    Result<Asset> asset = load(b);
    ASSERT_TRUE(asset) << asset.error().message;
    EXPECT_EQ(asset->meshes[0].primitives[0].tangents.at(0), glm::vec4(1, 0, 0, 1));
    // u' = v, v' = −u: u' grows downwards on the square.
    const glm::vec4 rotated = asset->meshes[1].primitives[0].tangents.at(0);
    EXPECT_LT(glm::length(rotated - glm::vec4(0, -1, 0, 1)), 1e-5f);
    EXPECT_EQ(asset->meshes[2].primitives[0].tangents.size(), 3u) << "without UVs";
}

}  // namespace
}  // namespace vitrine::gltf
