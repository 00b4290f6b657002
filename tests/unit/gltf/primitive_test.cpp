// Topologies, missing normals, colours, joints and weights, morph targets.
#include <gtest/gtest.h>

#include <cmath>

#include "gltf/Topology.h"
#include "support.h"

namespace vitrine::gltf::test {
namespace {

using Indices = std::vector<uint32_t>;
const std::vector<float> kTriangle{0, 0, 0, 1, 0, 0, 0, 1, 0};

TEST(Topology, stripsFansAndLoopsBecomeLists) {
    EXPECT_EQ(toList(0, {3, 1}), (Indices{3, 1}));
    EXPECT_EQ(toList(1, {0, 1, 2}), (Indices{0, 1}));
    EXPECT_EQ(toList(2, {0, 1, 2}), (Indices{0, 1, 1, 2, 2, 0}));
    EXPECT_EQ(toList(3, {0, 1, 2}), (Indices{0, 1, 1, 2}));
    EXPECT_EQ(toList(4, {0, 1, 2, 3, 4}), (Indices{0, 1, 2}));
    EXPECT_EQ(toList(5, {0, 1, 2, 3, 4}), (Indices{0, 1, 2, 1, 3, 2, 2, 3, 4}));
    EXPECT_EQ(toList(6, {0, 1, 2, 3}), (Indices{1, 2, 0, 2, 3, 0}));
    for (int mode = 1; mode <= 6; ++mode) EXPECT_TRUE(toList(mode, {0}).empty()) << mode;
}

TEST(Primitive, everyIndexType) {
    const auto indicesOf = [](auto type) {
        Builder b;
        const int position = b.accessor(kTriangle, "VEC3");
        const int indices = b.accessor(std::vector<decltype(type)>{2, 0, 1}, "SCALAR");
        b.show({{"attributes", {{"POSITION", position}}}, {"indices", indices}, {"mode", 0}});
        Result<Asset> asset = load(b);
        return asset ? asset->meshes[0].primitives[0].indices : Indices();
    };
    EXPECT_EQ(indicesOf(uint8_t()), (Indices{2, 0, 1}));
    EXPECT_EQ(indicesOf(uint16_t()), (Indices{2, 0, 1}));
    EXPECT_EQ(indicesOf(uint32_t()), (Indices{2, 0, 1}));
    EXPECT_EQ(indicesOf(int16_t()), Indices()) << "signed indices are an error";
}

TEST(Primitive, missingIndicesCountUp) {
    Builder b;
    b.show({{"attributes", {{"POSITION", b.accessor(kTriangle, "VEC3")}}}});
    Result<Asset> asset = load(b);
    ASSERT_TRUE(asset);
    EXPECT_EQ(asset->meshes[0].primitives[0].indices, (Indices{0, 1, 2}));
}

TEST(Primitive, missingNormalsAreFlat) {
    Builder b;
    // Two triangles that share an edge at a right angle.
    const int position = b.accessor<float>({0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, -1}, "VEC3");
    const int indices = b.accessor<uint8_t>({0, 1, 2, 0, 2, 3}, "SCALAR");
    const int tangent = b.accessor(std::vector<float>(16, 1.0f), "VEC4");
    const int delta = b.accessor<float>({0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0}, "VEC3");
    b.show({{"attributes", {{"POSITION", position}, {"TANGENT", tangent}}},
            {"indices", indices},
            {"targets", json::array({{{"POSITION", delta}}})}});
    Result<Asset> asset = load(b);
    ASSERT_TRUE(asset) << asset.error().message;
    const Primitive& p = asset->meshes[0].primitives[0];
    ASSERT_EQ(p.positions.size(), 6u);
    EXPECT_EQ(p.indices, (Indices{0, 1, 2, 3, 4, 5}));
    for (size_t i = 0; i < 3; ++i) EXPECT_EQ(p.normals[i], glm::vec3(0, 0, 1));
    for (size_t i = 3; i < 6; ++i) EXPECT_EQ(p.normals[i], glm::vec3(-1, 0, 0));
    EXPECT_TRUE(p.tangents.empty()) << "tangents without normals are to be ignored";
    ASSERT_EQ(p.targets[0].normals.size(), 6u);
    // The first triangle tilts: its third vertex moves 1 along z.
    const glm::vec3 tilted = p.normals[0] + p.targets[0].normals[0];
    EXPECT_NEAR(tilted.y, -std::sqrt(0.5f), 1e-6);
    EXPECT_NEAR(tilted.z, std::sqrt(0.5f), 1e-6);
}

TEST(Primitive, unlitAndLinesNeedNoNormals) {
    Builder b;
    const int position = b.accessor(kTriangle, "VEC3");
    const json unlit = {{"extensions", {{"KHR_materials_unlit", json::object()}}}};
    b.show({{"attributes", {{"POSITION", position}}}, {"material", b.add("materials", unlit)}});
    b.show({{"attributes", {{"POSITION", position}}}, {"mode", 3}});
    Result<Asset> asset = load(b);
    ASSERT_TRUE(asset);
    EXPECT_TRUE(asset->meshes[0].primitives[0].normals.empty());
    EXPECT_TRUE(asset->meshes[1].primitives[0].normals.empty());
    EXPECT_EQ(asset->meshes[1].primitives[0].topology, Topology::Lines);
}

TEST(Primitive, normalsAndTangentsAreMadeUnit) {
    Builder b;
    const int position = b.accessor(kTriangle, "VEC3");
    const int normal = b.accessor<float>({0, 0, 5, 0, 0, 0, 1e-30f, 0, 0}, "VEC3");
    const int tangent = b.accessor<float>({3, 0, 0, 1, 0, 0, 0, -0.3f, NAN, 0, 0, 1}, "VEC4");
    b.show({{"attributes", {{"POSITION", position}, {"NORMAL", normal}, {"TANGENT", tangent}}}});
    Result<Asset> asset = load(b);
    ASSERT_TRUE(asset);
    const Primitive& p = asset->meshes[0].primitives[0];
    EXPECT_EQ(p.normals, (std::vector<glm::vec3>{{0, 0, 1}, {0, 0, 1}, {1, 0, 0}}));
    EXPECT_EQ(p.tangents[0], glm::vec4(1, 0, 0, 1));
    EXPECT_EQ(p.tangents[1].w, -1);
    for (const glm::vec4& t : p.tangents) EXPECT_NEAR(glm::length(glm::vec3(t)), 1, 1e-6);
    EXPECT_EQ(asset->warnings.size(), 1u) << "NaN in TANGENT";
}

TEST(Primitive, colorsOfAllKinds) {
    const auto colorOf = [](auto values, const char* type, bool normalized) {
        Builder b;
        const int position = b.accessor<float>({0, 0, 0}, "VEC3");
        const int color = b.accessor(values, type, {{"normalized", normalized}});
        b.show({{"attributes", {{"POSITION", position}, {"COLOR_0", color}}}, {"mode", 0}});
        Result<Asset> asset = load(b);
        return asset ? asset->meshes[0].primitives[0].colors.at(0) : glm::vec4(-1);
    };
    EXPECT_EQ(colorOf(std::vector<float>{1, 0.5f, 0}, "VEC3", false), glm::vec4(1, 0.5f, 0, 1));
    EXPECT_EQ(colorOf(std::vector<float>{1, 0.5f, 0, 0.25f}, "VEC4", false),
              glm::vec4(1, 0.5f, 0, 0.25f));
    EXPECT_EQ(colorOf(std::vector<uint8_t>{255, 51, 0}, "VEC3", true), glm::vec4(1, 0.2f, 0, 1));
    EXPECT_EQ(colorOf(std::vector<uint16_t>{65535, 0, 0, 13107}, "VEC4", true),
              glm::vec4(1, 0, 0, 0.2f));
    EXPECT_EQ(colorOf(std::vector<float>{1, 0.5f}, "VEC2", false), glm::vec4(-1))
        << "two numbers are an error";
}

/// A skinned point cloud of two vertices, with one or two sets of influences.
Builder skinned(int joints) {
    Builder b;
    json attributes;
    attributes["POSITION"] = b.accessor<float>({0, 0, 0, 1, 1, 1}, "VEC3");
    attributes["JOINTS_0"] = b.accessor<uint8_t>({0, 1, 0, 0, 1, 9, 9, 9}, "VEC4");
    attributes["WEIGHTS_0"] =
        b.accessor<uint8_t>({255, 255, 0, 0, 255, 0, 0, 0}, "VEC4", {{"normalized", true}});
    attributes["JOINTS_1"] = b.accessor<uint16_t>({1, 0, 0, 0, 0, 0, 0, 0}, "VEC4");
    attributes["WEIGHTS_1"] = b.accessor<float>({2, 0, 0, 0, 0, 0, 0, 0}, "VEC4");
    b.show({{"attributes", attributes}, {"mode", 0}});
    json skin = {{"joints", json::array()}};
    for (int i = 0; i < joints; ++i) skin["joints"].push_back(b.add("nodes", json::object()));
    b.add("skins", skin);
    b.root["nodes"][0]["skin"] = 0;
    return b;
}

TEST(Primitive, weightsSumToOneOverBothSets) {
    Result<Asset> asset = load(skinned(2));
    ASSERT_TRUE(asset) << asset.error().message;
    const Primitive& p = asset->meshes[0].primitives[0];
    EXPECT_EQ(p.weights[0], glm::vec4(0.25f, 0.25f, 0, 0));
    EXPECT_EQ(p.weights1[0], glm::vec4(0.5f, 0, 0, 0));
    EXPECT_EQ(p.weights[1], glm::vec4(1, 0, 0, 0));
    EXPECT_EQ(p.joints[1], glm::u16vec4(1, 0, 0, 0)) << "joints of no weight mean nothing";
    EXPECT_EQ(asset->skins[0].inverseBind[1], glm::mat4(1))
        << "absent inverse bind matrices are identity";
}

TEST(Primitive, jointsMustExist) {
    Result<Asset> asset = load(skinned(1));
    ASSERT_FALSE(asset);
    EXPECT_EQ(asset.error().code, ErrorCode::BadGltf);
    EXPECT_EQ(asset.error().message,
              "nodes[0]: a vertex of meshes[0] follows joint 1, but skins[0] has only 1.");
}

TEST(Primitive, morphTargetsAndTheirWeights) {
    Builder b;
    const int position = b.accessor(kTriangle, "VEC3");
    const int normal = b.accessor<float>({0, 0, 1, 0, 0, 1, 0, 0, 1}, "VEC3");
    b.show(
        {{"attributes", {{"POSITION", position}, {"NORMAL", normal}}},
         {"targets", json::array({{{"POSITION", position}, {"NORMAL", normal}}, json::object()})}});
    b.root["meshes"][0]["weights"] = {0.5};
    b.root["nodes"][0]["weights"] = {1, 2, 3};
    Result<Asset> asset = load(b);
    ASSERT_TRUE(asset) << asset.error().message;
    const Primitive& p = asset->meshes[0].primitives[0];
    ASSERT_EQ(p.targets.size(), 2u);
    EXPECT_EQ(p.targets[0].positions, p.positions);
    EXPECT_EQ(p.targets[0].normals, p.normals);
    EXPECT_TRUE(p.targets[1].positions.empty());
    EXPECT_EQ(asset->meshes[0].weights, (std::vector<float>{0.5f, 0}));
    EXPECT_EQ(asset->nodes[0].weights, (std::vector<float>{1, 2}));
}

TEST(Primitive, unequalCountsAreAnError) {
    Builder b;
    const int position = b.accessor(kTriangle, "VEC3");
    const int normal = b.accessor<float>({0, 0, 1}, "VEC3");
    b.show({{"attributes", {{"POSITION", position}, {"NORMAL", normal}}}});
    Result<Asset> asset = load(b);
    ASSERT_FALSE(asset);
    EXPECT_EQ(asset.error().message, "meshes[0] has 1 elements of NORMAL for 3 of POSITION.");
}

TEST(Primitive, withoutPositionsThereIsNothingToDraw) {
    Builder b;
    b.show({{"attributes", {{"NORMAL", b.accessor(kTriangle, "VEC3")}}}});
    Result<Asset> asset = load(b);
    ASSERT_TRUE(asset);
    EXPECT_TRUE(asset->meshes[0].primitives.empty());
    EXPECT_EQ(asset->warnings.size(), 1u);
}

}  // namespace
}  // namespace vitrine::gltf::test
