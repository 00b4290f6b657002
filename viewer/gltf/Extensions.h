// Which extensions of glTF this reader knows.
#pragma once

#include <string>
#include <vector>

#include "base/Result.h"

namespace vitrine::gltf {

constexpr const char* kTextureTransform = "KHR_texture_transform";
constexpr const char* kUnlit = "KHR_materials_unlit";
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
