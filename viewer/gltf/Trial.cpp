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

/// The materials of what is drawn; kNone is the default one.
std::vector<int32_t> materialsInUse(const Source& source, const std::string& variant) {
    std::vector<int32_t> out;
    for (size_t m = 0; m < source.model->meshes.size(); ++m) {
        const auto& primitives = source.model->meshes[m].primitives;
        for (size_t p = 0; p < primitives.size(); ++p) {
            if (!isTriangles(primitives[p].mode)) continue;
            int32_t material = primitives[p].material;
            for (const VariantMaterial& v : source.variants.of(m, p)) {
                if (!variant.empty() && source.variants.names[v.variant] == variant) {
                    material = v.material;
                }
            }
            if (std::find(out.begin(), out.end(), material) != out.end()) continue;
            out.push_back(material);
            if (out.size() == kMostMaterials) return out;
        }
    }
    return out;
}

Primitive triangle(int32_t material) {
    Primitive p;
    p.positions = {{-1, -1, 1}, {3, -1, 1}, {-1, 3, -1}};
    p.normals.assign(3, {0, 0, 1});
    p.tangents.assign(3, {1, 0, 0, 1});
    p.uv[0] = {{0, 0}, {1, 0}, {0, 1}};
    p.indices = {0, 1, 2};
    p.material = material;
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
    for (const int32_t material : materialsInUse(source, variant)) {
        mesh.primitives.push_back(triangle(material));
    }
    trial.meshes.push_back(std::move(mesh));
    trial.nodes.resize(1);
    trial.nodes[0].mesh = 0;
    if (lightCount(source) > 0) {
        trial.lights.resize(1);
        trial.nodes[0].light = 0;
    }
    trial.scenes.push_back({{}, {0}});
    return trial;
}

}  // namespace vitrine::gltf
