#include "pose/Density.h"

#include <cmath>
#include <glm/geometric.hpp>

namespace vitrine::pose {

double uvPerMetre(const gltf::Primitive& p, const gltf::TextureSlot& slot, const glm::mat4& world) {
    const auto& uvs = p.uv[slot.uv];
    if (p.topology != gltf::Topology::Triangles || uvs.empty()) return 0;
    double uvArea = 0, area = 0;
    const glm::mat3 turn(world);
    for (size_t i = 0; i + 2 < p.indices.size(); i += 3) {
        const uint32_t a = p.indices[i], b = p.indices[i + 1], c = p.indices[i + 2];
        const glm::vec3 ab = turn * (p.positions[b] - p.positions[a]);
        const glm::vec3 ac = turn * (p.positions[c] - p.positions[a]);
        const glm::vec2 u = uvs[b] - uvs[a], v = uvs[c] - uvs[a];
        area += glm::length(glm::cross(ab, ac));
        uvArea += std::fabs(u.x * v.y - u.y * v.x);
    }
    // The texture transform scales all areas alike.
    const double scale = std::fabs(slot.row0.x * slot.row1.y - slot.row0.y * slot.row1.x);
    const double ratio = uvArea * scale / area;
    return area > 0 && std::isfinite(ratio) ? std::sqrt(ratio) : 0;
}

}  // namespace vitrine::pose
