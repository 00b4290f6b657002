// Where every node of an Asset is at one moment: animation sampling and the node hierarchy, as
// plain maths.
//
//     pose::Pose p = pose::restPose(asset);
//     pose::sample(asset, asset.animations[0], seconds, p);   // any number of times, later ones
//     win pose::updateWorld(asset, p); gltf::Box box = pose::bounds(asset, p);
//
// glTF 2.0 specification, "Animations" and its appendix "Animation Sampler Interpolation Modes".
// Seconds, metres; column vectors. A Pose is owned by value; functions are pure, keep no memory and
// may run on any thread.
#pragma once

#include <functional>
#include <glm/gtc/quaternion.hpp>
#include <glm/mat4x4.hpp>
#include <vector>

#include "gltf/Asset.h"

namespace vitrine::pose {

/// One entry per node of the asset in each array.
struct Pose {
    std::vector<glm::vec3> translation;
    std::vector<glm::quat> rotation;
    std::vector<glm::vec3> scale;
    std::vector<glm::mat4> world;  ///< filled by updateWorld()
    std::vector<std::vector<float>>
        weights;  ///< morph weights; empty where the node's mesh has no targets
};

/// The asset as its file has it, world matrices included.
Pose restPose(const gltf::Asset& asset);

/// Sets what the animation moves to its state at `time`; before the first key and after the last it
/// holds.
void sample(const gltf::Asset& asset, const gltf::Animation& animation, double time, Pose& pose);

/// Moves `pose` towards `other`, a pose of the same asset: 0 leaves it, 1 makes it the other. Rotations take the shorter
/// arc. World matrices are left as they are.
void mix(Pose& pose, const Pose& other, float weight);

/// Recomputes all world matrices. Hierarchies may be of any depth. `placement`: where the whole scene stands.
void updateWorld(const gltf::Asset& asset, Pose& pose, const glm::mat4& placement = glm::mat4(1));

/// How the attributes `orientation` and `scale` place a model: scaled along its own axes, then turned about Z by
/// `roll`, about X by `pitch` and about Y by `yaw` (radians), as <model-viewer> does.
glm::mat4 placement(double roll, double pitch, double yaw, const glm::dvec3& scale);

/// One matrix per joint of the skin: from the mesh's own space to the scene's. The transform of the
/// node that has the mesh plays no part, as the specification says.
void jointMatrices(const gltf::Asset& asset, const gltf::Skin& skin, const Pose& pose,
                   std::vector<glm::mat4>& out);

/// Visits every primitive that the asset's scene shows, as it stands in this pose: its positions and the matrix that takes
/// them into the scene's space (skinned vertices are there already). An instanced one is visited once per instance.
using PosedVisitor =
    std::function<void(const gltf::Primitive& primitive, const std::vector<glm::vec3>& positions,
                       const glm::mat4& world)>;
void visitPosed(const gltf::Asset& asset, const Pose& pose, const PosedVisitor& visitor);

/// Exact box of what the asset's scene shows in this pose, skinned and morphed vertices included,
/// in the scene's space. Empty when there is nothing to draw.
gltf::Box bounds(const gltf::Asset& asset, const Pose& pose);

/// Nodes of a scene in an order where parents come first.
std::vector<int32_t> sceneNodes(const gltf::Asset& asset, int32_t scene);

/// How many lights of the model's own stand in its scene.
size_t lightsIn(const gltf::Asset& asset);

}  // namespace vitrine::pose
