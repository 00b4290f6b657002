// Flat normals for triangles that come without any.
#pragma once

#include "gltf/Asset.h"

namespace vitrine::gltf {

/// Gives every triangle corner its own vertex with the triangle's normal; morph targets get the
/// difference between their flat normals and the base's. (glTF 2.0, "Meshes": clients MUST
/// calculate flat normals.) Indices become 0, 1, 2, … Triangles without area get +Z.
void makeFlatNormals(Primitive& primitive);

}  // namespace vitrine::gltf
