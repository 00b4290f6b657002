#include "gltf/Material.h"

#include "gltf/Extensions.h"
#include "gltf/Fail.h"
#include "gltf/Number.h"
#include "gltf/TextureTransform.h"
#include "gltf/TinyGltf.h"

namespace vitrine::gltf {
namespace {

Wrap readWrap(int wrap) {
    switch (wrap) {
        case TINYGLTF_TEXTURE_WRAP_CLAMP_TO_EDGE:
            return Wrap::ClampToEdge;
        case TINYGLTF_TEXTURE_WRAP_MIRRORED_REPEAT:
            return Wrap::MirroredRepeat;
        default:
            return Wrap::Repeat;
    }
}

Sampler readSampler(const tinygltf::Sampler& in) {
    Sampler out;
    out.wrapS = readWrap(in.wrapS);
    out.wrapT = readWrap(in.wrapT);
    out.magLinear = in.magFilter != TINYGLTF_TEXTURE_FILTER_NEAREST;
    switch (in.minFilter) {
        case TINYGLTF_TEXTURE_FILTER_NEAREST:
        case TINYGLTF_TEXTURE_FILTER_LINEAR:
            out.minLinear = in.minFilter == TINYGLTF_TEXTURE_FILTER_LINEAR;
            out.mipmaps = out.mipLinear = false;
            break;
        case TINYGLTF_TEXTURE_FILTER_NEAREST_MIPMAP_NEAREST:
            out.minLinear = out.mipLinear = false;
            break;
        case TINYGLTF_TEXTURE_FILTER_LINEAR_MIPMAP_NEAREST:
            out.mipLinear = false;
            break;
        case TINYGLTF_TEXTURE_FILTER_NEAREST_MIPMAP_LINEAR:
            out.minLinear = false;
            break;
        default:
            break;  // trilinear; also where the file leaves the choice to us
    }
    return out;
}

/// The image of an extension such as EXT_texture_webp; kNone when the texture has no such.
int32_t extensionImage(const tinygltf::Texture& texture, const char* name) {
    const auto found = texture.extensions.find(name);
    if (found == texture.extensions.end() || !found->second.Has("source")) return kNone;
    return found->second.Get("source").GetNumberAsInt();
}

class MaterialReader {
public:
    MaterialReader(size_t index, std::vector<std::string>& warnings)
        : mIndex(index), mWarnings(warnings) {}

    Material read(const tinygltf::Material& in) {
        Material out;
        const auto& pbr = in.pbrMetallicRoughness;
        out.name = in.name;
        const auto& color = pbr.baseColorFactor;
        out.baseColor = {finite(color[0]), finite(color[1]), finite(color[2]), finite(color[3])};
        out.metallic = finite(pbr.metallicFactor);
        out.roughness = finite(pbr.roughnessFactor);
        out.emissive = finite3(in.emissiveFactor, glm::vec3(0));
        out.normalScale = finite(in.normalTexture.scale);
        out.occlusionStrength = finite(in.occlusionTexture.strength);
        out.baseColorTexture = slot(pbr.baseColorTexture);
        out.metallicRoughnessTexture = slot(pbr.metallicRoughnessTexture);
        out.normalTexture = slot(in.normalTexture);
        out.occlusionTexture = slot(in.occlusionTexture);
        out.emissiveTexture = slot(in.emissiveTexture);
        out.alphaCutoff = finite(in.alphaCutoff);
        out.doubleSided = in.doubleSided;
        out.unlit = in.extensions.count(kUnlit) != 0;
        if (in.alphaMode == "MASK") {
            out.alphaMode = AlphaMode::Mask;
        } else if (in.alphaMode == "BLEND") {
            out.alphaMode = AlphaMode::Blend;
        } else if (in.alphaMode != "OPAQUE") {
            warn({"materials[", mIndex, "] has an unknown alphaMode; it is drawn opaque."});
        }
        return out;
    }

private:
    template <typename Info>
    TextureSlot slot(const Info& info) {
        TextureSlot out;
        if (info.index < 0) return out;
        const int set = applyTextureTransform(info.extensions, info.texCoord, out);
        if (set < 0 || set > 1) {
            warn({"materials[", mIndex, "] uses TEXCOORD_", set,
                  "; only sets 0 and 1 are supported, so that texture is left out."});
            return TextureSlot();
        }
        out.uv = static_cast<uint8_t>(set);
        out.texture = info.index;
        return out;
    }

    void warn(std::initializer_list<Part> parts) { mWarnings.push_back(concat(parts)); }

    size_t mIndex;
    std::vector<std::string>& mWarnings;
};

}  // namespace

std::vector<Texture> readTextures(const Source& source) {
    const tinygltf::Model& model = *source.model;
    std::vector<Texture> out(model.textures.size());
    for (size_t i = 0; i < out.size(); ++i) {
        const tinygltf::Texture& in = model.textures[i];
        // Basis Universal takes a quarter of the memory on the GPU; the others are smaller files
        // that every browser with WebGL 2 and workers decodes.
        out[i].image = in.source;
        for (const char* name : {kWebp, kAvif, kBasisu}) {
            const int32_t image = extensionImage(in, name);
            if (image >= 0 && static_cast<size_t>(image) < source.images.size())
                out[i].image = image;
        }
        if (in.sampler >= 0) out[i].sampler = readSampler(model.samplers[in.sampler]);
    }
    return out;
}

std::vector<Material> readMaterials(const Source& source, std::vector<std::string>& warnings) {
    const tinygltf::Model& model = *source.model;
    std::vector<Material> out;
    out.reserve(model.materials.size());
    for (size_t i = 0; i < model.materials.size(); ++i) {
        out.push_back(MaterialReader(i, warnings).read(model.materials[i]));
    }
    return out;
}

std::vector<ImageUsage> imageUsages(const Source& source, const std::vector<Texture>& textures,
                                    const std::vector<Material>& materials) {
    const tinygltf::Model& model = *source.model;
    std::vector<bool> drawn(materials.size(), false);
    for (const auto& mesh : model.meshes) {
        for (const auto& primitive : mesh.primitives) {
            if (primitive.material >= 0) drawn[primitive.material] = true;
        }
    }
    std::vector<ImageUsage> out(source.images.size());
    for (size_t i = 0; i < materials.size(); ++i) {
        const auto use = [&](const TextureSlot& slot, bool srgb) {
            if (slot.texture < 0 || textures[slot.texture].image < 0) return;
            ImageUsage& usage = out[textures[slot.texture].image];
            usage.needed = usage.needed || drawn[i];
            usage.srgb = usage.srgb || srgb;
            usage.mipmaps = usage.mipmaps || textures[slot.texture].sampler.mipmaps;
        };
        const Material& m = materials[i];
        use(m.baseColorTexture, true);
        use(m.emissiveTexture, true);
        if (m.unlit) continue;
        use(m.metallicRoughnessTexture, false);
        use(m.normalTexture, false);
        use(m.occlusionTexture, false);
    }
    return out;
}

}  // namespace vitrine::gltf
