#include "scene/MaterialSlots.h"

#include <algorithm>

namespace vitrine::scene {
namespace {

using gltf::kNone;

bool sameSample(const gltf::TextureSlot& a, const gltf::TextureSlot& b) {
    return a.texture == b.texture && a.uv == b.uv && a.row0 == b.row0 && a.row1 == b.row1;
}

bool isLayered(const gltf::Material& m) {
    return m.clearcoat.factor > 0 || m.sheen.color != glm::vec3(0) || m.iridescence.factor > 0 ||
           m.anisotropy.strength > 0 || m.specular.texture.texture != kNone ||
           m.specular.colorTexture.texture != kNone;
}

void addLayer(MaterialSlots& slots, Purpose purpose, const gltf::TextureSlot& texture) {
    if (texture.texture == kNone) return;
    for (MaterialSlots::Layer& layer : slots.layers) {
        if (!sameSample(*layer.texture, texture)) continue;
        layer.purposes.push_back(purpose);
        return;
    }
    if (slots.layers.size() == kLayerSamplers) {
        ++slots.leftOut;
        return;
    }
    slots.layers.push_back({&texture, {purpose}});
}

/// Whether the extension counts; says so in the slots.
bool activate(MaterialSlots& slots, int bit, bool active) {
    if (active) slots.active |= static_cast<uint8_t>(1 << bit);
    return active;
}

/// What shows most comes first, in case that there are too many.
void addLayers(MaterialSlots& slots, const gltf::Material& m) {
    addLayer(slots, Purpose::SpecularColor, m.specular.colorTexture);
    addLayer(slots, Purpose::Specular, m.specular.texture);
    if (activate(slots, 0, m.sheen.color != glm::vec3(0))) {
        addLayer(slots, Purpose::SheenColor, m.sheen.colorTexture);
        addLayer(slots, Purpose::SheenRoughness, m.sheen.roughnessTexture);
    }
    if (activate(slots, 1, m.clearcoat.factor > 0)) {
        addLayer(slots, Purpose::Clearcoat, m.clearcoat.texture);
        addLayer(slots, Purpose::ClearcoatNormal, m.clearcoat.normalTexture);
        addLayer(slots, Purpose::ClearcoatRoughness, m.clearcoat.roughnessTexture);
    }
    if (activate(slots, 2, m.iridescence.factor > 0)) {
        addLayer(slots, Purpose::IridescenceThickness, m.iridescence.thicknessTexture);
        addLayer(slots, Purpose::Iridescence, m.iridescence.texture);
    }
    if (activate(slots, 3, m.anisotropy.strength > 0)) {
        addLayer(slots, Purpose::Anisotropy, m.anisotropy.texture);
    }
    if (m.transmission.factor > 0) {
        addLayer(slots, Purpose::Transmission, m.transmission.texture);
        if (activate(slots, 4, m.volume.thickness > 0)) {
            addLayer(slots, Purpose::Thickness, m.volume.thicknessTexture);
        }
    }
}

}  // namespace

const char* parameterOf(Slot slot) {
    constexpr const char* kNames[kSlots] = {"baseColorMap", "metallicRoughnessMap", "normalMap",
                                            "occlusionMap", "emissiveMap"};
    return kNames[static_cast<size_t>(slot)];
}

const char* layerParameter(size_t layer) {
    constexpr const char* kNames[kLayerSamplers] = {"layer0", "layer1", "layer2",
                                                    "layer3", "layer4", "layer5"};
    return kNames[layer];
}

bool MaterialSlots::isNormal(size_t layer) const {
    if (layer >= layers.size()) return false;
    const std::vector<Purpose>& p = layers[layer].purposes;
    return std::find(p.begin(), p.end(), Purpose::ClearcoatNormal) != p.end();
}

MaterialSlots slotsOf(const gltf::Material& m, bool unlit, bool punctual) {
    MaterialSlots slots;
    const auto put = [&](Slot slot, const gltf::TextureSlot& texture) {
        if (texture.texture != kNone) slots.core[static_cast<size_t>(slot)] = &texture;
    };
    const auto& glossy = m.specularGlossiness;
    put(Slot::BaseColor, glossy ? glossy->diffuseTexture : m.baseColorTexture);
    if (unlit || m.unlit) {
        slots.family = Family::Unlit;
        return slots;
    }
    put(Slot::MetallicRoughness, glossy ? glossy->texture : m.metallicRoughnessTexture);
    put(Slot::Normal, m.normalTexture);
    put(Slot::Emissive, m.emissiveTexture);
    // Occlusion usually lives in the red channel of the texture that is sampled for roughness anyway.
    slots.occlusionInOrm = !glossy && m.occlusionTexture.texture != kNone &&
                           sameSample(m.occlusionTexture, m.metallicRoughnessTexture);
    if (!slots.occlusionInOrm) put(Slot::Occlusion, m.occlusionTexture);

    slots.family = m.transmission.factor > 0 ? Family::Glass
                   : punctual                ? Family::Lights
                   : isLayered(m)            ? Family::Layered
                                             : Family::Pbr;
    if (slots.layered()) addLayers(slots, m);
    return slots;
}

std::string packageOf(const MaterialSlots& slots, gltf::AlphaMode mode) {
    constexpr const char* kFamilies[] = {"unlit", "pbr", "layered", "lights", "glass"};
    constexpr const char* kModes[] = {"_opaque", "_mask", "_blend"};
    return std::string(kFamilies[static_cast<size_t>(slots.family)]) +
           kModes[static_cast<size_t>(mode)];
}

}  // namespace vitrine::scene
