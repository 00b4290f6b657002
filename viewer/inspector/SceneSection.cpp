// The tree of nodes, with what hangs on each.
#include <imgui.h>

#include "inspector/Desk.h"

namespace vitrine::inspector {
namespace {

void showNode(const gltf::Asset& asset, int32_t index) {
    const gltf::Node& node = asset.nodes[static_cast<size_t>(index)];
    std::string label = node.name.empty() ? "node " + std::to_string(index) : node.name;
    if (node.mesh != gltf::kNone) label += "  (mesh)";
    if (node.skin != gltf::kNone) label += "  (skin)";
    if (node.camera != gltf::kNone) label += "  (camera)";
    const bool leaf = node.children.empty() && node.mesh == gltf::kNone;
    const int flags = kTreeNode | (leaf ? ImGuiTreeNodeFlags_Leaf : 0);
    ImGui::PushID(index);
    if (ImGui::TreeNodeEx(label.c_str(), flags)) {
        if (node.mesh != gltf::kNone) {
            const gltf::Mesh& mesh = asset.meshes[static_cast<size_t>(node.mesh)];
            for (const gltf::Primitive& p : mesh.primitives) {
                const std::string material =
                    p.material == gltf::kNone
                        ? "default material"
                        : asset.materials[static_cast<size_t>(p.material)].name;
                ImGui::BulletText("%zu vertices, %zu indices, %s", p.positions.size(),
                                  p.indices.size(), material.c_str());
            }
        }
        for (const int32_t child : node.children) showNode(asset, child);
        ImGui::TreePop();
    }
    ImGui::PopID();
}

}  // namespace

void sceneSection(Desk& desk) {
    const scene::Model* model = desk.viewer().model();
    if (!model) return ImGui::TextDisabled("Nothing is shown yet.");
    const gltf::Asset& asset = model->asset();
    if (!asset.generator.empty()) row("Made by", asset.generator);
    if (!asset.copyright.empty()) row("Copyright", asset.copyright);
    if (asset.scenes.empty()) return;
    for (const int32_t root : asset.scenes[static_cast<size_t>(asset.scene)].roots) {
        showNode(asset, root);
    }
}

}  // namespace vitrine::inspector
