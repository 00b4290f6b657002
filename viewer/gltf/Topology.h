// Turns line loops, strips and fans into lists, which is what WebGL draws everywhere and tools
// understand.
//
// glTF 2.0 specification, "Meshes", "Topology types": the order of vertices keeps the winding.
#pragma once

#include <cstdint>
#include <vector>

#include "gltf/Asset.h"

namespace vitrine::gltf {

/// `mode` is glTF's, 0 to 6.
Topology topologyOf(int mode);

/// Indices as a list of points, lines or triangles. A trailing incomplete element is dropped.
std::vector<uint32_t> toList(int mode, std::vector<uint32_t> indices);

}  // namespace vitrine::gltf
