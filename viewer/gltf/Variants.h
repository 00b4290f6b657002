// KHR_materials_variants: other materials for the primitives of a model, by name.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "gltf/Asset.h"

namespace vitrine::gltf {

/// What a document says of its variants, before indices are checked.
struct Variants {
    std::vector<std::string> names;
    /// Per mesh and primitive; shorter where the rest has no mappings. Where several materials are given for one variant, the
    /// last counts.
    std::vector<std::vector<std::vector<VariantMaterial>>> materials;

    const std::vector<VariantMaterial>& of(size_t mesh, size_t primitive) const;
};

/// Takes them out of the tree, which must have passed checkSchema().
Variants takeVariants(nlohmann::json& root);

}  // namespace vitrine::gltf
