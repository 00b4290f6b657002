#include "gltf/Tangents.h"

#include <cfloat>
#include <cmath>
#include <cstring>
#include <glm/geometric.hpp>

#include "gltf/TangentTopology.h"
#include "gltf/Unit.h"
#include "gltf/Vertices.h"

namespace vitrine::gltf {
namespace {

bool notZero(float x) {
    return std::fabs(x) > FLT_MIN;
}

/// v without its part along n, at unit length unless nothing is left.
glm::vec3 onPlane(const glm::vec3& v, const glm::vec3& n) {
    const glm::vec3 flat = v - glm::dot(n, v) * n;
    const float length = glm::length(flat);
    return notZero(length) ? flat / length : flat;
}

/// Direction of growing u within a triangle, and which way round its UVs run.
struct Face {
    glm::vec3 tangent{0};
    bool positive = false;  // UVs run the same way round as the positions, v pointing up
    bool anyGroup = true;   // UVs tell nothing: joins whichever group comes first
};

Face faceOf(const glm::vec3* p[3], const glm::vec2* t[3]) {
    Face face;
    // glTF's v points down, the thesis' up: differences in v change sign.
    const float u1 = t[1]->x - t[0]->x, v1 = t[0]->y - t[1]->y;
    const float u2 = t[2]->x - t[0]->x, v2 = t[0]->y - t[2]->y;
    const glm::vec3 d1 = *p[1] - *p[0], d2 = *p[2] - *p[0];
    const float area = u1 * v2 - v1 * u2;
    face.positive = area > 0;
    if (!notZero(area)) return face;
    const glm::vec3 s = v2 * d1 - v1 * d2, b = u1 * d2 - u2 * d1;
    const float sLength = glm::length(s), bLength = glm::length(b);
    if (notZero(sLength)) face.tangent = s * ((face.positive ? 1.0f : -1.0f) / sLength);
    face.anyGroup = !(notZero(sLength / std::fabs(area)) && notZero(bLength / std::fabs(area)));
    return face;
}

class Generator {
public:
    Generator(const std::vector<glm::vec3>& positions, const std::vector<glm::vec3>& normals,
              const std::vector<glm::vec2>& uv, std::vector<uint32_t>& indices)
        : mPositions(positions), mNormals(normals), mUv(uv), mIndices(indices) {}

    TangentFrames run() {
        mWeld = weldVertices(mPositions, mNormals, mUv);
        makeFaces();
        mNeighbors = findNeighbors(mIndices, mWeld, mDegenerate);
        makeGroups();
        adoptDegenerate();
        return split();
    }

private:
    struct Group {
        glm::vec3 sum{0};
        bool positive = false;
    };

    uint32_t weld(size_t corner) const { return mWeld[mIndices[corner]]; }

    void makeFaces() {
        const size_t count = mIndices.size() / 3;
        mFaces.resize(count);
        mDegenerate.assign(count, 0);
        for (size_t f = 0; f < count; ++f) {
            const glm::vec3* p[3];
            const glm::vec2* t[3];
            for (size_t k = 0; k < 3; ++k) {
                p[k] = &mPositions[mIndices[3 * f + k]];
                t[k] = &mUv[mIndices[3 * f + k]];
            }
            mDegenerate[f] = *p[0] == *p[1] || *p[1] == *p[2] || *p[2] == *p[0];
            if (!mDegenerate[f]) mFaces[f] = faceOf(p, t);
        }
    }

    void makeGroups() {
        mGroupOf.assign(mIndices.size(), kNone);
        for (size_t f = 0; f < mFaces.size(); ++f) {
            if (mDegenerate[f] || mFaces[f].anyGroup) continue;
            for (size_t k = 0; k < 3; ++k) {
                if (mGroupOf[3 * f + k] == kNone) growGroup(f, k);
            }
        }
    }

    /// Walks round a vertex over connected faces of the same orientation.
    void growGroup(size_t face, size_t corner) {
        const uint32_t vertex = weld(3 * face + corner);
        const int32_t id = static_cast<int32_t>(mGroups.size());
        Group group;
        group.positive = mFaces[face].positive;
        mStack.assign(1, static_cast<int32_t>(face));
        while (!mStack.empty()) {
            const int32_t f = mStack.back();
            mStack.pop_back();
            if (f < 0) continue;
            const size_t base = 3 * static_cast<size_t>(f);
            size_t k = 0;
            while (k < 2 && weld(base + k) != vertex) ++k;
            if (mGroupOf[base + k] != kNone) continue;
            Face& here = mFaces[f];
            const bool untouched = mGroupOf[base] == kNone && mGroupOf[base + 1] == kNone &&
                                   mGroupOf[base + 2] == kNone;
            if (here.anyGroup && untouched) here.positive = group.positive;
            if (here.positive != group.positive) continue;
            mGroupOf[base + k] = id;
            if (!here.anyGroup) group.sum += contribution(base, k, here);
            mStack.push_back(mNeighbors[base + (k > 0 ? k - 1 : 2)]);
            mStack.push_back(mNeighbors[base + k]);
        }
        group.sum = unit(group.sum, glm::vec3(0));
        mGroups.push_back(group);
    }

    /// The face's tangent in the vertex plane, weighted by the face's angle there.
    glm::vec3 contribution(size_t base, size_t k, const Face& face) const {
        const uint32_t vertex = mIndices[base + k];
        const glm::vec3& n = mNormals[vertex];
        const glm::vec3& p = mPositions[vertex];
        const glm::vec3 before = onPlane(mPositions[mIndices[base + (k > 0 ? k - 1 : 2)]] - p, n);
        const glm::vec3 after = onPlane(mPositions[mIndices[base + (k < 2 ? k + 1 : 0)]] - p, n);
        const float cosine = glm::dot(before, after);
        const float angle = std::acos(cosine > 1 ? 1.0f : cosine < -1 ? -1.0f : cosine);
        return angle * onPlane(face.tangent, n);
    }

