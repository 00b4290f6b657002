#include "scene/Materials.h"

#include <filament/Material.h>
#include <filament/TextureSampler.h>

#include <algorithm>
#include <cmath>

#include "base/Fail.h"
#include "render/Convert.h"
#include "scene/MaterialParameters.h"
#include "scene/MaterialSwitches.h"

namespace vitrine::scene {
namespace {

using filament::TextureSampler;
using filament::math::float2;
using filament::math::float4;
using render::toEngine;

constexpr size_t kMostLights = 8;
// As in shaders/include/transmission.glsl.
constexpr int kBackdropEncoded = 1 << 0, kBackdropHasSky = 1 << 1;

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

}  // namespace

Materials::Materials(render::Stage& stage, const gltf::Asset& asset, size_t lights)
    : mStage(stage), mAsset(asset), mOwnLights(lights), mTextures(asset.images.size(), nullptr) {
    noteTransmission();
}

Materials::~Materials() {
    for (const Use& use : mUses) {
        if (use.instance) mStage.engine().destroy(use.instance);
    }
}

const gltf::Material& Materials::material(const MaterialUse& use) const {
    return use.material == gltf::kNone ? mDefault
                                       : mAsset.materials[static_cast<size_t>(use.material)];
}

MaterialSlots Materials::slotsOf(const MaterialUse& use) const {
    MaterialSlots slots = scene::slotsOf(material(use), use.unlit, mOwnLights > 0);
    // A texture without an image, as of an extension that is not read, shows nothing.
    const auto isEmpty = [&](const gltf::TextureSlot* slot) {
        return slot && textureOf(*slot).image == gltf::kNone;
    };
    for (const gltf::TextureSlot*& slot : slots.core) {
        if (isEmpty(slot)) slot = nullptr;
    }
    const auto empty = [&](const MaterialSlots::Layer& l) { return isEmpty(l.texture); };
    slots.layers.erase(std::remove_if(slots.layers.begin(), slots.layers.end(), empty),
                       slots.layers.end());
    return slots;
}

size_t Materials::add(const MaterialUse& use) {
    Use added;
    added.what = use;
    added.slots = slotsOf(use);
    const Shown shown = {mTransmits ? render::FixedParameters::kFree : mToneMapping, mOwnLights};
    added.switches = switchesOf(material(use), added.slots, use.vertexColors, shown);
    for (size_t i = 0; i < mUses.size(); ++i) {
        const Use& other = mUses[i];
        if (other.what == use && other.slots.sameFor(added.slots) &&
            other.switches == added.switches) {
            return i;
        }
    }
    mUses.push_back(std::move(added));
    return mUses.size() - 1;
}

void Materials::restyle() {
    noteTransmission();
    for (const Use& use : mUses) {
        const gltf::Material& m = material(use.what);
        if (use.instance && use.slots.sameFor(slotsOf(use.what))) {
            setFactors(*use.instance, m, use.slots);
        }
    }
}

void Materials::noteTransmission() {
    mTransmits = std::any_of(mAsset.materials.begin(), mAsset.materials.end(),
                             [](const gltf::Material& m) { return m.transmission.factor > 0; });
}

bool Materials::build() {
    std::vector<filament::Material*> compiled;
    bool complete = true;
    for (const Use& use : mUses) {
        if (use.instance) {
            compiled.push_back(nullptr);
            continue;
        }
        compiled.push_back(mStage.materials().want(
            packageOf(use.slots, material(use.what).alphaMode), use.switches));
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
        const bool first = mStage.materials().takeCold(
            packageOf(use.slots, material(use.what).alphaMode), use.switches);
        cold = cold || first;
    }
    return cold;
}

void Materials::configure(Use& use) {
    const gltf::Material& m = material(use.what);
    filament::MaterialInstance& i = *use.instance;
    setFactors(i, m, use.slots);
    setSwitches(i, use.slots, use.switches);
    // Drivers compile samplers, too, so a plain texture is sampled as the one to come.
    const auto plain = [&](const char* parameter, filament::Texture* texture,
                           const gltf::TextureSlot* slot) {
        i.setParameter(parameter, texture,
                       slot ? samplerOf(textureOf(*slot).sampler) : TextureSampler());
    };
    for (size_t s = 0; s < (use.slots.lit() ? kSlots : 1); ++s) {
        const auto slot = static_cast<Slot>(s);
        plain(parameterOf(slot), slot == Slot::Normal ? mStage.flat() : mStage.white(),
              use.slots.core[s]);
    }
    if (use.slots.lit()) {
        i.setParameter(
            "brdf", mStage.brdf(),
            TextureSampler(TextureSampler::MinFilter::LINEAR, TextureSampler::MagFilter::LINEAR));
    }
    applyLight(use);
    for (size_t l = 0; use.slots.layered() && l < kLayerSamplers; ++l) {
        plain(layerParameter(l), use.slots.isNormal(l) ? mStage.flat() : mStage.white(),
              l < use.slots.layers.size() ? use.slots.layers[l].texture : nullptr);
    }
    if (use.slots.transmissive()) plain("backdrop", mStage.white(), nullptr);
    if (mOwnLights > 0) applyLights(use);
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
        if (!slot || textureOf(*slot).image != image) continue;
        put(use, parameterOf(static_cast<Slot>(s)), *slot, texture);
    }
    for (size_t l = 0; l < use.slots.layers.size(); ++l) {
        const gltf::TextureSlot& slot = *use.slots.layers[l].texture;
        if (textureOf(slot).image == image) put(use, layerParameter(l), slot, texture);
    }
}

void Materials::put(Use& use, const char* parameter, const gltf::TextureSlot& slot,
                    filament::Texture* texture) {
    use.instance->setParameter(parameter, texture, samplerOf(textureOf(slot).sampler));
}

// --- light -----------------------------------------------------------------------------------------------

void Materials::applyLight(Use& use) {
    if (!use.instance) return;
    filament::MaterialInstance& i = *use.instance;
    i.setParameter("exposure", mExposure);
    i.setParameter("toneMapping", mToneMapping);
    i.setParameter("frame", frame());
    if (!use.slots.lit()) return;
    if (mLight) {
        i.setParameter("radiance", mLight->radiance,
                       TextureSampler(TextureSampler::MinFilter::LINEAR_MIPMAP_LINEAR,
                                      TextureSampler::MagFilter::LINEAR));
        i.setParameter(
            "irradiance", mLight->irradiance,
            TextureSampler(TextureSampler::MinFilter::LINEAR, TextureSampler::MagFilter::LINEAR));
        i.setParameter("environment", float2{mLight->lastLevel, mEnvironmentIntensity});
    }
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
        if (use.instance) use.instance->setParameter("frame", frame());
    }
}

float4 Materials::frame() const {
    const auto samples = static_cast<float>(mSamples);
    return {std::cos(mLightAngle), std::sin(mLightAngle), 1 / samples, -std::log2(samples) / 2};
}

void Materials::setOcclusion(const OcclusionMap& map) {
    mOcclusion = map;
    for (Use& use : mUses) applyLight(use);
}

void Materials::setExposure(float exposure) {
    mExposure = exposure;
    for (Use& use : mUses) applyLight(use);
}

void Materials::setEnvironmentIntensity(float intensity) {
    if (intensity == mEnvironmentIntensity) return;
    mEnvironmentIntensity = intensity;
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
    float2 cones[kMostLights] = {};
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
    if (mOwnLights == 0) return;
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
