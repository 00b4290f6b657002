#include "Seamless.h"

#include <meshoptimizer.h>

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/vec3.hpp>
#include <limits>
#include <numeric>

namespace vitrine::pack {
namespace {

constexpr uint32_t kNone = ~0u;

/// meshoptimizer compares no more streams.
constexpr size_t kMostStreams = 16;

/// Vertices at one point that are looked at; more are the tip of a fan, where any will do.
constexpr uint32_t kMostAtPoint = 32;

/// A side in the texture may be longer than the mean by this factor; beyond, it leaves its chart on the way.
constexpr float kStretch = 4;

/// Normals within 60° of the triangle's own are on its side of an edge.
constexpr float kSameSide = 0.5f;

glm::vec3 vectorAt(const Stream& stream, uint32_t vertex) {
    const float* v = &stream.values[size_t(vertex) * 3];
    return {v[0], v[1], v[2]};
}

glm::vec3 unit(const glm::vec3& vector) {
    const float length = glm::length(vector);
    return length > 0 ? vector / length : glm::vec3(0);
}

bool isUv(const Stream& stream) {
    return stream.semantic.rfind("TEXCOORD_", 0) == 0;
}

uint32_t rootOf(std::vector<uint32_t>& parents, uint32_t at) {
    while (parents[at] != at) at = parents[at] = parents[parents[at]];
    return at;
}

}  // namespace

Seamless::Seamless(const Geometry& geometry) : mGeometry(geometry) {
    mUvs = geometry.find("TEXCOORD_0");
    if (mUvs && mUvs->components != 2) mUvs = nullptr;
    findPoints();
    findCharts();
    measureStretch();
}

void Seamless::findPoints() {
    const size_t count = mGeometry.vertices;
    std::vector<uint32_t> dense(count);
    const size_t points = meshopt_generateVertexRemap(
        dense.data(), nullptr, count, mGeometry.find("POSITION")->values.data(), count, 12);
    std::vector<uint32_t> standsFor(points, kNone);
    mPoint.resize(count);
    mFirst.assign(count + 1, 0);
    for (uint32_t i = 0; i < count; ++i) {
        if (standsFor[dense[i]] == kNone) standsFor[dense[i]] = i;
        mPoint[i] = standsFor[dense[i]];
        ++mFirst[mPoint[i] + 1];
    }
    std::partial_sum(mFirst.begin(), mFirst.end(), mFirst.begin());
    mAtPoint.resize(count);
    std::vector<uint32_t> next(mFirst.begin(), mFirst.end() - 1);
    for (uint32_t i = 0; i < count; ++i) mAtPoint[next[mPoint[i]]++] = i;
}

/// Charts are parts of the surface that hang together where normals and tangents do not count.
void Seamless::findCharts() {
    std::vector<meshopt_Stream> compared;
    for (const Stream& stream : mGeometry.attributes) {
        if (stream.semantic == "NORMAL" || stream.semantic == "TANGENT") continue;
        const size_t bytes = stream.components * sizeof(float);
        compared.push_back({stream.values.data(), bytes, bytes});
    }
    compared.resize(std::min(compared.size(), kMostStreams));
    std::vector<uint32_t> same(mGeometry.vertices);
    const size_t different = meshopt_generateVertexRemapMulti(
        same.data(), nullptr, same.size(), same.size(), compared.data(), compared.size());
    std::vector<uint32_t> parents(different);
    std::iota(parents.begin(), parents.end(), 0u);
    const std::vector<uint32_t>& indices = mGeometry.indices;
    for (size_t i = 0; i + 2 < indices.size(); i += 3) {
        const uint32_t root = rootOf(parents, same[indices[i]]);
        for (size_t k = 1; k < 3; ++k) parents[rootOf(parents, same[indices[i + k]])] = root;
    }
    for (uint32_t& vertex : same) vertex = rootOf(parents, vertex);
    mChart = std::move(same);
}

void Seamless::measureStretch() {
    if (!mUvs) return;
    const Stream& positions = *mGeometry.find("POSITION");
    double length = 0, uvLength = 0;
    const std::vector<uint32_t>& indices = mGeometry.indices;
    for (size_t i = 0; i + 2 < indices.size(); i += 3) {
        length += double(
            glm::distance(vectorAt(positions, indices[i]), vectorAt(positions, indices[i + 1])));
        uvLength += double(uvDistance(indices[i], indices[i + 1]));
    }
    if (length > 0) mLongest = static_cast<float>(uvLength / length) * kStretch;
}

float Seamless::uvDistance(uint32_t a, uint32_t b) const {
    if (!mUvs) return 0;
    const float *p = &mUvs->values[size_t(a) * 2], *q = &mUvs->values[size_t(b) * 2];
    return std::hypot(p[0] - q[0], p[1] - q[1]);
}

/// Of the vertices at a point the one in the chart of `vertex` that is nearest to it in the texture, or kNone.
uint32_t Seamless::nearestInChart(uint32_t point, uint32_t vertex) const {
    uint32_t best = kNone;
    const uint32_t end = std::min(mFirst[point + 1], mFirst[point] + kMostAtPoint);
    for (uint32_t i = mFirst[point]; i < end; ++i) {
        const uint32_t at = mAtPoint[i];
        if (mChart[at] != mChart[vertex]) continue;
        if (best == kNone || uvDistance(at, vertex) < uvDistance(best, vertex)) best = at;
    }
    return best;
}

Seamless::Corners Seamless::choose(const uint32_t* points) const {
    const Stream& positions = *mGeometry.find("POSITION");
    Corners best{{points[0], points[1], points[2]}, false};
    float shortest = std::numeric_limits<float>::infinity();
    const uint32_t end = std::min(mFirst[points[0] + 1], mFirst[points[0]] + kMostAtPoint);
    for (uint32_t i = mFirst[points[0]]; i < end; ++i) {
        const uint32_t a = mAtPoint[i], b = nearestInChart(points[1], a);
        const uint32_t c = nearestInChart(points[2], a);
        if (b == kNone || c == kNone) continue;
        const uint32_t corners[3] = {a, b, c};
        bool fits = true;
        float around = 0;
        for (int k = 0; k < 3; ++k) {
            const uint32_t from = corners[k], to = corners[(k + 1) % 3];
            const float side = uvDistance(from, to);
            fits = fits && side <= mLongest * glm::distance(vectorAt(positions, from),
                                                            vectorAt(positions, to));
            around += side;
        }
        if (!fits || around >= shortest) continue;
        shortest = around;
        best = {{a, b, c}, true};
    }
    return best;
}

Geometry Seamless::dress(const std::vector<uint32_t>& triangles) const {
    const Stream& positions = *mGeometry.find("POSITION");
    Geometry out = mGeometry;
    out.vertices = triangles.size();
    out.indices.resize(triangles.size());
    std::iota(out.indices.begin(), out.indices.end(), 0u);
    const auto isTangent = [](const Stream& stream) { return stream.semantic == "TANGENT"; };
    out.attributes.erase(std::remove_if(out.attributes.begin(), out.attributes.end(), isTangent),
                         out.attributes.end());
    for (Stream& stream : out.attributes) stream.values.clear();

    const auto normalAt = [&](const Stream& normals, uint32_t point, const glm::vec3& face) {
        glm::vec3 sum(0), nearest(0);
        float best = -std::numeric_limits<float>::infinity();
        const uint32_t end = std::min(mFirst[point + 1], mFirst[point] + kMostAtPoint);
        for (uint32_t i = mFirst[point]; i < end; ++i) {
            const glm::vec3 normal = vectorAt(normals, mAtPoint[i]);
            const float cosine = glm::dot(normal, face);
            if (cosine >= kSameSide) sum += normal;
            if (cosine > best) {
                best = cosine;
                nearest = normal;
            }
        }
        return sum == glm::vec3(0) ? nearest : unit(sum);
    };
    for (size_t i = 0; i + 2 < triangles.size(); i += 3) {
        const uint32_t* points = &triangles[i];
        const glm::vec3 a = vectorAt(positions, points[0]);
        const glm::vec3 face = unit(
            glm::cross(vectorAt(positions, points[1]) - a, vectorAt(positions, points[2]) - a));
        const Corners corners = choose(points);
        for (Stream& to : out.attributes) {
            const Stream& from = *mGeometry.find(to.semantic.c_str());
            for (size_t k = 0; k < 3; ++k) {
                if (to.semantic == "NORMAL" && to.components == 3) {
                    const glm::vec3 normal = normalAt(from, points[k], face);
                    to.values.insert(to.values.end(), {normal.x, normal.y, normal.z});
                    continue;
                }
                const uint32_t vertex = corners.vertex[isUv(to) && !corners.oneChart ? 0 : k];
                const float* values = &from.values[size_t(vertex) * from.components];
                to.values.insert(to.values.end(), values, values + from.components);
            }
        }
    }
    return out;
}

}  // namespace vitrine::pack
