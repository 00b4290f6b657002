#include "gltf/Build.h"

#include <algorithm>

#include "gltf/Animation.h"
#include "gltf/Fail.h"
#include "gltf/Nodes.h"
#include "gltf/Number.h"
#include "gltf/Primitive.h"
#include "gltf/Skin.h"

namespace vitrine::gltf {
namespace {

Status readMeshes(const Source& source, AccessorReader& reader, Asset& asset) {
    const tinygltf::Model& model = *source.model;
    asset.meshes.reserve(model.meshes.size());
    for (size_t i = 0; i < model.meshes.size(); ++i) {
        const tinygltf::Mesh& in = model.meshes[i];
        Mesh mesh;
        mesh.name = in.name;
        const PrimitiveContext context{reader, asset.materials, asset.warnings, i};
        for (const auto& primitive : in.primitives) {
            Result<Primitive> read = readPrimitive(context, primitive);
            if (!read) return std::move(read).error();
            if (!read->indices.empty()) mesh.primitives.push_back(std::move(*read));
        }
        const size_t targets = in.primitives.empty() ? 0 : in.primitives[0].targets.size();
        mesh.weights = finiteAll(in.weights);
        mesh.weights.resize(targets, 0.0f);
        asset.meshes.push_back(std::move(mesh));
    }
    return {};
}

/// A node's weights are for its mesh's targets, neither more nor fewer.
void fitWeights(Asset& asset) {
    for (Node& node : asset.nodes) {
        if (node.weights.empty()) continue;
        node.weights.resize(node.mesh == kNone ? 0 : asset.meshes[node.mesh].weights.size(), 0.0f);
    }
}

}  // namespace

Status buildAsset(const Source& source, const std::vector<Bytes>& buffers, Asset& asset) {
    asset.generator = source.model->asset.generator;
    asset.copyright = source.model->asset.copyright;
    AccessorReader reader(*source.model, buffers);
    readNodes(source, asset);
    Status status = readMeshes(source, reader, asset);
    if (status) status = readSkins(source, reader, asset);
    if (status) status = readAnimations(source, reader, asset);
    if (status) fitWeights(asset);
    return status;
}

std::vector<uint64_t> neededBytes(const Source& source) {
    const tinygltf::Model& model = *source.model;
    std::vector<uint64_t> needed(source.buffers.size(), 0);
    const auto need = [&](int view) {
        if (view < 0) return;
        const tinygltf::BufferView& v = model.bufferViews[view];
        uint64_t& end = needed[v.buffer];
        end = std::max(end, uint64_t(v.byteOffset) + v.byteLength);
    };
    for (const auto& accessor : model.accessors) {
        need(accessor.bufferView);
        if (!accessor.sparse.isSparse) continue;
        need(accessor.sparse.indices.bufferView);
        need(accessor.sparse.values.bufferView);
    }
    return needed;
}

}  // namespace vitrine::gltf
