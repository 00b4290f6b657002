#include "pose/Density.h"

#include <cmath>
#include <glm/geometric.hpp>
#include <vector>

namespace vitrine::pose {
namespace {

// A histogram over the exponents of floats, each in eight equal parts.
constexpr int kLeastExponent = -150, kExponents = 280, kParts = 8;

// Of the surface, which may be spread less finely.
constexpr double kCoarserShare = 0.25;

size_t binOf(float value) {
    int exponent = 0;
    const float fraction = std::frexp(value, &exponent);  // 0.5 … 1
    const auto part = static_cast<size_t>((fraction - 0.5f) * 2 * kParts);
    return static_cast<size_t>(exponent - kLeastExponent) * kParts + part;
}

double middleOf(size_t bin) {
    const auto part = static_cast<double>(bin % kParts);
    return std::ldexp(0.5 + (part + 0.5) / (2 * kParts),
                      static_cast<int>(bin / kParts) + kLeastExponent);
}

}  // namespace

double uvPerMetre(const gltf::Primitive& p, const gltf::TextureSlot& slot, const glm::mat4& world) {
    const auto& uvs = p.uv[slot.uv];
    if (p.topology != gltf::Topology::Triangles || uvs.empty()) return 0;
    // Area by how much of the image lies on it, per square metre.
    std::vector<double> areas(size_t{kExponents} * kParts, 0);
    double all = 0;
    const glm::mat3 turn(world);
    // The texture transform scales all areas alike.
    const float scale = std::fabs(slot.row0.x * slot.row1.y - slot.row0.y * slot.row1.x);
    for (size_t i = 0; i + 2 < p.indices.size(); i += 3) {
        const uint32_t a = p.indices[i], b = p.indices[i + 1], c = p.indices[i + 2];
        const glm::vec3 ab = turn * (p.positions[b] - p.positions[a]);
        const glm::vec3 ac = turn * (p.positions[c] - p.positions[a]);
        const glm::vec2 u = uvs[b] - uvs[a], v = uvs[c] - uvs[a];
        const float area = glm::length(glm::cross(ab, ac));
        const float density = scale * std::fabs(u.x * v.y - u.y * v.x) / area;
        if (!(density > 0) || !std::isfinite(density)) continue;
        areas[binOf(density)] += area;
        all += area;
    }
    double coarser = 0;
    for (size_t bin = 0; bin < areas.size() && all > 0; ++bin) {
        coarser += areas[bin];
        if (coarser > kCoarserShare * all) return std::sqrt(middleOf(bin));
    }
    return 0;
}

}  // namespace vitrine::pose
