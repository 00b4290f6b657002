#include "scene/Materials.h"

#include <filament/Material.h>
#include <filament/TextureSampler.h>

#include <cmath>
#include <iterator>

#include "render/Convert.h"

namespace vitrine::scene {
namespace {

using filament::TextureSampler;
using filament::math::float4;
using render::toEngine;

// Grazing angles are where product textures smear; more costs more and shows no more.
constexpr float kAnisotropy = 4;

constexpr int32_t kVertexColor = 1 << 10;
constexpr int32_t kOcclusionInOrm = 1 << 11;

int32_t usesBit(Slot s) {
    return 1 << static_cast<int>(s);
}
int32_t uv1Bit(Slot s) {
    return 1 << (static_cast<int>(s) + 5);
}
int32_t transformBit(Slot s) {
    return 1 << static_cast<int>(s);
}

struct SlotInfo {
    Slot slot;
    gltf::TextureSlot gltf::Material::*source;
    const char* parameter;
};
constexpr SlotInfo kSlots[] = {
    {Slot::BaseColor, &gltf::Material::baseColorTexture, "baseColorMap"},
    {Slot::MetallicRoughness, &gltf::Material::metallicRoughnessTexture, "metallicRoughnessMap"},
    {Slot::Normal, &gltf::Material::normalTexture, "normalMap"},
    {Slot::Occlusion, &gltf::Material::occlusionTexture, "occlusionMap"},
    {Slot::Emissive, &gltf::Material::emissiveTexture, "emissiveMap"},
};

std::string familyOf(const gltf::Material& m, bool unlit) {
    std::string family = unlit ? "unlit" : "pbr";
    switch (m.alphaMode) {
        case gltf::AlphaMode::Opaque:
            return family + "_opaque";
        case gltf::AlphaMode::Mask:
            return family + "_mask";
        case gltf::AlphaMode::Blend:
            break;
    }
    return family + "_blend";
}

TextureSampler::WrapMode wrapOf(gltf::Wrap wrap) {
    switch (wrap) {
        case gltf::Wrap::ClampToEdge:
            return TextureSampler::WrapMode::CLAMP_TO_EDGE;
        case gltf::Wrap::MirroredRepeat:
            return TextureSampler::WrapMode::MIRRORED_REPEAT;
        case gltf::Wrap::Repeat:
            break;
    }
    return TextureSampler::WrapMode::REPEAT;
}

TextureSampler samplerOf(const gltf::Sampler& s) {
    using Min = TextureSampler::MinFilter;
    using Mag = TextureSampler::MagFilter;
    Min min = s.minLinear ? Min::LINEAR : Min::NEAREST;
    if (s.mipmaps) {
        if (s.mipLinear) {
            min = s.minLinear ? Min::LINEAR_MIPMAP_LINEAR : Min::NEAREST_MIPMAP_LINEAR;
        } else {
            min = s.minLinear ? Min::LINEAR_MIPMAP_NEAREST : Min::NEAREST_MIPMAP_NEAREST;
        }
    }
    return {min, s.magLinear ? Mag::LINEAR : Mag::NEAREST, wrapOf(s.wrapS), wrapOf(s.wrapT),
            wrapOf(s.wrapT)};
}

bool isIdentity(const gltf::TextureSlot& s) {
    return s.row0 == glm::vec3(1, 0, 0) && s.row1 == glm::vec3(0, 1, 0);
}

bool sameSample(const gltf::TextureSlot& a, const gltf::TextureSlot& b) {
    return a.texture == b.texture && a.uv == b.uv && a.row0 == b.row0 && a.row1 == b.row1;
}

}  // namespace

Materials::~Materials() {
    for (const Use& use : mUses) {
        if (use.instance) mStage.engine().destroy(use.instance);
    }
}

const gltf::Material& Materials::material(const MaterialUse& use) const {
    return use.material == gltf::kNone ? mDefault
                                       : mAsset.materials[static_cast<size_t>(use.material)];
}

size_t Materials::add(const MaterialUse& use) {
    for (size_t i = 0; i < mUses.size(); ++i) {
        if (mUses[i].what == use) return i;
    }
    mUses.push_back({use});
    return mUses.size() - 1;
}

bool Materials::build() {
    std::vector<filament::Material*> compiled;
    for (const Use& use : mUses) {
        const gltf::Material& m = material(use.what);
        compiled.push_back(mStage.materials().want(familyOf(m, m.unlit || use.what.unlit)));
    }
    for (const filament::Material* m : compiled) {
        if (!m) return false;
    }
    for (size_t i = 0; i < mUses.size(); ++i) {
        mUses[i].instance = compiled[i]->createInstance();
        configure(mUses[i]);
    }
    return true;
}

void Materials::configure(Use& use) {
    const gltf::Material& m = material(use.what);
    filament::MaterialInstance& i = *use.instance;
    use.lit = !m.unlit && !use.what.unlit;
    use.flags = use.what.vertexColors ? kVertexColor : 0;
    i.setDoubleSided(m.doubleSided);
    if (!m.doubleSided) i.setCullingMode(filament::backend::CullingMode::BACK);
    i.setParameter("flags", use.flags);
    i.setParameter("baseColorFactor", toEngine(m.baseColor));
    i.setParameter("alphaCutoff", m.alphaCutoff);
    // Every sampler needs a texture before the first draw; unused slots are never sampled.
    for (const SlotInfo& s : kSlots) {
        if (use.lit || s.slot == Slot::BaseColor) {
            i.setParameter(s.parameter, mStage.white(), TextureSampler());
        }
    }
    if (!use.lit) return;
    i.setParameter("lightTurn", filament::math::float2{1, 0});
    i.setParameter("metallic", m.metallic);
    i.setParameter("roughness", m.roughness);
    i.setParameter("normalScale", m.normalScale);
    i.setParameter("occlusionStrength", m.occlusionStrength);
    i.setParameter("emissiveFactor", toEngine(m.emissive));
    i.setParameter("occlusionVolume", mStage.open(), TextureSampler());
    i.setParameter("volumeScale", float4{0});
    i.setParameter(
        "brdf", mStage.brdf(),
        TextureSampler(TextureSampler::MinFilter::LINEAR, TextureSampler::MagFilter::LINEAR));
}

void Materials::setImage(int32_t image, filament::Texture* texture) {
    for (Use& use : mUses) {
        const gltf::Material& m = material(use.what);
        for (const SlotInfo& s : kSlots) {
            if (!use.lit && s.slot != Slot::BaseColor) continue;
            fill(use, s.slot, m.*s.source, s.parameter, image, texture);
        }
    }
}

void Materials::fill(Use& use, Slot slot, const gltf::TextureSlot& source, const char* parameter,
                     int32_t image, filament::Texture* texture) {
    if (imageOf(source) != image) return;
    const gltf::Texture& t = mAsset.textures[static_cast<size_t>(source.texture)];
    const gltf::Material& m = material(use.what);

    // Occlusion usually lives in the red channel of the texture that is sampled for roughness anyway.
    if (slot == Slot::Occlusion && sameSample(source, m.metallicRoughnessTexture)) {
        use.flags |= kOcclusionInOrm;
    } else {
        use.flags |= usesBit(slot);
        if (source.uv == 1) use.flags |= uv1Bit(slot);
        use.bound.push_back({parameter, texture, samplerOf(t.sampler)});
        bind(use, use.bound.back());
    }
    if (!isIdentity(source)) {
        use.transforms |= transformBit(slot);
        float4 rows[2 * static_cast<int>(Slot::Count)];
        for (const SlotInfo& s : kSlots) {
            const gltf::TextureSlot& from = m.*s.source;
            rows[2 * static_cast<int>(s.slot)] = {toEngine(from.row0), 0.0f};
            rows[2 * static_cast<int>(s.slot) + 1] = {toEngine(from.row1), 0.0f};
        }
        use.instance->setParameter("uvRows", rows, std::size(rows));
        use.instance->setParameter("transforms", use.transforms);
    }
    use.instance->setParameter("flags", use.flags);
}

void Materials::bind(Use& use, const Bound& bound) {
    using Min = TextureSampler::MinFilter;
    TextureSampler sampler = bound.sampler;
    // Only trilinear filtering takes anisotropy.
    if (mFine && sampler.getMinFilter() == Min::LINEAR_MIPMAP_LINEAR &&
        sampler.getMagFilter() == TextureSampler::MagFilter::LINEAR) {
        sampler.setAnisotropy(kAnisotropy);
    }
    use.instance->setParameter(bound.parameter, bound.texture, sampler);
}

void Materials::setFine(bool fine) {
    if (fine == mFine) return;
    mFine = fine;
    for (Use& use : mUses) {
        for (const Bound& bound : use.bound) bind(use, bound);
    }
}

void Materials::setLight(const render::Light& light) {
    for (Use& use : mUses) {
        if (!use.instance || !use.lit) continue;
        use.instance->setParameter("radiance", light.radiance,
                                   TextureSampler(TextureSampler::MinFilter::LINEAR_MIPMAP_LINEAR,
                                                  TextureSampler::MagFilter::LINEAR));
        use.instance->setParameter(
            "irradiance", light.irradiance,
            TextureSampler(TextureSampler::MinFilter::LINEAR, TextureSampler::MagFilter::LINEAR));
        use.instance->setParameter("lastLevel", light.lastLevel);
    }
}

void Materials::turnLight(float angle) {
    if (angle == mLightAngle) return;
    mLightAngle = angle;
    const filament::math::float2 turn = {std::cos(angle), std::sin(angle)};
    for (Use& use : mUses) {
        if (use.instance && use.lit) use.instance->setParameter("lightTurn", turn);
    }
}

void Materials::setOcclusion(const OcclusionMap& map) {
    const TextureSampler smooth(TextureSampler::MinFilter::LINEAR,
                                TextureSampler::MagFilter::LINEAR);
    for (Use& use : mUses) {
        if (!use.instance || !use.lit) continue;
        use.instance->setParameter("occlusionVolume", map.volume ? map.volume : mStage.open(),
                                   smooth);
        use.instance->setParameter("volumeMin", map.min);
        use.instance->setParameter("volumeScale", map.scale);
    }
}

void Materials::setExposure(float exposure) {
    for (Use& use : mUses) {
        if (use.instance && use.lit) use.instance->setParameter("exposure", exposure);
    }
}

void Materials::setToneMapping(int32_t toneMapping) {
    for (Use& use : mUses) {
        if (use.instance && use.lit) use.instance->setParameter("toneMapping", toneMapping);
    }
}

int32_t Materials::imageOf(const gltf::TextureSlot& slot) const {
    return slot.texture == gltf::kNone ? gltf::kNone
                                       : mAsset.textures[static_cast<size_t>(slot.texture)].image;
}

void Materials::visit(
    size_t index,
    const std::function<void(const gltf::TextureSlot&, int32_t image)>& visitor) const {
    const MaterialUse& use = mUses[index].what;
    const gltf::Material& m = material(use);
    for (const SlotInfo& s : kSlots) {
        if ((m.unlit || use.unlit) && s.slot != Slot::BaseColor) continue;
        const int32_t image = imageOf(m.*s.source);
        if (image != gltf::kNone) visitor(m.*s.source, image);
    }
}

bool Materials::isUsed(int32_t image) const {
    bool used = false;
    for (size_t i = 0; i < mUses.size(); ++i) {
        visit(i, [&](const gltf::TextureSlot&, int32_t shown) { used = used || shown == image; });
    }
    return used;
}

bool Materials::isBaseColor(int32_t image) const {
    for (const Use& use : mUses) {
        if (imageOf(material(use.what).baseColorTexture) == image) return true;
    }
    return false;
}

}  // namespace vitrine::scene
