#include "pose/Pose.h"

#include <glm/common.hpp>
#include <glm/gtc/matrix_transform.hpp>

#include "pose/Deform.h"
#include "pose/Sampler.h"

namespace vitrine::pose {
namespace {

using gltf::Asset;
using gltf::Box;
using gltf::kNone;
using gltf::Node;

glm::mat4 localMatrix(const Node& node, const Pose& pose, size_t i) {
    if (node.matrix) return *node.matrix;
    glm::mat4 m = glm::mat4_cast(pose.rotation[i]);
    m[0] *= pose.scale[i].x;
    m[1] *= pose.scale[i].y;
    m[2] *= pose.scale[i].z;
    m[3] = glm::vec4(pose.translation[i], 1);
    return m;
}

void include(Box& box, const glm::vec3& p) {
    box.min = box.empty ? p : glm::min(box.min, p);
    box.max = box.empty ? p : glm::max(box.max, p);
    box.empty = false;
}

}  // namespace

Pose restPose(const Asset& asset) {
    Pose pose;
    const size_t count = asset.nodes.size();
    pose.translation.resize(count);
    pose.rotation.resize(count);
    pose.scale.resize(count);
    pose.weights.resize(count);
    for (size_t i = 0; i < count; ++i) {
        const Node& node = asset.nodes[i];
        pose.translation[i] = node.translation;
        pose.rotation[i] = node.rotation;
        pose.scale[i] = node.scale;
        if (node.mesh == kNone) continue;
        pose.weights[i] = node.weights.empty() ? asset.meshes[node.mesh].weights : node.weights;
    }
    updateWorld(asset, pose);
    return pose;
}

void sample(const Asset& asset, const gltf::Animation& animation, double time, Pose& pose) {
    for (const gltf::Channel& channel : animation.channels) {
        const size_t node = static_cast<size_t>(channel.node);
        if (channel.times.empty()) continue;
        float v[4];
        switch (channel.path) {
            case gltf::Path::Weights: {
                std::vector<float>& weights = pose.weights[node];
                weights.resize(channel.width);
                sampleChannel(channel, static_cast<float>(time), weights.data());
                break;
            }
            case gltf::Path::Rotation:
                sampleChannel(channel, static_cast<float>(time), v);
                pose.rotation[node] = glm::quat(v[3], v[0], v[1], v[2]);
                break;
            case gltf::Path::Translation:
            case gltf::Path::Scale:
                sampleChannel(channel, static_cast<float>(time), v);
                (channel.path == gltf::Path::Scale ? pose.scale : pose.translation)[node] = {
                    v[0], v[1], v[2]};
                break;
        }
    }
}

void mix(Pose& pose, const Pose& other, float weight) {
    for (size_t i = 0; i < pose.translation.size(); ++i) {
        pose.translation[i] = glm::mix(pose.translation[i], other.translation[i], weight);
        pose.rotation[i] = glm::slerp(pose.rotation[i], other.rotation[i], weight);
        pose.scale[i] = glm::mix(pose.scale[i], other.scale[i], weight);
        std::vector<float>& weights = pose.weights[i];
        const std::vector<float>& others = other.weights[i];
        if (weights.size() < others.size()) weights.resize(others.size());
        for (size_t k = 0; k < weights.size(); ++k) {
            weights[k] = glm::mix(weights[k], k < others.size() ? others[k] : 0.0f, weight);
        }
    }
}

glm::mat4 placement(double roll, double pitch, double yaw, const glm::dvec3& scale) {
    const glm::dvec3 x(1, 0, 0), y(0, 1, 0), z(0, 0, 1);
    const glm::dquat turn =
        glm::angleAxis(yaw, y) * glm::angleAxis(pitch, x) * glm::angleAxis(roll, z);
    return glm::mat4(glm::scale(glm::mat4_cast(turn), scale));
}

void updateWorld(const Asset& asset, Pose& pose, const glm::mat4& placement) {
    pose.world.resize(asset.nodes.size());
    std::vector<int32_t> order;
    order.reserve(asset.nodes.size());
    for (size_t i = 0; i < asset.nodes.size(); ++i) {
        if (asset.nodes[i].parent == kNone) order.push_back(static_cast<int32_t>(i));
    }
    for (size_t at = 0; at < order.size(); ++at) {
        const size_t i = static_cast<size_t>(order[at]);
        const Node& node = asset.nodes[i];
        const glm::mat4 local = localMatrix(node, pose, i);
        pose.world[i] = (node.parent == kNone ? placement : pose.world[node.parent]) * local;
        order.insert(order.end(), node.children.begin(), node.children.end());
    }
}

void jointMatrices(const Asset&, const gltf::Skin& skin, const Pose& pose,
                   std::vector<glm::mat4>& out) {
    out.resize(skin.joints.size());
    for (size_t i = 0; i < out.size(); ++i)
        out[i] = pose.world[skin.joints[i]] * skin.inverseBind[i];
}

std::vector<int32_t> sceneNodes(const Asset& asset, int32_t scene) {
    std::vector<int32_t> order;
    if (scene < 0 || static_cast<size_t>(scene) >= asset.scenes.size()) return order;
    order = asset.scenes[scene].roots;
    for (size_t at = 0; at < order.size(); ++at) {
        const std::vector<int32_t>& children = asset.nodes[order[at]].children;
        order.insert(order.end(), children.begin(), children.end());
    }
    return order;
}

size_t lightsIn(const Asset& asset) {
    if (asset.lights.empty()) return 0;
    const std::vector<int32_t> nodes = sceneNodes(asset, asset.scene);
    const auto count = std::count_if(nodes.begin(), nodes.end(), [&](int32_t node) {
        return asset.nodes[static_cast<size_t>(node)].light != kNone;
    });
    return static_cast<size_t>(count);
}

void visitPosed(const Asset& asset, const Pose& pose, const PosedVisitor& visitor) {
    static const glm::mat4 identity(1);
    std::vector<glm::mat4> joints;
    std::vector<glm::vec3> deformed;
    for (int32_t i : sceneNodes(asset, asset.scene)) {
        const Node& node = asset.nodes[i];
        if (node.mesh == kNone) continue;
        joints.clear();
        if (node.skin != kNone) jointMatrices(asset, asset.skins[node.skin], pose, joints);
        for (const gltf::Primitive& primitive : asset.meshes[node.mesh].primitives) {
            const bool skinned = !joints.empty() && !primitive.joints.empty();
            const std::vector<glm::vec3>* positions = &primitive.positions;
            if (skinned || !primitive.targets.empty()) {
                deformPositions(primitive, pose.weights[i],
                                skinned ? joints : std::vector<glm::mat4>(), deformed);
                positions = &deformed;
            }
            if (skinned || node.instances.empty()) {
                visitor(primitive, *positions, skinned ? identity : pose.world[i]);
            }
            for (const glm::mat4& instance : node.instances) {
                visitor(primitive, *positions, pose.world[i] * instance);
            }
        }
    }
}

Box bounds(const Asset& asset, const Pose& pose) {
    Box box;
    visitPosed(asset, pose,
               [&](const gltf::Primitive&, const std::vector<glm::vec3>& positions,
                   const glm::mat4& world) {
                   for (const glm::vec3& p : positions) {
                       include(box, glm::vec3(world * glm::vec4(p, 1)));
                   }
               });
    return box;
}

}  // namespace vitrine::pose
