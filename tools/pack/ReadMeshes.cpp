#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "Decode.h"
#include "Geometry.h"
#include "Materials.h"
#include "base/Fail.h"
#include "gltf/Topology.h"
#include "pose/Pose.h"

namespace vitrine::pack {
namespace {

bool startsWith(const std::string& text, const char* prefix) {
    return text.rfind(prefix, 0) == 0;
}

/// Positions beyond this cannot be measured in floats: squares and products of them are infinite.
constexpr float kFarthest = 1e18f;

/// What the materials of a primitive want of its vertices.
struct Wants {
    int64_t sets = 0;  ///< TEXCOORD_0 … TEXCOORD_<sets − 1>: numbering has no gaps
    bool tangents = false;
    bool blended = false;

    bool wants(const std::string& semantic) const {
        if (startsWith(semantic, "TEXCOORD_"))
            return std::atoll(semantic.c_str() + sizeof "TEXCOORD_" - 1) < sets;
        return semantic != "TANGENT" || tangents;
    }
};

Wants wantsOf(const Product& product, const Json& primitive) {
    Wants wants;
    for (int64_t index : materialsOf(primitive)) {
        const Json* material = element(product.json, "materials", index);
        if (!material) continue;
        for (const TextureInfo& info : texturesOf(*material))
            wants.sets = std::max<int64_t>(wants.sets, int64_t(info.uv) + 1);
        wants.tangents = wants.tangents || needsTangents(*material);
        wants.blended = wants.blended || isBlended(*material);
    }
    return wants;
}

Result<Stream> readStream(const Product& product, const std::string& semantic, int64_t accessor) {
    Result<Values> read = readValues(product, accessor);
    if (!read) return std::move(read).error();
    Stream stream;
    stream.semantic = semantic;
    stream.components = read->components;
    stream.componentType = read->componentType;
    stream.normalized = read->normalized;
    stream.values = std::move(read->values);
    return stream;
}

class PrimitiveReader {
public:
    PrimitiveReader(const Product& product, const Json& primitive, size_t mesh)
        : mProduct(product),
          mPrimitive(primitive),
          mMesh(mesh),
          mWants(wantsOf(product, primitive)) {}

    Result<Geometry> read() {
        mOut.ordered = mWants.blended;
        const Json* draco = extension(mPrimitive, "KHR_draco_mesh_compression");
        Status status = draco ? compressed(*draco) : attributes();
        if (status && !draco) status = indices();
        if (status) status = check();
        if (status) status = targets();
        if (!status) return std::move(status).error();
        if (!mOut.find("POSITION")) return Geometry();
        return std::move(mOut);
    }

private:
    Error bad(const char* what) const {
        return fail(ErrorCode::BadGltf, {"meshes[", mMesh, "] has a primitive whose ", what, "."});
    }

    Status attributes() {
        const Json* from = member(mPrimitive, "attributes");
        if (!from || !from->is_object()) return bad("attributes are no object");
        for (auto it = from->begin(); it != from->end(); ++it) {
            if (!mWants.wants(it.key())) continue;
            Result<Stream> stream = readStream(mProduct, it.key(), whole(*from, it.key().c_str()));
            if (!stream) return std::move(stream).error();
            mOut.attributes.push_back(std::move(*stream));
        }
        return {};
    }

    Status indices() {
        const Stream* positions = mOut.find("POSITION");
        const size_t count = positions ? positions->values.size() / positions->components : 0;
        std::vector<uint32_t> indices(count);
        const int64_t accessor = whole(mPrimitive, "indices");
        if (accessor >= 0) {
            Result<std::vector<uint32_t>> read = readIndices(mProduct, accessor);
            if (!read) return std::move(read).error();
            indices = std::move(*read);
        } else {
            for (size_t i = 0; i < count; ++i) indices[i] = static_cast<uint32_t>(i);
        }
        setIndices(std::move(indices));
        return {};
    }