    /// Faces without area take the group of a face that meets them.
    void adoptDegenerate() {
        bool any = false;
        for (uint8_t degenerate : mDegenerate) any = any || degenerate;
        if (!any) return;
        std::vector<int32_t> groupAt(mWeld.size(), kNone);
        for (size_t c = mIndices.size(); c-- > 0;) {  // backwards: the first face wins
            if (mGroupOf[c] != kNone) groupAt[weld(c)] = mGroupOf[c];
        }
        for (size_t c = 0; c < mIndices.size(); ++c) {
            if (mDegenerate[c / 3]) mGroupOf[c] = groupAt[weld(c)];
        }
    }

    /// One vertex per (vertex, group).
    TangentFrames split() {
        constexpr int32_t kUnseen = -2;
        TangentFrames out;
        const size_t count = mPositions.size();
        std::vector<int32_t> group(count, kUnseen);  // of every vertex, copies too
        std::vector<uint32_t> next(count, 0);        // next copy of the same vertex; 0 = none
        for (size_t c = 0; c < mIndices.size(); ++c) {
            const uint32_t original = mIndices[c];
            uint32_t v = original;
            if (group[v] == kUnseen) group[v] = mGroupOf[c];
            while (group[v] != mGroupOf[c] && next[v] != 0) v = next[v];
            if (group[v] != mGroupOf[c]) {
                next[v] = static_cast<uint32_t>(group.size());
                v = next[v];
                group.push_back(mGroupOf[c]);
                next.push_back(0);
                out.copies.push_back(original);
            }
            mIndices[c] = v;
        }
        out.tangents.reserve(group.size());
        for (size_t v = 0; v < group.size(); ++v) {
            const glm::vec3& n = mNormals[v < count ? v : out.copies[v - count]];
            const Group* g = group[v] >= 0 ? &mGroups[group[v]] : nullptr;
            if (g && g->sum != glm::vec3(0)) {
                out.tangents.emplace_back(g->sum, g->positive ? 1.0f : -1.0f);
            } else {
                out.tangents.emplace_back(anyTangent(n), 1.0f);
            }
        }
        return out;
    }

    const std::vector<glm::vec3>& mPositions;
    const std::vector<glm::vec3>& mNormals;
    const std::vector<glm::vec2>& mUv;
    std::vector<uint32_t>& mIndices;
    std::vector<uint32_t> mWeld;
    std::vector<Face> mFaces;
    std::vector<uint8_t> mDegenerate;
    std::vector<int32_t> mNeighbors;
    std::vector<int32_t> mGroupOf;
    std::vector<int32_t> mStack;
    std::vector<Group> mGroups;
};

}  // namespace

TangentFrames makeTangents(const std::vector<glm::vec3>& positions,
                           const std::vector<glm::vec3>& normals, const std::vector<glm::vec2>& uv,
                           std::vector<uint32_t>& indices) {
    return Generator(positions, normals, uv, indices).run();
}

glm::vec3 anyTangent(const glm::vec3& n) {
    const glm::vec3 axis = std::fabs(n.x) < 0.9f ? glm::vec3(1, 0, 0) : glm::vec3(0, 1, 0);
    return glm::normalize(axis - glm::dot(axis, n) * n);
}

std::optional<TextureSlot> tangentTexture(const Primitive& p,
                                          const std::vector<Material>& materials) {
    if (p.topology != Topology::Triangles || p.indices.empty() || !p.tangents.empty())
        return std::nullopt;
    std::optional<TextureSlot> slot;
    const auto look = [&](int32_t index) {
        if (slot || index == kNone) return;
        const Material& m = materials[static_cast<size_t>(index)];
        if (m.unlit) return;
        if (m.normalTexture.texture != kNone) {
            slot = m.normalTexture;
        } else if (m.clearcoat.factor > 0 && m.clearcoat.normalTexture.texture != kNone) {
            slot = m.clearcoat.normalTexture;
        } else if (m.anisotropy.strength > 0) {
            slot = m.anisotropy.texture;
        }
    };
    look(p.material);
    for (const VariantMaterial& v : p.variants) look(v.material);
    return slot;
}

std::vector<glm::vec2> turnedUv(const std::vector<glm::vec2>& given, const TextureSlot& slot) {
    const bool turned =
        slot.row0.y != 0 || slot.row1.x != 0 || slot.row0.x <= 0 || slot.row1.y <= 0;
    std::vector<glm::vec2> uv(turned ? given.size() : 0);
    for (size_t i = 0; i < uv.size(); ++i) {
        const glm::vec3 at(given[i], 1);
        uv[i] = {glm::dot(slot.row0, at), glm::dot(slot.row1, at)};
    }
    return uv;
}

void addTangents(Primitive& p, const TextureSlot& slot) {
    const std::vector<glm::vec2>& given = p.uv[slot.uv];
    if (given.empty()) {
        p.tangents.reserve(p.normals.size());
        for (const glm::vec3& n : p.normals) p.tangents.emplace_back(anyTangent(n), 1.0f);
        return;
    }
    const std::vector<glm::vec2> turned = turnedUv(given, slot);
    TangentFrames frames =
        makeTangents(p.positions, p.normals, turned.empty() ? given : turned, p.indices);
    appendVertices(p, frames.copies);
    p.tangents = std::move(frames.tangents);
}

}  // namespace vitrine::gltf
