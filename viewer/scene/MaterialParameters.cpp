#include "scene/MaterialParameters.h"

#include <cmath>

#include "render/Convert.h"

namespace vitrine::scene {
namespace {

using filament::math::float3;
using filament::math::float4;
using render::toEngine;

/// Reflectance at normal incidence between air and a material; an ior of 0 stands for an infinite one.
float f0OfIor(float ior) {
    if (ior == 0) return 1;
    const float r = (ior - 1) / (ior + 1);
    return r * r;
}

void setLit(filament::MaterialInstance& i, const gltf::Material& m) {
    if (m.specularGlossiness) {
        i.setParameter("metallic", 0.0f);
        i.setParameter("roughness", 1 - m.specularGlossiness->glossiness);
        i.setParameter("specularColor", toEngine(m.specularGlossiness->specular));
        i.setParameter("specularFactor", 1.0f);
    } else {
        i.setParameter("metallic", m.metallic);
        i.setParameter("roughness", m.roughness);
        i.setParameter("specularColor", toEngine(m.specular.color * f0OfIor(m.ior)));
        i.setParameter("specularFactor", m.specular.factor);
    }
    i.setParameter("normalScale", m.normalScale);
    i.setParameter("occlusionStrength", m.occlusionStrength);
    i.setParameter("emissiveFactor", toEngine(m.emissive * m.emissiveStrength));
}

void setLayers(filament::MaterialInstance& i, const gltf::Material& m) {
    i.setParameter("clearcoat",
                   float3{m.clearcoat.factor, m.clearcoat.roughness, m.clearcoat.normalScale});
    i.setParameter("sheen", float4{toEngine(m.sheen.color), m.sheen.roughness});
    i.setParameter("iridescence",
                   float4{m.iridescence.factor, m.iridescence.ior, m.iridescence.thicknessMinimum,
                          m.iridescence.thicknessMaximum});
    i.setParameter("anisotropy", float3{m.anisotropy.strength, std::cos(m.anisotropy.rotation),
                                        std::sin(m.anisotropy.rotation)});
}

}  // namespace

void setFactors(filament::MaterialInstance& i, const gltf::Material& m,
                const MaterialSlots& slots) {
    i.setDoubleSided(m.doubleSided);
    if (!m.doubleSided) i.setCullingMode(filament::backend::CullingMode::BACK);
    const glm::vec4 base = m.specularGlossiness ? m.specularGlossiness->diffuse : m.baseColor;
    i.setParameter("baseColorFactor", toEngine(base));
    i.setParameter("alphaCutoff", m.alphaCutoff);
    if (slots.lit()) setLit(i, m);
    if (slots.layered()) setLayers(i, m);
}

void setTransmission(filament::MaterialInstance& i, const gltf::Material& m, float lastLevel,
                     int flags) {
    // Beer's law: after attenuationDistance the light has that colour. Black is as dark as it gets.
    const gltf::Volume& v = m.volume;
    glm::vec3 absorption(0);
    if (v.attenuationDistance > 0) {
        absorption = -glm::log(glm::max(v.attenuationColor, 1e-4f)) / v.attenuationDistance;
    }
    const float ior = m.ior == 0 ? 1.0f : m.ior;  // of a pure mirror, which bends nothing
    const float4 rows[3] = {{m.transmission.factor, v.thickness, ior, m.dispersion},
                            {toEngine(absorption), lastLevel},
                            {static_cast<float>(flags), 0, 0, 0}};
    i.setParameter("transmission", rows, 3);
}

}  // namespace vitrine::scene
