#include "gltf/Variants.h"

#include "gltf/Extensions.h"

namespace vitrine::gltf {
namespace {

using nlohmann::json;

/// Removes an array of the extension from an object and returns it; null where there is none.
json take(json& object, const char* member) {
    const auto extensions = object.find("extensions");
    if (extensions == object.end()) return nullptr;
    const auto found = extensions->find(kVariants);
    if (found == extensions->end()) return nullptr;
    json list = std::move((*found)[member]);
    extensions->erase(found);
    return list;
}

std::vector<VariantMaterial> readMappings(const json& mappings) {
    std::vector<VariantMaterial> out;
    for (const json& mapping : mappings) {
        const auto material = mapping["material"].get<int32_t>();
        for (const json& variant : mapping["variants"]) {
            out.push_back({variant.get<uint32_t>(), material});
        }
    }
    return out;
}

}  // namespace

Variants takeVariants(json& root) {
    Variants out;
    for (const json& variant : take(root, "variants")) {
        out.names.push_back(variant["name"].get<std::string>());
    }
    const auto meshes = root.find("meshes");
    for (size_t m = 0; meshes != root.end() && m < meshes->size(); ++m) {
        json& primitives = (*meshes)[m]["primitives"];
        for (size_t p = 0; p < primitives.size(); ++p) {
            std::vector<VariantMaterial> read = readMappings(take(primitives[p], "mappings"));
            if (read.empty()) continue;
            out.materials.resize(meshes->size());
            out.materials[m].resize(primitives.size());
            out.materials[m][p] = std::move(read);
        }
    }
    return out;
}

const std::vector<VariantMaterial>& Variants::of(size_t mesh, size_t primitive) const {
    static const std::vector<VariantMaterial> kNoMaterials;
    if (mesh >= materials.size() || primitive >= materials[mesh].size()) return kNoMaterials;
    return materials[mesh][primitive];
}

}  // namespace vitrine::gltf
