#include "gltf/Material.h"

#include "gltf/Extensions.h"
#include "gltf/Fail.h"
#include "gltf/Number.h"
#include "gltf/TextureInfo.h"
#include "gltf/TextureSlots.h"
#include "gltf/TinyGltf.h"
#include "gltf/materials/Extension.h"

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
        readMaterialExtensions(in.extensions, mIndex, mWarnings, out);
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
        return readSlot(info.index, info.texCoord, info.extensions, mIndex, mWarnings);
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

namespace {

/// Visits the materials that primitives have, all of them or those of one variant.
template <typename Visit>
void forEachDrawn(const Source& source, const int32_t* variant, Visit visit) {
    const tinygltf::Model& model = *source.model;
    for (size_t m = 0; m < model.meshes.size(); ++m) {
        for (size_t p = 0; p < model.meshes[m].primitives.size(); ++p) {
            int32_t material = model.meshes[m].primitives[p].material;
            if (!variant && material >= 0) visit(static_cast<size_t>(material));
            for (const VariantMaterial& v : source.variants.of(m, p)) {
                if (!variant) visit(static_cast<size_t>(v.material));
                if (variant && static_cast<int32_t>(v.variant) == *variant) material = v.material;
            }
            if (variant && material >= 0) visit(static_cast<size_t>(material));
        }
    }
}

}  // namespace

ImageUsages imageUsages(const Source& source, const std::vector<Texture>& textures,
                        const std::vector<Material>& materials) {
    ImageUsages out;
    out.images.resize(source.images.size());
    out.ofMaterials.resize(materials.size());
    for (size_t i = 0; i < materials.size(); ++i) {
        for (const UsedSlot& used : textureSlots(materials[i])) {
            const Texture& texture = textures[static_cast<size_t>(used.slot->texture)];
            if (texture.image < 0) continue;
            out.ofMaterials[i].push_back(texture.image);
            ImageUsage& usage = out.images[static_cast<size_t>(texture.image)];
            usage.srgb = usage.srgb || used.srgb;
            usage.mipmaps = usage.mipmaps || texture.sampler.mipmaps;
        }
    }
    forEachDrawn(source, nullptr, [&](size_t material) {
        for (const int32_t image : out.ofMaterials[material])
            out.images[static_cast<size_t>(image)].drawn = true;
    });
    return out;
}

std::vector<bool> imagesOf(int32_t variant, const Source& source, const ImageUsages& usages) {
    std::vector<bool> out(source.images.size(), false);
    forEachDrawn(source, &variant, [&](size_t material) {
        for (const int32_t image : usages.ofMaterials[material])
            out[static_cast<size_t>(image)] = true;
    });
    return out;
}

}  // namespace vitrine::gltf
