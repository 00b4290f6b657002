// Whole-vertex edits of a primitive: every per-vertex array and morph target at once.
#pragma once

#include <cstdint>
#include <vector>

#include "gltf/Asset.h"

namespace vitrine::gltf {

/// Vertex i becomes what vertex from[i] was. Indices are left alone.
void gatherVertices(Primitive& primitive, const std::vector<uint32_t>& from);

/// Appends a copy of vertex from[i] for every i.
void appendVertices(Primitive& primitive, const std::vector<uint32_t>& from);

/// Bytes of one vertex with all its attributes and morph targets.
uint64_t vertexBytes(const Primitive& primitive);

}  // namespace vitrine::gltf
