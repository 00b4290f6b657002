#include "gltf/Validate.h"

#include "gltf/Accessor.h"
#include "gltf/Extensions.h"
#include "gltf/Fail.h"
#include "gltf/Instancing.h"
#include "gltf/Lights.h"
#include "gltf/Limits.h"
#include "gltf/TinyGltf.h"

namespace vitrine::gltf {
namespace {

/// Collects the first error; each check is one line.
class Checker {
public:
    explicit Checker(const Source& source) : mSource(source), mModel(*source.model) {}

    Status run() {
        views();
        accessors();
        textures();
        materials();
        meshes();
        variants();
        nodes();
        scenes();
        skins();
        animations();
        return mStatus;
    }

private:
    bool ok() const { return static_cast<bool>(mStatus); }

    void set(Error error) {
        if (ok()) mStatus = std::move(error);
    }

    /// index −1 means "not given".
    void ref(int index, size_t count, const char* what, size_t i, const char* member) {
        if (index == -1 || (index >= 0 && static_cast<size_t>(index) < count)) return;
        set(fail(ErrorCode::BadGltf,
                 {what, "[", i, "].", member, " is ", index, ", but there are only ", count, "."}));
    }

    void views() {
        for (size_t i = 0; i < mModel.bufferViews.size(); ++i) {
            const auto& view = mModel.bufferViews[i];
            ref(view.buffer, mSource.buffers.size(), "bufferViews", i, "buffer");
            if (!ok()) return;
            const uint64_t end = uint64_t(view.byteOffset) + view.byteLength;
            const uint64_t size = mSource.buffers[view.buffer].byteLength;
            if (end > size) {
                return set(
                    fail(ErrorCode::BadGltf, {"bufferViews[", i, "] ends at byte ", end,
                                              ", but buffers[", view.buffer, "] has ", size, "."}));
            }
        }
    }

    void accessors() {
        for (size_t i = 0; i < mModel.accessors.size() && ok(); ++i) {
            Status status = checkAccessor(mModel, i);
            if (!status) set(std::move(status).error());
        }
    }

    void textures() {
        for (size_t i = 0; i < mModel.textures.size(); ++i) {
            const auto& texture = mModel.textures[i];
            ref(texture.source, mSource.images.size(), "textures", i, "source");
            ref(texture.sampler, mModel.samplers.size(), "textures", i, "sampler");
        }
        for (size_t i = 0; i < mSource.images.size(); ++i) {
            ref(mSource.images[i].bufferView, mModel.bufferViews.size(), "images", i, "bufferView");
        }
    }

    void materials() {
        const size_t count = mModel.textures.size();
        for (size_t i = 0; i < mModel.materials.size(); ++i) {
            const auto& m = mModel.materials[i];
            const auto& pbr = m.pbrMetallicRoughness;
            ref(pbr.baseColorTexture.index, count, "materials", i, "baseColorTexture.index");
            ref(pbr.metallicRoughnessTexture.index, count, "materials", i,
                "metallicRoughnessTexture.index");
            ref(m.normalTexture.index, count, "materials", i, "normalTexture.index");
            ref(m.occlusionTexture.index, count, "materials", i, "occlusionTexture.index");
            ref(m.emissiveTexture.index, count, "materials", i, "emissiveTexture.index");
            for (const auto& [name, extension] : m.extensions) {
                for (const std::string& member : extension.Keys()) {
                    const tinygltf::Value& info = extension.Get(member);
                    if (!info.Has("index") || !info.Get("index").IsInt()) continue;
                    const std::string path = concat({"extensions.", name, ".", member, ".index"});
                    ref(info.Get("index").GetNumberAsInt(), count, "materials", i, path.c_str());
                }
            }
        }
    }

    void variants() {
        const std::string mappings = "primitives.extensions.KHR_materials_variants.mappings";
        const std::string variant = mappings + ".variants", material = mappings + ".material";
        for (size_t m = 0; m < mSource.variants.materials.size(); ++m) {
            for (const auto& primitive : mSource.variants.materials[m]) {
                for (const VariantMaterial& v : primitive) {
                    ref(static_cast<int>(v.variant), mSource.variants.names.size(), "meshes", m,
                        variant.c_str());
                    ref(v.material, mModel.materials.size(), "meshes", m, material.c_str());
                }
            }
        }
    }

    void meshes() {
        for (size_t i = 0; i < mModel.meshes.size(); ++i) {
            for (const auto& primitive : mModel.meshes[i].primitives) {
                ref(primitive.indices, mModel.accessors.size(), "meshes", i, "primitives.indices");
                ref(primitive.material, mModel.materials.size(), "meshes", i,
                    "primitives.material");
                for (const auto& [name, accessor] : primitive.attributes) {
                    ref(accessor, mModel.accessors.size(), "meshes", i, name.c_str());
                }
                for (const auto& target : primitive.targets) {
                    for (const auto& [name, accessor] : target) {
                        ref(accessor, mModel.accessors.size(), "meshes", i, name.c_str());
                    }
                }
                if (primitive.targets.size() != mModel.meshes[i].primitives[0].targets.size()) {
                    set(fail(ErrorCode::BadGltf,
                             {"meshes[", i, "] has primitives with ", primitive.targets.size(),
                              " and ", mModel.meshes[i].primitives[0].targets.size(),
                              " morph targets; the number must be the same."}));
                }
                if (primitive.mode < 0 || primitive.mode > 6) {
                    set(fail(ErrorCode::BadGltf, {"meshes[", i, "] has a primitive of mode ",
                                                  primitive.mode, "; modes are 0 to 6."}));
                }
            }
        }
    }

