#include "gltf/Build.h"

#include <algorithm>

#include "gltf/Animation.h"
#include "gltf/Fail.h"
#include "gltf/Instancing.h"
#include "gltf/Lights.h"
#include "gltf/Nodes.h"
#include "gltf/Number.h"
#include "gltf/Primitive.h"
#include "gltf/Skin.h"
#include "gltf/Tangents.h"

namespace vitrine::gltf {
namespace {

Status readMeshes(const Source& source, AccessorReader& reader, uint32_t deferTangents,
                  Asset& asset, std::vector<PendingTangents>& pending) {
    const tinygltf::Model& model = *source.model;
    asset.meshes.reserve(model.meshes.size());
    for (size_t i = 0; i < model.meshes.size(); ++i) {
        const tinygltf::Mesh& in = model.meshes[i];
        Mesh mesh;
        mesh.name = in.name;
        const PrimitiveContext context{reader, asset.materials, asset.warnings, i, deferTangents};
        for (size_t p = 0; p < in.primitives.size(); ++p) {
            Result<Primitive> read =
                readPrimitive(context, in.primitives[p], source.variants.of(i, p));
            if (!read) return std::move(read).error();
            if (read->indices.empty()) continue;
            if (tangentTexture(*read, asset.materials))
                pending.push_back({i, mesh.primitives.size(), {}});
            mesh.primitives.push_back(std::move(*read));
        }
        const size_t targets = in.primitives.empty() ? 0 : in.primitives[0].targets.size();
        mesh.weights = finiteAll(in.weights);
        mesh.weights.resize(targets, 0.0f);
        asset.meshes.push_back(std::move(mesh));
    }
    return {};
}

/// Which accessors something reads. A file may have more, as the uncompressed twins of compressed primitives are.
std::vector<bool> readAccessors(const tinygltf::Model& model) {
    std::vector<bool> read(model.accessors.size(), false);
    const auto mark = [&read](int accessor) {
        if (accessor >= 0) read[accessor] = true;
    };
    for (const auto& mesh : model.meshes) {
        for (const auto& primitive : mesh.primitives) {
            mark(primitive.indices);
            for (const auto& attribute : primitive.attributes) mark(attribute.second);
            for (const auto& target : primitive.targets) {
                for (const auto& attribute : target) mark(attribute.second);
            }
        }
    }
    for (const auto& skin : model.skins) mark(skin.inverseBindMatrices);
    for (const auto& node : model.nodes) {
        const InstanceAccessors instances = instanceAccessors(node);
        for (int accessor : {instances.translation, instances.rotation, instances.scale}) {
            mark(accessor);
        }
    }
    for (const auto& animation : model.animations) {
        for (const auto& sampler : animation.samplers) {
            mark(sampler.input);
            mark(sampler.output);
        }
    }
    return read;
}

/// A node's weights are for its mesh's targets, neither more nor fewer.
void fitWeights(Asset& asset) {
    for (Node& node : asset.nodes) {
        if (node.weights.empty()) continue;
        node.weights.resize(node.mesh == kNone ? 0 : asset.meshes[node.mesh].weights.size(), 0.0f);
    }
}

}  // namespace

Result<Unfinished> buildAsset(const Source& source, const std::vector<Bytes>& buffers,
                              uint32_t deferTangents, Asset& asset) {
    Unfinished out;
    asset.generator = source.model->asset.generator;
    asset.copyright = source.model->asset.copyright;
    AccessorReader reader(*source.model, buffers);
    readNodes(source, asset);
    readLights(source, asset);
    asset.variants = source.variants.names;
    Status status = readMeshes(source, reader, deferTangents, asset, out.tangents);
    if (status) status = readInstances(source, reader, asset);
    if (status) status = readSkins(source, reader, asset);
    if (status) status = readAnimations(source, reader, asset);
    if (!status) return std::move(status).error();
    fitWeights(asset);
    for (PendingTangents& p : out.tangents) {
        const Primitive& primitive = asset.meshes[p.mesh].primitives[p.primitive];
        p.job = tangentJob(primitive, *tangentTexture(primitive, asset.materials));
    }
    out.claimed = reader.claimed();
    return out;
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
    const std::vector<bool> read = readAccessors(model);
    for (size_t i = 0; i < read.size(); ++i) {
        const auto& accessor = model.accessors[i];
        if (!read[i]) continue;
        need(accessor.bufferView);
        if (!accessor.sparse.isSparse) continue;
        need(accessor.sparse.indices.bufferView);
        need(accessor.sparse.values.bufferView);
    }
    for (const CompressedDecl& compressed : source.compressed) {
        if (needed[compressed.decodedBuffer] == 0) continue;
        uint64_t& end = needed[compressed.buffer];
        end = std::max(end, compressed.byteOffset + compressed.byteLength);
    }
    return needed;
}

}  // namespace vitrine::gltf
