#include "pose/Deform.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

namespace vitrine::pose {
namespace {

using gltf::MorphTarget;
using gltf::Primitive;

/// out[i] += weight * delta[i] over plain floats, so that the compiler can use vector instructions.
void addScaled(float* out, const float* delta, size_t count, float weight) {
    for (size_t i = 0; i < count; ++i) out[i] += weight * delta[i];
}

float weightOf(const std::vector<float>& weights, size_t target) {
    return target < weights.size() ? weights[target] : 0.0f;
}

/// Base plus weighted differences of one attribute of three numbers.
void morph(const Primitive& p, const std::vector<float>& weights,
           const std::vector<glm::vec3>& base, std::vector<glm::vec3> MorphTarget::*deltas,
           std::vector<glm::vec3>& out) {
    out.assign(base.begin(), base.end());
    if (out.empty()) return;
    for (size_t t = 0; t < p.targets.size(); ++t) {
        const float weight = weightOf(weights, t);
        const std::vector<glm::vec3>& delta = p.targets[t].*deltas;
        if (weight != 0 && !delta.empty())
            addScaled(&out[0].x, &delta[0].x, 3 * out.size(), weight);
    }
}

void morphTangents(const Primitive& p, const std::vector<float>& weights,
                   std::vector<glm::vec4>& out) {
    out.assign(p.tangents.begin(), p.tangents.end());
    for (size_t t = 0; t < p.targets.size(); ++t) {
        const float weight = weightOf(weights, t);
        const std::vector<glm::vec3>& delta = p.targets[t].tangents;
        if (weight == 0 || delta.empty()) continue;
        for (size_t i = 0; i < out.size(); ++i) out[i] += glm::vec4(weight * delta[i], 0);
    }
}

glm::vec3 unit(const glm::vec3& v, const glm::vec3& otherwise) {
    const float square = glm::dot(v, v);
    return square > 0 && std::isfinite(square) ? v / std::sqrt(square) : otherwise;
}

/// The affine part of a vertex' blended joint matrix.
struct Blend {
    glm::vec3 x, y, z, t;
};

void add(Blend& b, const glm::mat4& m, float w) {
    b.x += w * glm::vec3(m[0]);
    b.y += w * glm::vec3(m[1]);
    b.z += w * glm::vec3(m[2]);
    b.t += w * glm::vec3(m[3]);
}

Blend blend(const Primitive& p, const std::vector<glm::mat4>& joints, size_t i) {
    Blend b{glm::vec3(0), glm::vec3(0), glm::vec3(0), glm::vec3(0)};
    for (int k = 0; k < 4; ++k) {
        const float w = p.weights[i][k];
        if (w > 0) add(b, joints[p.joints[i][k]], w);
    }
    if (p.joints1.empty()) return b;
    for (int k = 0; k < 4; ++k) {
        const float w = p.weights1[i][k];
        if (w > 0) add(b, joints[p.joints1[i][k]], w);
    }
    return b;
}

glm::vec3 turn(const Blend& b, const glm::vec3& v) {
    return b.x * v.x + b.y * v.y + b.z * v.z;
}

bool isSkinned(const Primitive& p, const std::vector<glm::mat4>& joints) {
    return !joints.empty() && !p.joints.empty();
}

}  // namespace

void deformPositions(const Primitive& p, const std::vector<float>& weights,
                     const std::vector<glm::mat4>& joints, std::vector<glm::vec3>& positions) {
    morph(p, weights, p.positions, &MorphTarget::positions, positions);
    if (!isSkinned(p, joints)) return;
    for (size_t i = 0; i < positions.size(); ++i) {
        const Blend b = blend(p, joints, i);
        positions[i] = turn(b, positions[i]) + b.t;
    }
}

void deform(const Primitive& p, const std::vector<float>& weights,
            const std::vector<glm::mat4>& joints, std::vector<glm::vec3>& positions,
            std::vector<glm::vec3>& normals, std::vector<glm::vec4>& tangents) {
    morph(p, weights, p.positions, &MorphTarget::positions, positions);
    morph(p, weights, p.normals, &MorphTarget::normals, normals);
    morphTangents(p, weights, tangents);
    const bool skinned = isSkinned(p, joints);
    if (!skinned && p.targets.empty()) return;
    for (size_t i = 0; i < positions.size(); ++i) {
        const glm::vec3 up = normals.empty() ? glm::vec3(0, 0, 1) : unit(normals[i], p.normals[i]);
        if (!skinned) {
            if (!normals.empty()) normals[i] = up;
            if (!tangents.empty()) {
                const glm::vec3 t = unit(glm::vec3(tangents[i]), glm::vec3(p.tangents[i]));
                tangents[i] = glm::vec4(t, p.tangents[i].w);
            }
            continue;
        }
        const Blend b = blend(p, joints, i);
        positions[i] = turn(b, positions[i]) + b.t;
        if (!normals.empty()) {
            // Columns of the cofactor matrix, which is the inverse transpose times the determinant.
            const glm::vec3 cx = glm::cross(b.y, b.z), cy = glm::cross(b.z, b.x),
                            cz = glm::cross(b.x, b.y);
            const float sign = glm::dot(b.x, cx) < 0 ? -1.0f : 1.0f;
            normals[i] = unit(sign * (cx * up.x + cy * up.y + cz * up.z), up);
        }
        if (!tangents.empty()) {
            const glm::vec3 t(tangents[i]);
            tangents[i] = glm::vec4(unit(turn(b, t), glm::vec3(p.tangents[i])), p.tangents[i].w);
        }
    }
}

}  // namespace vitrine::pose