    void setIndices(std::vector<uint32_t> indices) {
        const int mode = static_cast<int>(whole(mPrimitive, "mode", 4));
        mOut.indices = gltf::toList(mode, std::move(indices));
        switch (gltf::topologyOf(mode)) {
            case gltf::Topology::Points:
                mOut.topology = Geometry::Topology::Points;
                break;
            case gltf::Topology::Lines:
                mOut.topology = Geometry::Topology::Lines;
                break;
            case gltf::Topology::Triangles:
                break;
        }
    }

    /// KHR_draco_mesh_compression: indices and most attributes come out of one block.
    Status compressed(const Json& draco) {
        const Json* ids = member(draco, "attributes");
        const Json* from = member(mPrimitive, "attributes");
        const int64_t indicesAt = whole(mPrimitive, "indices");
        const Json* indices = element(mProduct.json, "accessors", indicesAt);
        if (!ids || !from || !from->is_object()) return bad("compressed attributes are missing");
        decode::DracoJob job;
        job.indices = indices ? static_cast<uint32_t>(whole(*indices, "count", 0)) : 0;
        std::vector<Stream> streams;
        for (auto it = from->begin(); it != from->end(); ++it) {
            const int64_t id = whole(*ids, it.key().c_str());
            const Json* accessor =
                element(mProduct.json, "accessors", whole(*from, it.key().c_str()));
            if (!accessor) return bad("attributes name no accessor");
            if (id < 0) {
                if (!mWants.wants(it.key())) continue;
                Result<Stream> plain =
                    readStream(mProduct, it.key(), whole(*from, it.key().c_str()));
                if (!plain) return std::move(plain).error();
                mOut.attributes.push_back(std::move(*plain));
                continue;
            }
            Stream stream;
            stream.semantic = it.key();
            stream.components = componentsOf(text(*accessor, "type"));
            stream.componentType = static_cast<uint32_t>(whole(*accessor, "componentType", 0));
            const Json* normalized = member(*accessor, "normalized");
            stream.normalized = normalized && *normalized == true && stream.componentType != kFloat;
            if (stream.components < 1 || stream.components > 4 ||
                componentBytes(stream.componentType) == 0)
                return bad("compressed attributes have no proper type");
            job.vertices = static_cast<uint32_t>(whole(*accessor, "count", 0));
            job.attributes.push_back(
                {static_cast<uint32_t>(id), stream.componentType, stream.components});
            streams.push_back(std::move(stream));
        }
        Result<RawBytes> bytes = decompressDraco(mProduct, draco, job);
        if (!bytes) return std::move(bytes).error();
        for (size_t i = 0; i < streams.size(); ++i) {
            Stream& stream = streams[i];
            if (!mWants.wants(stream.semantic)) continue;
            stream.values.resize(size_t(job.vertices) * stream.components);
            toFloats(bytes->data() + decode::dracoOffset(job, i), stream.componentType,
                     stream.normalized, stream.values.size(), stream.values.data());
            mOut.attributes.push_back(std::move(stream));
        }
        if (job.indices == 0) return this->indices();
        std::vector<uint32_t> list(job.indices);
        std::copy_n(bytes->data(), list.size() * sizeof(uint32_t),
                    reinterpret_cast<uint8_t*>(list.data()));
        setIndices(std::move(list));
        return {};
    }

    Status check() {
        const Stream* positions = mOut.find("POSITION");
        if (!positions) return {};
        if (positions->components != 3) return bad("positions are not VEC3");
        mOut.vertices = positions->values.size() / 3;
        for (const Stream& stream : mOut.attributes) {
            if (stream.values.size() != mOut.vertices * stream.components)
                return bad("attributes have different counts");
        }
        for (float value : positions->values) {
            if (std::fabs(value) <= kFarthest) continue;
            return fail(ErrorCode::TooLarge,
                        {"meshes[", mMesh, "] has a vertex beyond 10^18 units."});
        }
        for (uint32_t index : mOut.indices) {
            if (index >= mOut.vertices) return bad("indices go beyond its vertices");
        }
        for (Stream& stream : mOut.attributes) {
            if (startsWith(stream.semantic, "JOINTS_")) tidy(stream);
        }
        return {};
    }

