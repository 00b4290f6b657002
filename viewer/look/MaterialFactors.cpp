#include "look/MaterialFactors.h"

#include <glm/gtc/type_ptr.hpp>
#include <iterator>

namespace vitrine::look {
namespace {

using gltf::Material;

float* start(float& number) {
    return &number;
}
template <typename Vector>
float* start(Vector& vector) {
    return glm::value_ptr(vector);
}

template <auto Member>
float* own(Material& m) {
    return start(m.*Member);
}
/// A member of an extension.
template <auto Extension, auto Member>
float* ext(Material& m) {
    return start(m.*Extension.*Member);
}
template <auto Member>
float* glossy(Material& m) {
    return start((*m.specularGlossiness).*Member);
}

// Ranges as in the specification and the extensions' texts; where they have none, what floats can be multiplied with safely.
constexpr float kMany = 1000, kNanometres = 100'000, kTurn = 6.2831853f;
// clang-format off
constexpr Factor kFactors[] = {
    {"baseColorFactor", 4, 0, 1, 0, 1, true, Of::All, own<&Material::baseColor>},
    {"metallicFactor", 1, 0, 1, 0, 1, false, Of::Metallic, own<&Material::metallic>},
    {"roughnessFactor", 1, 0, 1, 0, 1, false, Of::Metallic, own<&Material::roughness>},
    {"diffuseFactor", 4, 0, 1, 0, 1, true, Of::Glossy, glossy<&gltf::SpecularGlossiness::diffuse>},
    {"glossinessFactor", 1, 0, 1, 0, 1, false, Of::Glossy, glossy<&gltf::SpecularGlossiness::glossiness>},
    {"normalScale", 1, -kMany, kMany, 0, 2, false, Of::Lit, own<&Material::normalScale>},
    {"occlusionStrength", 1, 0, 1, 0, 1, false, Of::Lit, own<&Material::occlusionStrength>},
    {"emissiveFactor", 3, 0, 1, 0, 1, true, Of::Lit, own<&Material::emissive>},
    {"emissiveStrength", 1, 0, kMany, 0, 10, false, Of::Lit, own<&Material::emissiveStrength>},
    {"alphaCutoff", 1, 0, kMany, 0, 1, false, Of::Mask, own<&Material::alphaCutoff>},
    {"ior", 1, 1, kMany, 1, 2.5f, false, Of::Metallic, own<&Material::ior>},
    {"specularFactor", 1, 0, 1, 0, 1, false, Of::Metallic, ext<&Material::specular, &gltf::Specular::factor>},
    {"specularColorFactor", 3, 0, kMany, 0, 1, true, Of::Metallic, ext<&Material::specular, &gltf::Specular::color>},
    {"clearcoatFactor", 1, 0, 1, 0, 1, false, Of::Lit, ext<&Material::clearcoat, &gltf::Clearcoat::factor>},
    {"clearcoatRoughnessFactor", 1, 0, 1, 0, 1, false, Of::Lit, ext<&Material::clearcoat, &gltf::Clearcoat::roughness>},
    {"sheenColorFactor", 3, 0, 1, 0, 1, true, Of::Lit, ext<&Material::sheen, &gltf::Sheen::color>},
    {"sheenRoughnessFactor", 1, 0, 1, 0, 1, false, Of::Lit, ext<&Material::sheen, &gltf::Sheen::roughness>},
    {"transmissionFactor", 1, 0, 1, 0, 1, false, Of::Lit, ext<&Material::transmission, &gltf::Transmission::factor>},
    {"thicknessFactor", 1, 0, kMany, 0, 1, false, Of::Lit, ext<&Material::volume, &gltf::Volume::thickness>},
    {"attenuationDistance", 1, 0, kMany, 0, 1, false, Of::Lit, ext<&Material::volume, &gltf::Volume::attenuationDistance>},
    {"attenuationColor", 3, 0, 1, 0, 1, true, Of::Lit, ext<&Material::volume, &gltf::Volume::attenuationColor>},
    {"dispersion", 1, 0, kMany, 0, 1, false, Of::Lit, own<&Material::dispersion>},
    {"iridescenceFactor", 1, 0, 1, 0, 1, false, Of::Lit, ext<&Material::iridescence, &gltf::Iridescence::factor>},
    {"iridescenceIor", 1, 1, kMany, 1, 2.5f, false, Of::Lit, ext<&Material::iridescence, &gltf::Iridescence::ior>},
    {"iridescenceThicknessMinimum", 1, 0, kNanometres, 0, 1200, false, Of::Lit, ext<&Material::iridescence, &gltf::Iridescence::thicknessMinimum>},
    {"iridescenceThicknessMaximum", 1, 0, kNanometres, 0, 1200, false, Of::Lit, ext<&Material::iridescence, &gltf::Iridescence::thicknessMaximum>},
    {"anisotropyStrength", 1, 0, 1, 0, 1, false, Of::Lit, ext<&Material::anisotropy, &gltf::Anisotropy::strength>},
    {"anisotropyRotation", 1, -kMany, kMany, 0, kTurn, false, Of::Lit, ext<&Material::anisotropy, &gltf::Anisotropy::rotation>},
};
// clang-format on

bool has(const Material& m, Of of) {
    switch (of) {
        case Of::Lit:
            return !m.unlit;
        case Of::Metallic:
            return !m.unlit && !m.specularGlossiness;
        case Of::Glossy:
            return m.specularGlossiness.has_value();
        case Of::Mask:
            return m.alphaMode == gltf::AlphaMode::Mask;
        case Of::All:
            break;
    }
    return true;
}

}  // namespace

float* Factor::in(Material& material) const {
    return has(material, of) ? member(material) : nullptr;
}

FactorList factors() {
    return {std::begin(kFactors), std::end(kFactors)};
}

const Factor* findFactor(std::string_view name) {
    for (const Factor& f : kFactors) {
        if (f.name == name) return &f;
    }
    return nullptr;
}

}  // namespace vitrine::look