    void nodes() {
        const size_t count = mModel.nodes.size();
        const size_t lights = lightCount(mSource);
        mParent.assign(count, -1);
        for (size_t i = 0; i < count && ok(); ++i) {
            const auto& node = mModel.nodes[i];
            ref(node.mesh, mModel.meshes.size(), "nodes", i, "mesh");
            ref(node.skin, mModel.skins.size(), "nodes", i, "skin");
            ref(node.camera, mModel.cameras.size(), "nodes", i, "camera");
            ref(lightOf(mSource, i), lights, "nodes", i, "extensions.KHR_lights_punctual.light");
            const InstanceAccessors instances = instanceAccessors(node);
            for (int accessor : {instances.translation, instances.rotation, instances.scale}) {
                ref(accessor, mModel.accessors.size(), "nodes", i, kInstancing);
            }
            for (int child : node.children) {
                ref(child, count, "nodes", i, "children");
                if (!ok()) return;
                if (mParent[child] != -1) {
                    return set(
                        fail(ErrorCode::BadGltf, {"nodes[", child, "] is a child of nodes[",
                                                  mParent[child], "] and of nodes[", i, "]."}));
                }
                mParent[child] = static_cast<int>(i);
            }
        }
        if (!ok()) return;
        // With one parent each, nodes that no root leads to are in a cycle.
        std::vector<int> reached;
        reached.reserve(count);
        for (size_t i = 0; i < count; ++i) {
            if (mParent[i] == -1) reached.push_back(static_cast<int>(i));
        }
        for (size_t at = 0; at < reached.size(); ++at) {
            for (int child : mModel.nodes[reached[at]].children) reached.push_back(child);
        }
        if (reached.size() != count) {
            set(fail(ErrorCode::BadGltf,
                     {"The node hierarchy has a cycle: ", count - reached.size(), " of ", count,
                      " nodes hang below none that has no parent."}));
        }
    }

    void scenes() {
        if (mModel.defaultScene != -1 && !mModel.scenes.empty()) {
            ref(mModel.defaultScene, mModel.scenes.size(), "scene", 0, "index");
        }
        for (size_t i = 0; i < mModel.scenes.size() && ok(); ++i) {
            for (int root : mModel.scenes[i].nodes) {
                ref(root, mModel.nodes.size(), "scenes", i, "nodes");
                if (!ok()) return;
                if (mParent[root] != -1) {
                    return set(fail(ErrorCode::BadGltf, {"scenes[", i, "] names nodes[", root,
                                                         "] as a root, but it is a child of nodes[",
                                                         mParent[root], "]."}));
                }
            }
        }
    }

    void skins() {
        for (size_t i = 0; i < mModel.skins.size() && ok(); ++i) {
            const auto& skin = mModel.skins[i];
            if (skin.joints.empty())
                return set(fail(ErrorCode::BadGltf, {"skins[", i, "] has no joints."}));
            for (int joint : skin.joints) ref(joint, mModel.nodes.size(), "skins", i, "joints");
            ref(skin.inverseBindMatrices, mModel.accessors.size(), "skins", i,
                "inverseBindMatrices");
            if (!ok() || skin.inverseBindMatrices < 0) continue;
            const auto& accessor = mModel.accessors[skin.inverseBindMatrices];
            if (accessor.type != TINYGLTF_TYPE_MAT4 || accessor.count < skin.joints.size()) {
                set(fail(
                    ErrorCode::BadGltf,
                    {"skins[", i, "] needs ", skin.joints.size(),
                     " MAT4 inverse bind matrices, accessors[", skin.inverseBindMatrices, "] has ",
                     accessor.count,
                     accessor.type == TINYGLTF_TYPE_MAT4 ? "." : " elements of another type."}));
            }
        }
    }

    void animations() {
        for (size_t i = 0; i < mModel.animations.size(); ++i) {
            const auto& animation = mModel.animations[i];
            for (const auto& channel : animation.channels) {
                ref(channel.sampler, animation.samplers.size(), "animations", i,
                    "channels.sampler");
                ref(channel.target_node, mModel.nodes.size(), "animations", i,
                    "channels.target.node");
            }
            for (const auto& sampler : animation.samplers) {
                ref(sampler.input, mModel.accessors.size(), "animations", i, "samplers.input");
                ref(sampler.output, mModel.accessors.size(), "animations", i, "samplers.output");
            }
        }
    }

    const Source& mSource;
    const tinygltf::Model& mModel;
    std::vector<int> mParent;
    Status mStatus;
};

}  // namespace

Status validate(const Source& source) {
    return Checker(source).run();
}

}  // namespace vitrine::gltf
