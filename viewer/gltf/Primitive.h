// Reads one primitive of a mesh: attributes, morph targets, indices; makes what is missing.
#pragma once

#include "gltf/Accessor.h"
#include "gltf/Asset.h"
#include "gltf/TinyGltf.h"

namespace vitrine::gltf {

struct PrimitiveContext {
    AccessorReader& reader;
    const std::vector<Material>& materials;
    std::vector<std::string>& warnings;
    size_t mesh;  ///< for messages
    uint32_t
        deferTangents;  ///< primitives with more indices come without the tangents they need; 0: none
};

/// A primitive without positions comes back with none: there is nothing to draw.
Result<Primitive> readPrimitive(const PrimitiveContext& context, const tinygltf::Primitive& in,
                                const std::vector<VariantMaterial>& variants);

}  // namespace vitrine::gltf
