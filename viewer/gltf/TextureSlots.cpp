#include "gltf/TextureSlots.h"

namespace vitrine::gltf {

std::vector<UsedSlot> textureSlots(const Material& m) {
    std::vector<UsedSlot> out;
    const auto add = [&](const TextureSlot* slot, bool srgb) {
        if (slot->texture != kNone) out.push_back({slot, srgb});
    };
    const auto& glossy = m.specularGlossiness;
    add(glossy ? &glossy->diffuseTexture : &m.baseColorTexture, true);
    if (m.unlit) return out;
    add(glossy ? &glossy->texture : &m.metallicRoughnessTexture, glossy.has_value());
    for (const TextureSlot* colour :
         {&m.emissiveTexture, &m.sheen.colorTexture, &m.specular.colorTexture}) {
        add(colour, true);
    }
    for (const TextureSlot* data :
         {&m.normalTexture, &m.occlusionTexture, &m.clearcoat.texture,
          &m.clearcoat.roughnessTexture, &m.clearcoat.normalTexture, &m.sheen.roughnessTexture,
          &m.specular.texture, &m.iridescence.texture, &m.iridescence.thicknessTexture,
          &m.anisotropy.texture, &m.transmission.texture, &m.volume.thicknessTexture}) {
        add(data, false);
    }
    return out;
}

}  // namespace vitrine::gltf
