#include "gltf/Skin.h"

#include <algorithm>
#include <cmath>

#include "gltf/Fail.h"
#include "gltf/TinyGltf.h"

namespace vitrine::gltf {
namespace {

/// The highest joint that any vertex of the mesh follows; −1 when it has none.
int highestJoint(const Mesh& mesh) {
    int highest = -1;
    for (const Primitive& p : mesh.primitives) {
        for (const auto* joints : {&p.joints, &p.joints1}) {
            for (const glm::u16vec4& j : *joints) {
                for (int k = 0; k < 4; ++k) highest = std::max(highest, static_cast<int>(j[k]));
            }
        }
    }
    return highest;
}

}  // namespace

Status readSkins(const Source& source, AccessorReader& reader, Asset& asset) {
    const tinygltf::Model& model = *source.model;
    for (size_t i = 0; i < model.skins.size(); ++i) {
        const tinygltf::Skin& in = model.skins[i];
        Skin skin;
        skin.name = in.name;
        skin.joints.assign(in.joints.begin(), in.joints.end());
        if (in.inverseBindMatrices < 0) {
            skin.inverseBind.assign(skin.joints.size(), glm::mat4(1));
        } else {
            Status status = reader.claim(reader.count(in.inverseBindMatrices), sizeof(glm::mat4));
            if (!status) return status;
            skin.inverseBind.resize(reader.count(in.inverseBindMatrices));
            float* numbers = reinterpret_cast<float*>(skin.inverseBind.data());
            status = reader.floats(in.inverseBindMatrices, 16, numbers, 16);
            if (!status) return status;
            skin.inverseBind.resize(skin.joints.size());
            for (size_t k = 0; k < skin.joints.size() * 16; ++k) {
                if (std::isfinite(numbers[k])) continue;
                return fail(ErrorCode::BadGltf,
                            {"skins[", i, "]: inverse bind matrix ", k / 16, " is not finite."});
            }
        }
        asset.skins.push_back(std::move(skin));
    }
    std::vector<int> highest(asset.meshes.size(), -2);  // −2: not looked at yet
    for (size_t i = 0; i < asset.nodes.size(); ++i) {
        const Node& node = asset.nodes[i];
        if (node.skin == kNone || node.mesh == kNone) continue;
        int& joint = highest[node.mesh];
        if (joint == -2) joint = highestJoint(asset.meshes[node.mesh]);
        const size_t count = asset.skins[node.skin].joints.size();
        if (joint >= 0 && static_cast<size_t>(joint) >= count) {
            return fail(ErrorCode::BadGltf,
                        {"nodes[", i, "]: a vertex of meshes[", node.mesh, "] follows joint ",
                         joint, ", but skins[", node.skin, "] has only ", count, "."});
        }
    }
    return {};
}

}  // namespace vitrine::gltf
