// Tangents as the normal map's baker made them: MikkTSpace.
//
// M. S. Mikkelsen, "Simulation of Wrinkled Surfaces Revisited", 2008: corners with equal position,
// normal and UV that are connected through triangles of the same UV orientation share a tangent,
// the angle-weighted mean of the triangles' tangents projected into the vertex plane. A vertex with
// corners of several such groups is split.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>
#include <optional>
#include <vector>

#include "gltf/Asset.h"

namespace vitrine::gltf {

struct TangentFrames {
    /// One per vertex, first the given ones, then the copies. w is the sign of the bitangent in
    /// glTF's sense, cross(normal, tangent) * w, where v points down the image.
    std::vector<glm::vec4> tangents;
    std::vector<uint32_t> copies;  ///< the vertex that each appended vertex is a copy of
};

/// `indices` (a triangle list) is changed to refer to the copies. All arrays have the same length;
/// normals are unit; everything is finite.
TangentFrames makeTangents(const std::vector<glm::vec3>& positions,
                           const std::vector<glm::vec3>& normals, const std::vector<glm::vec2>& uv,
                           std::vector<uint32_t>& indices);

/// A unit vector perpendicular to a unit normal, for surfaces without usable UVs.
glm::vec3 anyTangent(const glm::vec3& normal);

/// Where a primitive lacks the tangents that a normal map or the anisotropy of one of its materials is to be seen with: the
/// slot whose UV set and transform they follow.
std::optional<TextureSlot> tangentTexture(const Primitive& primitive,
                                          const std::vector<Material>& materials);

/// The coordinates along which a texture's axes run, where its transform turns or mirrors them; else
/// empty: then they are those of the UV set.
std::vector<glm::vec2> turnedUv(const std::vector<glm::vec2>& uv, const TextureSlot& slot);

/// Fills in primitive.tangents from the UV set and transform of a slot.
void addTangents(Primitive& primitive, const TextureSlot& slot);

}  // namespace vitrine::gltf