    /// An influence of nothing may name any joint; exporters leave rubbish there.
    void tidy(Stream& joints) {
        const std::string set = joints.semantic.substr(sizeof "JOINTS_" - 1);
        const Stream* weights = mOut.find(("WEIGHTS_" + set).c_str());
        if (!weights || weights->values.size() != joints.values.size()) return;
        for (size_t i = 0; i < joints.values.size(); ++i) {
            if (!(weights->values[i] > 0)) joints.values[i] = 0;
        }
    }

    Status targets() {
        for (const Json& target : list(mPrimitive, "targets")) {
            std::vector<Stream>& streams = mOut.targets.emplace_back();
            for (auto it = target.begin(); it != target.end(); ++it) {
                if (!mWants.wants(it.key())) continue;
                Result<Stream> stream =
                    readStream(mProduct, it.key(), whole(target, it.key().c_str()));
                if (!stream) return std::move(stream).error();
                if (stream->values.size() != mOut.vertices * stream->components)
                    return bad("morph targets have different counts");
                streams.push_back(std::move(*stream));
            }
        }
        return {};
    }

    const Product& mProduct;
    const Json& mPrimitive;
    size_t mMesh;
    Wants mWants;
    Geometry mOut;
};

float scaleOf(const glm::mat4& matrix) {
    return std::max({glm::length(glm::vec3(matrix[0])), glm::length(glm::vec3(matrix[1])),
                     glm::length(glm::vec3(matrix[2]))});
}

/// How the nodes use the meshes.
void applyUses(const Product& product, std::vector<Mesh>& meshes) {
    const Json& nodes = list(product.json, "nodes");
    const pose::Pose pose = pose::restPose(product.asset);
    std::vector<glm::mat4> joints;
    for (size_t i = 0; i < nodes.size() && i < pose.world.size(); ++i) {
        const int64_t index = whole(nodes[i], "mesh");
        if (index < 0 || static_cast<size_t>(index) >= meshes.size()) continue;
        Mesh& mesh = meshes[static_cast<size_t>(index)];
        float scale = scaleOf(pose.world[i]);
        const int32_t skin = product.asset.nodes[i].skin;
        if (skin != gltf::kNone) {
            pose::jointMatrices(product.asset, product.asset.skins[static_cast<size_t>(skin)], pose,
                                joints);
            scale = 0;
            for (const glm::mat4& joint : joints) scale = std::max(scale, scaleOf(joint));
            mesh.floats = true;
        }
        if (extension(nodes[i], "EXT_mesh_gpu_instancing")) mesh.floats = true;
        if (std::isfinite(scale)) mesh.scale = std::max(mesh.scale, scale);
    }
}

}  // namespace

std::vector<int64_t> materialsOf(const Json& primitive) {
    std::vector<int64_t> materials = {whole(primitive, "material")};
    if (const Json* variants = extension(primitive, "KHR_materials_variants")) {
        for (const Json& mapping : list(*variants, "mappings"))
            materials.push_back(whole(mapping, "material"));
    }
    return materials;
}

Result<std::vector<Mesh>> readMeshes(const Product& product) {
    std::vector<Mesh> meshes;
    for (const Json& json : list(product.json, "meshes")) {
        Mesh mesh;
        for (const Json& primitive : list(json, "primitives")) {
            Result<Geometry> read = PrimitiveReader(product, primitive, meshes.size()).read();
            if (!read) return std::move(read).error();
            mesh.morphed = mesh.morphed || !read->targets.empty();
            mesh.primitives.push_back(std::move(*read));
        }
        mesh.floats = mesh.morphed;
        meshes.push_back(std::move(mesh));
    }
    applyUses(product, meshes);
    return meshes;
}

}  // namespace vitrine::pack
