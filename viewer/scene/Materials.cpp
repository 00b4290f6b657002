#include "scene/Materials.h"

#include <filament/Material.h>
#include <filament/TextureSampler.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "base/Fail.h"
#include "render/Convert.h"
#include "scene/MaterialParameters.h"

namespace vitrine::scene {
namespace {

using filament::TextureSampler;
using filament::math::float4;
using render::toEngine;

// Grazing angles are where product textures smear; more costs more and shows no more.
constexpr float kAnisotropy = 4;

constexpr int32_t kVertexColor = 1 << 10, kOcclusionInOrm = 1 << 11, kGlossiness = 1 << 12;
// Where a second UV set is told in `flags` and in `layerSamples`.
constexpr size_t kUv1 = kSlots, kLayerUv1 = kLayerSamplers;
constexpr size_t kMostLights = 8;
// As in shaders/include/transmission.glsl.
constexpr int kBackdropEncoded = 1 << 0, kBackdropHasSky = 1 << 1;

int32_t bit(size_t index) {
    return 1 << index;
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

/// The rows of a transform where they stand among those of all samplers.
void putRows(const gltf::TextureSlot& slot, size_t index, float4* rows) {
    rows[2 * index] = {toEngine(slot.row0), 0.0f};
    rows[2 * index + 1] = {toEngine(slot.row1), 0.0f};
}

}  // namespace

Materials::Materials(render::Stage& stage, const gltf::Asset& asset, bool punctual)
    : mStage(stage), mAsset(asset), mPunctual(punctual), mTextures(asset.images.size(), nullptr) {}

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
    MaterialSlots slots = slotsOf(material(use), use.unlit, mPunctual);
    for (size_t i = 0; i < mUses.size(); ++i) {
        if (mUses[i].what == use && mUses[i].slots.sameFor(slots)) return i;
    }
    Use added;
    added.what = use;
    added.slots = std::move(slots);
    mUses.push_back(std::move(added));
    return mUses.size() - 1;
}

void Materials::restyle() {
    for (const Use& use : mUses) {
        const gltf::Material& m = material(use.what);
        if (use.instance && use.slots.sameFor(slotsOf(m, use.what.unlit, mPunctual))) {
            setFactors(*use.instance, m, use.slots);
        }
    }
}

bool Materials::build() {
    std::vector<filament::Material*> compiled;
    bool complete = true;
    for (const Use& use : mUses) {
        if (use.instance) {
            compiled.push_back(nullptr);
            continue;
        }
        compiled.push_back(
            mStage.materials().want(packageOf(use.slots, material(use.what).alphaMode)));
        complete = complete && compiled.back();
    }
    if (!complete) return false;
    for (size_t i = 0; i < mUses.size(); ++i) {
        if (!compiled[i]) continue;
        mUses[i].instance = compiled[i]->createInstance();
        configure(mUses[i]);
    }
    return true;
}

bool Materials::takeCold() {
    bool cold = false;
    for (const Use& use : mUses) {
        const bool first =
            mStage.materials().takeCold(packageOf(use.slots, material(use.what).alphaMode));
        cold = cold || first;
    }
    return cold;
}

void Materials::configure(Use& use) {
    const gltf::Material& m = material(use.what);
    filament::MaterialInstance& i = *use.instance;
    setFactors(i, m, use.slots);
    use.flags = use.what.vertexColors ? kVertexColor : 0;
    if (m.specularGlossiness) use.flags |= kGlossiness;
    i.setParameter("flags", use.flags);
    // Every sampler needs a texture before the first draw; unused slots are never sampled.
    const auto unused = [&](const char* parameter) {
        i.setParameter(parameter, mStage.white(), TextureSampler());
    };
    for (size_t s = 0; s < (use.slots.lit() ? kSlots : 1); ++s) {
        unused(parameterOf(static_cast<Slot>(s)));
    }
    if (use.slots.lit()) {
        i.setParameter(
            "brdf", mStage.brdf(),
            TextureSampler(TextureSampler::MinFilter::LINEAR, TextureSampler::MagFilter::LINEAR));
    }
    applyLight(use);
    if (use.slots.layered()) {
        for (size_t l = 0; l < kLayerSamplers; ++l) unused(layerParameter(l));
        use.layerOf.fill(static_cast<float>(kLayerSamplers));
        i.setParameter("layerOf", reinterpret_cast<const float4*>(use.layerOf.data()),
                       kPurposes / 4);
    }
    if (use.slots.transmissive()) unused("backdrop");
    if (mPunctual) applyLights(use);
    for (size_t image = 0; image < mTextures.size(); ++image) {
        if (mTextures[image]) fill(use, static_cast<int32_t>(image), mTextures[image]);
    }
}

// --- textures --------------------------------------------------------------------------------------------

const gltf::Texture& Materials::textureOf(const gltf::TextureSlot& slot) const {
    return mAsset.textures[static_cast<size_t>(slot.texture)];
}

void Materials::setImage(int32_t image, filament::Texture* texture) {
    mTextures[static_cast<size_t>(image)] = texture;
    for (Use& use : mUses) {
        if (use.instance) fill(use, image, texture);
    }
}

void Materials::fill(Use& use, int32_t image, filament::Texture* texture) {
    for (size_t s = 0; s < kSlots; ++s) {
        const gltf::TextureSlot* slot = use.slots.core[s];
        if (slot && textureOf(*slot).image == image) fillCore(use, s, texture);
    }
    for (size_t l = 0; l < use.slots.layers.size(); ++l) {
        if (textureOf(*use.slots.layers[l].texture).image == image) fillLayer(use, l, texture);
    }
}

void Materials::fillCore(Use& use, size_t index, filament::Texture* texture) {
    const gltf::TextureSlot& slot = *use.slots.core[index];
    use.flags |= bit(index);
    if (slot.uv == 1) use.flags |= bit(index + kUv1);
    if (static_cast<Slot>(index) == Slot::MetallicRoughness && use.slots.occlusionInOrm) {
        use.flags |= kOcclusionInOrm;
    }
    use.bound.push_back(
        {parameterOf(static_cast<Slot>(index)), texture, samplerOf(textureOf(slot).sampler)});
    bind(use, use.bound.back());
    if (!isIdentity(slot)) {
        use.transforms |= bit(index);
        float4 rows[2 * kSlots] = {};
        for (size_t s = 0; s < kSlots; ++s) {
            if (use.slots.core[s]) putRows(*use.slots.core[s], s, rows);
        }
        use.instance->setParameter("uvRows", rows, std::size(rows));
        use.instance->setParameter("transforms", use.transforms);
    }
    use.instance->setParameter("flags", use.flags);
}

void Materials::fillLayer(Use& use, size_t index, filament::Texture* texture) {
    const MaterialSlots::Layer& layer = use.slots.layers[index];
    use.layerSamples |= bit(index);
    if (layer.texture->uv == 1) use.layerSamples |= bit(index + kLayerUv1);
    for (const Purpose p : layer.purposes) {
        use.layerOf[static_cast<size_t>(p)] = static_cast<float>(index);
    }
    use.bound.push_back(
        {layerParameter(index), texture, samplerOf(textureOf(*layer.texture).sampler)});
    bind(use, use.bound.back());
    if (!isIdentity(*layer.texture)) {
        use.layerTransforms |= bit(index);
        float4 rows[2 * kLayerSamplers] = {};
        for (size_t l = 0; l < use.slots.layers.size(); ++l) {
            putRows(*use.slots.layers[l].texture, l, rows);
        }
        use.instance->setParameter("layerUvRows", rows, std::size(rows));
        use.instance->setParameter("layerTransforms", use.layerTransforms);
    }
    use.instance->setParameter("layerOf", reinterpret_cast<const float4*>(use.layerOf.data()),
                               kPurposes / 4);
    use.instance->setParameter("layerSamples", use.layerSamples);
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

// --- light -----------------------------------------------------------------------------------------------

void Materials::applyLight(Use& use) {
    if (!use.instance) return;
    filament::MaterialInstance& i = *use.instance;
    i.setParameter("exposure", mExposure);
    i.setParameter("toneMapping", mToneMapping);
    if (!use.slots.lit()) return;
    if (mLight) {
        i.setParameter("radiance", mLight->radiance,
                       TextureSampler(TextureSampler::MinFilter::LINEAR_MIPMAP_LINEAR,
                                      TextureSampler::MagFilter::LINEAR));
        i.setParameter(
            "irradiance", mLight->irradiance,
            TextureSampler(TextureSampler::MinFilter::LINEAR, TextureSampler::MagFilter::LINEAR));
        i.setParameter("lastLevel", mLight->lastLevel);
    }
    i.setParameter("frame", frame());
    i.setParameter(
        "occlusionVolume", mOcclusion.volume ? mOcclusion.volume : mStage.open(),
        TextureSampler(TextureSampler::MinFilter::LINEAR, TextureSampler::MagFilter::LINEAR));
    i.setParameter("volumeMin", mOcclusion.min);
    i.setParameter("volumeScale", mOcclusion.volume ? mOcclusion.scale : float4{0});
}

void Materials::setLight(const render::Light& light) {
    mLight = light;
    for (Use& use : mUses) applyLight(use);
}

void Materials::setFrame(float lightAngle, uint32_t samples) {
    if (lightAngle == mLightAngle && samples == mSamples) return;
    mLightAngle = lightAngle;
    mSamples = samples;
    // At every frame of a turning product: nothing but this.
    for (const Use& use : mUses) {
        if (use.instance && use.slots.lit()) use.instance->setParameter("frame", frame());
    }
}

filament::math::float3 Materials::frame() const {
    return {std::cos(mLightAngle), std::sin(mLightAngle), 1.0f / static_cast<float>(mSamples)};
}

void Materials::setOcclusion(const OcclusionMap& map) {
    mOcclusion = map;
    for (Use& use : mUses) applyLight(use);
}

void Materials::setExposure(float exposure) {
    mExposure = exposure;
    for (Use& use : mUses) applyLight(use);
}

void Materials::setToneMapping(int32_t toneMapping) {
    mToneMapping = toneMapping;
    for (Use& use : mUses) applyLight(use);
}

void Materials::setBackdrop(const render::Backdrop& backdrop, bool sky) {
    const TextureSampler sampler(TextureSampler::MinFilter::LINEAR_MIPMAP_LINEAR,
                                 TextureSampler::MagFilter::LINEAR);
    const int flags = (backdrop.encoded() ? kBackdropEncoded : 0) | (sky ? kBackdropHasSky : 0);
    const auto lastLevel = static_cast<float>(backdrop.levels() - 1);
    for (const Use& use : mUses) {
        if (!use.instance || !use.slots.transmissive()) continue;
        use.instance->setParameter("backdrop", backdrop.texture(), sampler);
        setTransmission(*use.instance, material(use.what), lastLevel, flags);
    }
}

void Materials::applyLights(Use& use) {
    if (!use.instance || !use.slots.lit()) return;
    float4 colors[kMostLights] = {}, positions[kMostLights] = {}, directions[kMostLights] = {};
    filament::math::float2 cones[kMostLights] = {};
    const size_t count = std::min(mLights.size(), kMostLights);
    for (size_t i = 0; i < count; ++i) {
        const gltf::Light& light = *mLights[i].light;
        const bool placed = light.type != gltf::Light::Type::Directional;
        const float range = light.range;
        colors[i] = {toEngine(light.color * light.intensity),
                     placed && range > 0 ? 1 / (range * range * range * range) : 0.0f};
        positions[i] = {toEngine(mLights[i].position), placed ? 1.0f : 0.0f};
        directions[i] = {toEngine(mLights[i].direction), 0.0f};
        cones[i] = {0, 1};
        if (light.type == gltf::Light::Type::Spot) {
            // As the extension's text has it: linear in the cosine between the two cones, squared by the shader.
            const float inner = std::cos(light.innerConeAngle),
                        outer = std::cos(light.outerConeAngle);
            const float scale = 1 / std::max(inner - outer, 1e-3f);
            cones[i] = {scale, -outer * scale};
        }
    }
    filament::MaterialInstance& i = *use.instance;
    i.setParameter("lightColors", colors, kMostLights);
    i.setParameter("lightPositions", positions, kMostLights);
    directions[0].w = static_cast<float>(count);
    i.setParameter("lightDirections", directions, kMostLights);
    i.setParameter("lightCones", cones, kMostLights);
}

void Materials::setLights(const std::vector<PunctualLight>& lights) {
    if (!mPunctual) return;
    mLights = lights;
    for (Use& use : mUses) applyLights(use);
}

// --- what is shown ---------------------------------------------------------------------------------------

void Materials::visit(
    size_t index,
    const std::function<void(const gltf::TextureSlot&, int32_t image)>& visitor) const {
    const MaterialSlots& slots = mUses[index].slots;
    const auto look = [&](const gltf::TextureSlot* slot) {
        const int32_t image = slot ? textureOf(*slot).image : gltf::kNone;
        if (image != gltf::kNone) visitor(*slot, image);
    };
    for (const gltf::TextureSlot* slot : slots.core) look(slot);
    for (const MaterialSlots::Layer& layer : slots.layers) look(layer.texture);
}

std::vector<std::string> Materials::warnings() const {
    std::vector<std::string> out;
    for (const Use& use : mUses) {
        if (use.slots.leftOut == 0) continue;
        out.push_back(concat({"materials[", use.what.material, "] has ", use.slots.leftOut,
                              " extension textures too many; factors stand in for them."}));
    }
    return out;
}

bool Materials::isBaseColor(int32_t image) const {
    return std::any_of(mUses.begin(), mUses.end(), [&](const Use& use) {
        const gltf::TextureSlot* slot = use.slots.core[static_cast<size_t>(Slot::BaseColor)];
        return slot && textureOf(*slot).image == image;
    });
}

}  // namespace vitrine::scene
