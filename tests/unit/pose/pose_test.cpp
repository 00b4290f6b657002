// Sampling of keyframes, hierarchies, bounds, skinning and morphing.
#include <gtest/gtest.h>

#include <cmath>
#include <glm/geometric.hpp>

#include "pose/Deform.h"
#include "pose/Pose.h"

namespace vitrine::pose {
namespace {

using gltf::Animation;
using gltf::Asset;
using gltf::Channel;
using gltf::Interpolation;
using gltf::Node;
using gltf::Path;
using gltf::Primitive;

void expectNear(const glm::vec3& a, const glm::vec3& b, float tolerance = 1e-5f) {
    EXPECT_LT(glm::length(a - b), tolerance)
        << a.x << ' ' << a.y << ' ' << a.z << " is not " << b.x << ' ' << b.y << ' ' << b.z;
}

/// One node, moved by one channel.
Asset moved(Path path, Interpolation mode, uint32_t width, std::vector<float> times,
            std::vector<float> values) {
    Asset asset;
    asset.nodes.emplace_back();
    asset.scenes.push_back({"", {0}});
    Animation animation;
    animation.duration = times.back();
    Channel channel;
    channel.node = 0;
    channel.path = path;
    channel.interpolation = mode;
    channel.width = width;
    channel.times = std::move(times);
    channel.values = std::move(values);
    animation.channels.push_back(std::move(channel));
    asset.animations.push_back(std::move(animation));
    return asset;
}

Pose at(const Asset& asset, double time) {
    Pose pose = restPose(asset);
    sample(asset, asset.animations[0], time, pose);
    updateWorld(asset, pose);
    return pose;
}

TEST(Sample, linearHoldsBeyondItsEnds) {
    const Asset a =
        moved(Path::Translation, Interpolation::Linear, 3, {1, 2, 4}, {0, 0, 0, 2, 0, 0, 2, 4, 0});
    expectNear(at(a, -5).translation[0], {0, 0, 0});
    expectNear(at(a, 1).translation[0], {0, 0, 0});
    expectNear(at(a, 1.25).translation[0], {0.5f, 0, 0});
    expectNear(at(a, 2).translation[0], {2, 0, 0});
    expectNear(at(a, 3).translation[0], {2, 2, 0});
    expectNear(at(a, 99).translation[0], {2, 4, 0});
}

TEST(Sample, stepKeepsTheKeyBefore) {
    const Asset a =
        moved(Path::Scale, Interpolation::Step, 3, {0, 1, 2}, {1, 1, 1, 2, 2, 2, 3, 3, 3});
    expectNear(at(a, 0.999).scale[0], glm::vec3(1));
    expectNear(at(a, 1).scale[0], glm::vec3(2));
    expectNear(at(a, 1.999).scale[0], glm::vec3(2));
    expectNear(at(a, 2).scale[0], glm::vec3(3));
}

TEST(Sample, oneKeyIsConstant) {
    for (Interpolation mode : {Interpolation::Linear, Interpolation::Step}) {
        expectNear(at(moved(Path::Translation, mode, 3, {5}, {1, 2, 3}), 7).translation[0],
                   {1, 2, 3});
    }
    const Asset cubic =
        moved(Path::Translation, Interpolation::CubicSpline, 3, {5}, {9, 9, 9, 1, 2, 3, 9, 9, 9});
    expectNear(at(cubic, 0).translation[0], {1, 2, 3});
}

TEST(Sample, rotationsTakeTheShorterArcAtConstantSpeed) {
    const float h = std::sqrt(0.5f);
    // From identity to 90 degrees about y, the second key with its sign turned.
    const Asset a =
        moved(Path::Rotation, Interpolation::Linear, 4, {0, 1}, {0, 0, 0, 1, 0, -h, 0, -h});
    for (float t : {0.0f, 0.25f, 0.5f, 0.9f}) {
        const float angle = t * std::acos(-1.0f) / 2;
        expectNear(at(a, t).rotation[0] * glm::vec3(1, 0, 0),
                   {std::cos(angle), 0, -std::sin(angle)});
    }
}

TEST(Sample, cubicSplineIsHermite) {
    // Values 0 → 1 over 2 seconds, leaving with 1 per second, arriving with −2 per second.
    const Asset a = moved(Path::Translation, Interpolation::CubicSpline, 3, {1, 3},
                          {7, 7, 7, 0, 0, 0, 1, 0, 0, -2, 0, 0, 1, 0, 0, 7, 7, 7});
    const auto hermite = [](float t) {
        const float d = 2, t2 = t * t, t3 = t2 * t;
        return d * (t3 - 2 * t2 + t) * 1 + (-2 * t3 + 3 * t2) * 1 + d * (t3 - t2) * -2;
    };
    for (float t : {0.0f, 0.25f, 0.5f, 0.75f}) {
        expectNear(at(a, 1 + 2 * t).translation[0], {hermite(t), 0, 0});
    }
    expectNear(at(a, 3).translation[0], {1, 0, 0});
    // A rotation stays a unit quaternion.
    const Asset r = moved(Path::Rotation, Interpolation::CubicSpline, 4, {0, 1},
                          {0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    EXPECT_NEAR(glm::length(at(r, 0.4).rotation[0]), 1, 1e-6);
}

TEST(Sample, morphWeights) {
    Asset a = moved(Path::Weights, Interpolation::Linear, 2, {0, 1}, {0, 1, 1, 0});
    a.meshes.emplace_back();
    a.meshes[0].weights = {0.5f, 0.5f};
    a.nodes[0].mesh = 0;
    EXPECT_EQ(restPose(a).weights[0], (std::vector<float>{0.5f, 0.5f}));
    EXPECT_EQ(at(a, 0.25).weights[0], (std::vector<float>{0.25f, 0.75f}));
}

TEST(Pose, worldMatricesMultiplyDownTheHierarchy) {
    Asset a;
    a.nodes.resize(3);
    a.nodes[1].children = {0};  // a child before its parent in the array
    a.nodes[0].parent = 1;
    a.nodes[1].translation = {10, 0, 0};
    a.nodes[1].scale = {2, 2, 2};
    a.nodes[0].matrix = glm::mat4(1);
    (*a.nodes[0].matrix)[3] = glm::vec4(0, 1, 0, 1);
    a.nodes[2].rotation = glm::angleAxis(std::acos(-1.0f) / 2, glm::vec3(0, 0, 1));
    const Pose pose = restPose(a);
    expectNear(glm::vec3(pose.world[0][3]), {10, 2, 0});
    expectNear(glm::vec3(pose.world[2] * glm::vec4(1, 0, 0, 1)), {0, 1, 0});
}

TEST(Pose, hierarchiesOfAnyDepth) {
    Asset a;
    const int32_t depth = 200000;
    a.nodes.resize(depth);
    for (int32_t i = 0; i + 1 < depth; ++i) {
        a.nodes[size_t(i)].children = {i + 1};
        a.nodes[size_t(i) + 1].parent = i;
        a.nodes[size_t(i)].translation = {0, 1, 0};
    }
    a.scenes.push_back({"", {0}});
    const Pose pose = restPose(a);
    EXPECT_EQ(pose.world.back()[3].y, float(depth - 1));
    EXPECT_EQ(sceneNodes(a, 0).size(), size_t(depth));
}

Primitive point(const glm::vec3& p) {
    Primitive primitive;
    primitive.positions = {p};
    primitive.normals = {glm::vec3(0, 1, 0)};
    primitive.tangents = {glm::vec4(1, 0, 0, -1)};
    primitive.indices = {0};
    return primitive;
}

TEST(Bounds, onlyWhatTheSceneShows) {
    Asset a;
    a.meshes.emplace_back();
    a.meshes[0].primitives = {point({1, 2, 3})};
    a.nodes.resize(2);
    a.nodes[0].mesh = a.nodes[1].mesh = 0;
    a.nodes[0].scale = {-1, 1, 1};
    a.nodes[1].translation = {100, 0, 0};
    a.scenes.push_back({"", {0}});
    const gltf::Box box = bounds(a, restPose(a));
    ASSERT_FALSE(box.empty);
    expectNear(box.min, {-1, 2, 3});
    expectNear(box.max, {-1, 2, 3});
    a.scenes[0].roots.clear();
    EXPECT_TRUE(bounds(a, restPose(a)).empty);
}

TEST(Bounds, followSkinAndMorph) {
    Asset a;
    a.meshes.emplace_back();
    Primitive p = point({0, 0, 0});
    p.joints = {glm::u16vec4(0)};
    p.weights = {glm::vec4(1, 0, 0, 0)};
    p.targets.resize(1);
    p.targets[0].positions = {glm::vec3(0, 5, 0)};
    a.meshes[0].primitives = {p};
    a.meshes[0].weights = {1};
    a.nodes.resize(2);
    a.nodes[0].mesh = 0;
    a.nodes[0].skin = 0;
    a.nodes[0].translation = {99, 99, 99};  // plays no part in skinning
    a.nodes[1].translation = {1, 0, 0};
    a.skins.push_back({"", {1}, {glm::mat4(1)}});
    a.scenes.push_back({"", {0, 1}});
    expectNear(bounds(a, restPose(a)).max, {1, 5, 0});
}

struct Deformed {
    std::vector<glm::vec3> positions, normals;
    std::vector<glm::vec4> tangents;
};

Deformed deformed(const Primitive& p, const std::vector<float>& weights,
                  const std::vector<glm::mat4>& joints) {
    Deformed d;
    deform(p, weights, joints, d.positions, d.normals, d.tangents);
    std::vector<glm::vec3> alone;
    deformPositions(p, weights, joints, alone);
    EXPECT_EQ(alone, d.positions);
    return d;
}

TEST(Deform, morphsPositionsNormalsTangents) {
    Primitive p = point({1, 1, 1});
    p.targets.resize(2);
    p.targets[0].positions = {glm::vec3(2, 0, 0)};
    p.targets[0].normals = {glm::vec3(1, 0, 0)};
    p.targets[1].tangents = {glm::vec3(0, 0, 1)};
    const Deformed d = deformed(p, {0.5f, 1}, {});
    expectNear(d.positions[0], {2, 1, 1});
    expectNear(d.normals[0], glm::normalize(glm::vec3(0.5f, 1, 0)));
    expectNear(glm::vec3(d.tangents[0]), glm::normalize(glm::vec3(1, 0, 1)));
    EXPECT_EQ(d.tangents[0].w, -1);
    expectNear(deformed(p, {}, {}).positions[0], {1, 1, 1});
}

TEST(Deform, fourAndEightInfluences) {
    Primitive p = point({1, 0, 0});
    p.joints = {glm::u16vec4(0, 1, 0, 0)};
    p.weights = {glm::vec4(0.25f, 0.25f, 0, 0)};
    p.joints1 = {glm::u16vec4(2, 0, 0, 0)};
    p.weights1 = {glm::vec4(0.5f, 0, 0, 0)};
    std::vector<glm::mat4> joints(3, glm::mat4(1));
    joints[1][3] = glm::vec4(4, 0, 0, 1);
    joints[2][3] = glm::vec4(0, 4, 0, 1);
    expectNear(deformed(p, {}, joints).positions[0], {2, 2, 0});
}

TEST(Deform, normalsStayPerpendicularUnderUnequalScale) {
    Primitive p = point({0, 0, 0});
    p.normals = {glm::normalize(glm::vec3(1, 1, 0))};
    p.tangents = {glm::vec4(glm::normalize(glm::vec3(1, -1, 0)), 1)};
    p.joints = {glm::u16vec4(0)};
    p.weights = {glm::vec4(1, 0, 0, 0)};
    for (float mirrored : {1.0f, -1.0f}) {
        glm::mat4 m(1);
        m[0][0] = 3;
        m[2][2] = mirrored;
        const Deformed d = deformed(p, {}, {m});
        expectNear(d.normals[0], glm::normalize(glm::vec3(1, 3, 0)));
        EXPECT_NEAR(glm::dot(d.normals[0], glm::vec3(d.tangents[0])), 0, 1e-6);
    }
    // A joint of scale 0 must not make NaN.
    const Deformed flat = deformed(p, {}, {glm::mat4(0)});
    EXPECT_NEAR(glm::length(flat.normals[0]), 1, 1e-6);
    EXPECT_NEAR(glm::length(glm::vec3(flat.tangents[0])), 1, 1e-6);
}

TEST(Mix, goesFromOnePoseToTheOther) {
    Asset asset;
    asset.nodes.emplace_back();
    Pose a = restPose(asset), b = a;
    b.translation[0] = {2, 0, 0};
    b.scale[0] = glm::vec3(3);
    b.rotation[0] = -glm::angleAxis(std::acos(0.0f), glm::vec3(0, 1, 0));  // the long way round
    b.weights[0] = {1, 0.5f};
    Pose half = a;
    mix(half, b, 0.5f);
    expectNear(half.translation[0], {1, 0, 0});
    expectNear(half.scale[0], glm::vec3(2));
    const float h = std::sqrt(0.5f);
    expectNear(half.rotation[0] * glm::vec3(1, 0, 0), {h, 0, -h});
    EXPECT_EQ(half.weights[0], (std::vector<float>{0.5f, 0.25f}));
    Pose none = a, all = a;
    mix(none, b, 0);
    mix(all, b, 1);
    expectNear(none.translation[0], a.translation[0]);
    expectNear(all.translation[0], b.translation[0]);
    expectNear(all.rotation[0] * glm::vec3(1, 0, 0), {0, 0, -1});
}

TEST(Placement, turnsAboutZThenXThenYAfterScaling) {
    const double quarter = std::acos(0.0);
    const auto at = [](const glm::mat4& m, glm::vec3 p) { return glm::vec3(m * glm::vec4(p, 1)); };
    expectNear(at(placement(0, 0, 0, {1, 2, 3}), {1, 1, 1}), {1, 2, 3});
    expectNear(at(placement(quarter, 0, 0, {1, 1, 1}), {1, 0, 0}), {0, 1, 0});
    expectNear(at(placement(0, quarter, 0, {1, 1, 1}), {0, 1, 0}), {0, 0, 1});
    expectNear(at(placement(0, 0, quarter, {1, 1, 1}), {0, 0, 1}), {1, 0, 0});
    // x → y by roll, → z by pitch, → x by yaw.
    expectNear(at(placement(quarter, quarter, quarter, {2, 1, 1}), {1, 0, 0}), {2, 0, 0});
}

TEST(Placement, movesTheWholeSceneWithItsSkins) {
    Asset asset;
    asset.nodes.resize(2);
    asset.nodes[0].children = {1};
    asset.nodes[1].parent = 0;
    asset.nodes[0].translation = {1, 0, 0};
    asset.nodes[1].translation = {0, 1, 0};
    gltf::Skin skin;
    skin.joints = {1};
    skin.inverseBind = {glm::mat4(1)};
    Pose pose = restPose(asset);
    updateWorld(asset, pose, placement(0, 0, 0, {10, 10, 10}));
    expectNear(glm::vec3(pose.world[1][3]), {10, 10, 0});
    std::vector<glm::mat4> joints;
    jointMatrices(asset, skin, pose, joints);
    expectNear(glm::vec3(joints[0] * glm::vec4(1, 0, 0, 1)), {20, 10, 0});
}

}  // namespace
}  // namespace vitrine::pose
