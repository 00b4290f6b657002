#include <cmath>

#include "scene/Model.h"

// The cameras that a file brings along: parts of Model.
namespace vitrine::scene {

namespace {

/// The camera's own name, else its node's.
std::string nameOf(const gltf::Asset& asset, const gltf::Node& node) {
    if (node.camera == gltf::kNone) return "";
    const gltf::Camera& camera = asset.cameras[static_cast<size_t>(node.camera)];
    return camera.name.empty() ? node.name : camera.name;
}

}  // namespace

std::vector<std::string> Model::cameraNames() const {
    std::vector<std::string> names;
    if (mAsset.cameras.empty()) return names;  // asked at each picture
    for (const int32_t index : pose::sceneNodes(mAsset, mAsset.scene)) {
        std::string name = nameOf(mAsset, mAsset.nodes[static_cast<size_t>(index)]);
        if (!name.empty()) names.push_back(std::move(name));
    }
    return names;
}

std::optional<camera::FileCamera> Model::camera(const std::string& name) const {
    if (name.empty()) return std::nullopt;
    for (const int32_t index : pose::sceneNodes(mAsset, mAsset.scene)) {
        const auto at = static_cast<size_t>(index);
        const gltf::Node& node = mAsset.nodes[at];
        if (nameOf(mAsset, node) != name) continue;
        const glm::dmat4 world(mPose.world[at]);
        // glTF cameras look along their -Z.
        const glm::dvec3 forward = -glm::normalize(glm::dvec3(world[2]));
        const glm::dvec3 eye(world[3]);
        if (!std::isfinite(glm::dot(forward, forward) + glm::dot(eye, eye))) return std::nullopt;
        const gltf::Camera& camera = mAsset.cameras[static_cast<size_t>(node.camera)];
        camera::FileCamera found{eye, forward, camera.yfov};
        if (!camera.perspective) found.halfHeight = std::abs(camera.ymag);
        return found;
    }
    return std::nullopt;
}

}  // namespace vitrine::scene
