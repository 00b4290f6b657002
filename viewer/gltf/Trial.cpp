#include "gltf/Trial.h"

#include <algorithm>

#include "gltf/Lights.h"
#include "gltf/TinyGltf.h"

namespace vitrine::gltf {
namespace {

/// Of a file with more, the others are not likely to need anything else.
constexpr size_t kMostMaterials = 16;

bool isTriangles(int mode) {
    return mode < 0 || mode >= TINYGLTF_MODE_TRIANGLES;
}

struct Use {
    int32_t material;  // kNone is the default one
    bool colored;      // has vertex colours

    bool operator==(const Use& o) const { return material == o.material && colored == o.colored; }
};

/// The materials of what is drawn.
std::vector<Use> materialsInUse(const Source& source, const std::string& variant) {
    std::vector<Use> out;
    for (size_t m = 0; m < source.model->meshes.size(); ++m) {
        const auto& primitives = source.model->meshes[m].primitives;
        for (size_t p = 0; p < primitives.size(); ++p) {
            if (!isTriangles(primitives[p].mode)) continue;
            Use use = {primitives[p].material, primitives[p].attributes.count("COLOR_0") > 0};
            for (const VariantMaterial& v : source.variants.of(m, p)) {
                if (!variant.empty() && source.variants.names[v.variant] == variant) {
                    use.material = v.material;
                }
            }
            if (std::find(out.begin(), out.end(), use) != out.end()) continue;
            out.push_back(use);
            if (out.size() == kMostMaterials) return out;
        }
    }
    return out;
}

Primitive triangle(const Use& use) {
    Primitive p;
    p.positions = {{-1, -1, 1}, {3, -1, 1}, {-1, 3, -1}};
    p.normals.assign(3, {0, 0, 1});
    p.tangents.assign(3, {1, 0, 0, 1});
    p.uv[0] = {{0, 0}, {1, 0}, {0, 1}};
    p.indices = {0, 1, 2};
    p.material = use.material;
    if (use.colored) p.colors.assign(3, glm::vec4(1));
    p.bounds = {{-1, -1, -1}, {3, 3, 1}, false};
    return p;
}

}  // namespace

Asset trialAsset(const Source& source, const Asset& known, const std::string& variant) {
    Asset trial;
    trial.materials = known.materials;
    trial.textures = known.textures;
    trial.images = known.images;
    Mesh mesh;
    for (const Use& use : materialsInUse(source, variant)) mesh.primitives.push_back(triangle(use));
    trial.meshes.push_back(std::move(mesh));
    trial.nodes.resize(1);
    trial.nodes[0].mesh = 0;
    trial.scenes.push_back({{}, {0}});
    // A second light stands for all further ones.
    for (size_t i = 0; i < std::min<size_t>(lightCount(source), 2); ++i) {
        trial.lights.emplace_back();
        trial.nodes.emplace_back().light = static_cast<int32_t>(i);
        trial.scenes[0].roots.push_back(static_cast<int32_t>(i + 1));
    }
    return trial;
}

}  // namespace vitrine::gltf
