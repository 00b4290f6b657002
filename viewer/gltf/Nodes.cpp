#include "gltf/Nodes.h"

#include <cmath>

#include "gltf/Number.h"
#include "gltf/TinyGltf.h"

namespace vitrine::gltf {
namespace {

glm::quat readRotation(const std::vector<double>& v) {
    if (v.size() != 4) return glm::quat(1, 0, 0, 0);
    const double length = std::sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2] + v[3] * v[3]);
    if (!(length > 0) || !std::isfinite(length)) return glm::quat(1, 0, 0, 0);
    return glm::quat(static_cast<float>(v[3] / length), static_cast<float>(v[0] / length),
                     static_cast<float>(v[1] / length), static_cast<float>(v[2] / length));
}

Node readNode(const tinygltf::Node& in) {
    Node out;
    out.name = in.name;
    out.children.assign(in.children.begin(), in.children.end());
    out.mesh = in.mesh;
    out.skin = in.skin;
    out.camera = in.camera;
    out.weights = finiteAll(in.weights);
    if (in.matrix.size() == 16) {
        glm::mat4 matrix;
        for (int i = 0; i < 16; ++i) matrix[i / 4][i % 4] = finite(in.matrix[i]);
        out.matrix = matrix;
        return out;
    }
    out.translation = finite3(in.translation, glm::vec3(0));
    out.rotation = readRotation(in.rotation);
    out.scale = finite3(in.scale, glm::vec3(1));
    return out;
}

Camera readCamera(const tinygltf::Camera& in) {
    Camera out;
    out.name = in.name;
    out.perspective = in.type == "perspective";
    const auto& p = in.perspective;
    const auto& o = in.orthographic;
    if (out.perspective) {
        if (p.yfov > 0) out.yfov = finite(p.yfov);
        if (p.aspectRatio > 0) out.aspect = finite(p.aspectRatio);
        if (p.znear > 0) out.znear = finite(p.znear);
        if (p.zfar > p.znear) out.zfar = finite(p.zfar);
    } else {
        out.xmag = finite(o.xmag);
        out.ymag = finite(o.ymag);
        out.znear = finite(o.znear);
        out.zfar = finite(o.zfar);
    }
    return out;
}

}  // namespace

void readNodes(const Source& source, Asset& asset) {
    const tinygltf::Model& model = *source.model;
    asset.nodes.reserve(model.nodes.size());
    for (const auto& node : model.nodes) asset.nodes.push_back(readNode(node));
    for (size_t i = 0; i < asset.nodes.size(); ++i) {
        for (int32_t child : asset.nodes[i].children)
            asset.nodes[child].parent = static_cast<int32_t>(i);
    }
    for (const auto& camera : model.cameras) asset.cameras.push_back(readCamera(camera));
    for (const auto& in : model.scenes) {
        Scene scene;
        scene.name = in.name;
        scene.roots.assign(in.nodes.begin(), in.nodes.end());
        asset.scenes.push_back(std::move(scene));
    }
    if (asset.scenes.empty()) {
        // A file may have no scene; what it has can still be shown.
        Scene scene;
        for (size_t i = 0; i < asset.nodes.size(); ++i) {
            if (asset.nodes[i].parent == kNone) scene.roots.push_back(static_cast<int32_t>(i));
        }
        asset.scenes.push_back(std::move(scene));
    }
    asset.scene = model.scenes.empty() || model.defaultScene < 0 ? 0 : model.defaultScene;
}

}  // namespace vitrine::gltf
