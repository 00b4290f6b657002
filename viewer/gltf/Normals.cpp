#include "gltf/Normals.h"

#include <glm/geometric.hpp>

#include "gltf/Vertices.h"

namespace vitrine::gltf {
namespace {

glm::vec3 flatNormal(const glm::vec3& a, const glm::vec3& b, const glm::vec3& c) {
    // In double: tiny or huge triangles would lose their area's square to the float's range.
    const glm::dvec3 ab(b - a), ac(c - a);
    const glm::dvec3 n = glm::cross(ab, ac);
    const double length = glm::length(n);
    return length > 0 ? glm::vec3(n / length) : glm::vec3(0, 0, 1);
}

}  // namespace

void makeFlatNormals(Primitive& p) {
    gatherVertices(p, p.indices);
    const size_t count = p.indices.size();
    for (size_t i = 0; i < count; ++i) p.indices[i] = static_cast<uint32_t>(i);
    p.tangents.clear();  // to be ignored where normals are missing
    p.normals.resize(count);
    for (size_t i = 0; i + 2 < count; i += 3) {
        const glm::vec3 n = flatNormal(p.positions[i], p.positions[i + 1], p.positions[i + 2]);
        for (size_t k = 0; k < 3; ++k) p.normals[i + k] = n;
    }
    for (MorphTarget& target : p.targets) {
        target.normals.clear();
        target.tangents.clear();
        if (target.positions.empty()) continue;
        target.normals.resize(count);
        for (size_t i = 0; i + 2 < count; i += 3) {
            const glm::vec3* base = &p.positions[i];
            const glm::vec3* delta = &target.positions[i];
            const glm::vec3 n =
                flatNormal(base[0] + delta[0], base[1] + delta[1], base[2] + delta[2]);
            for (size_t k = 0; k < 3; ++k) target.normals[i + k] = n - p.normals[i];
        }
    }
}

}  // namespace vitrine::gltf
