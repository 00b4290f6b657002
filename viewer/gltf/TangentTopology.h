// Which corners of a mesh are one vertex, and which triangles meet along an edge.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <vector>

namespace vitrine::gltf {

/// For every vertex the first one with exactly the same position, normal and UV.
std::vector<uint32_t> weldVertices(const std::vector<glm::vec3>& positions,
                                   const std::vector<glm::vec3>& normals,
                                   const std::vector<glm::vec2>& uv);

/// For every corner k of triangle f, at 3 f + k, the triangle across the edge from k to the next
/// corner, which runs the other way there; −1 for none. Triangles with skip[f] set take no part.
std::vector<int32_t> findNeighbors(const std::vector<uint32_t>& indices,
                                   const std::vector<uint32_t>& weld,
                                   const std::vector<uint8_t>& skip);

}  // namespace vitrine::gltf
