// Which extensions of glTF this reader knows.
#pragma once

#include <string>
#include <vector>

#include "base/Result.h"

namespace vitrine::gltf {

constexpr const char* kTextureTransform = "KHR_texture_transform";
constexpr const char* kUnlit = "KHR_materials_unlit";
constexpr const char* kAnisotropy = "KHR_materials_anisotropy";
constexpr const char* kClearcoat = "KHR_materials_clearcoat";
constexpr const char* kDispersion = "KHR_materials_dispersion";
constexpr const char* kEmissiveStrength = "KHR_materials_emissive_strength";
constexpr const char* kIor = "KHR_materials_ior";
constexpr const char* kIridescence = "KHR_materials_iridescence";
constexpr const char* kSheen = "KHR_materials_sheen";
constexpr const char* kSpecular = "KHR_materials_specular";
constexpr const char* kSpecularGlossiness = "KHR_materials_pbrSpecularGlossiness";
constexpr const char* kTransmission = "KHR_materials_transmission";
constexpr const char* kVolume = "KHR_materials_volume";
constexpr const char* kVariants = "KHR_materials_variants";
constexpr const char* kPunctualLights = "KHR_lights_punctual";
constexpr const char* kBasisu = "KHR_texture_basisu";
constexpr const char* kWebp = "EXT_texture_webp";
constexpr const char* kAvif = "EXT_texture_avif";
constexpr const char* kDraco = "KHR_draco_mesh_compression";
constexpr const char* kMeshopt = "EXT_meshopt_compression";
constexpr const char* kInstancing = "EXT_mesh_gpu_instancing";

/// Fails with UnsupportedExtension, naming it, when a required extension is neither read nor one
/// whose absence leaves the geometry right (how a surface looks, lights of the scene's own,
/// metadata).
Status checkRequired(const std::vector<std::string>& extensionsRequired);

}  // namespace vitrine::gltf
