// Reads a checked JSON tree with tinygltf. Include this, never tiny_gltf.h: the settings must agree
// everywhere.
#pragma once

#include <nlohmann/json.hpp>

#define TINYGLTF_NO_FS
#define TINYGLTF_NO_STB_IMAGE
#define TINYGLTF_NO_STB_IMAGE_WRITE
#define TINYGLTF_NO_EXTERNAL_IMAGE
#ifndef TINYGLTF_NOEXCEPTION
#define TINYGLTF_NOEXCEPTION
#endif
#include <tiny_gltf.h>

#include "base/Result.h"

namespace vitrine::gltf {

/// Everything but buffers and images. `root` must have passed checkSchema().
Status readModel(const nlohmann::json& root, tinygltf::Model& model);

}  // namespace vitrine::gltf
