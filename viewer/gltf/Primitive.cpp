#include "gltf/Primitive.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "gltf/Fail.h"
#include "gltf/Normals.h"
#include "gltf/Tangents.h"
#include "gltf/Topology.h"
#include "gltf/Unit.h"
#include "gltf/Vertices.h"

namespace vitrine::gltf {
namespace {

class PrimitiveReader {
public:
    PrimitiveReader(const PrimitiveContext& context, const tinygltf::Primitive& in,
                    const std::vector<VariantMaterial>& variants)
        : mContext(context), mReader(context.reader), mIn(in) {
        mOut.variants = variants;
    }

    Result<Primitive> read() {
        const auto position = mIn.attributes.find("POSITION");
        if (position == mIn.attributes.end()) {
            mContext.warnings.push_back(
                concat({"meshes[", mContext.mesh,
                        "] has a primitive without POSITION; it is not drawn."}));
            return Primitive();
        }
        mCount = mReader.count(position->second);
        mOut.material = mIn.material;
        mOut.topology = topologyOf(mIn.mode);
        Status status = attributes();
        if (status) status = bound();
        if (status) status = joints();
        if (status) status = targets();
        if (status) status = indices();
        if (status) status = shading();
        if (!status) return std::move(status).error();
        return std::move(mOut);
    }

private:
    /// Elements must be vectors of floats; kept tight.
    template <typename Vector>
    Status vectors(const std::map<std::string, int>& from, const char* name,
                   std::vector<Vector>& out) {
        const auto found = from.find(name);
        if (found == from.end()) return {};
        Status status = sameCount(found->second, name);
        if (status) status = mReader.claim(mCount, sizeof(Vector));
        if (!status) return status;
        out.resize(mCount);
        constexpr uint32_t kComponents = sizeof(Vector) / sizeof(float);
        float* numbers = reinterpret_cast<float*>(out.data());
        status = mReader.floats(found->second, kComponents, numbers, kComponents);
        if (!status) return status;
        if (mReader.at(found->second).componentType == TINYGLTF_COMPONENT_TYPE_FLOAT) {
            cleanse(numbers, mCount * kComponents, name);
        }
        return {};
    }

    /// Only POSITION may not be repaired: a hole in a model would go unseen.
    void cleanse(float* numbers, size_t count, const char* name) {
        if (std::string_view(name) == "POSITION") return;
        size_t bad = 0;
        for (size_t i = 0; i < count; ++i) {
            if (std::isfinite(numbers[i])) continue;
            numbers[i] = 0;
            ++bad;
        }
        if (bad) {
            mContext.warnings.push_back(
                concat({"meshes[", mContext.mesh, "]: ", bad, " numbers of ", name,
                        " are not finite; they are taken as 0."}));
        }
    }

    Status sameCount(int accessor, const char* name) {
        if (mReader.count(accessor) == mCount) return {};
        return fail(ErrorCode::BadGltf,
                    {"meshes[", mContext.mesh, "] has ", mReader.count(accessor), " elements of ",
                     name, " for ", mCount, " of POSITION."});
    }

    Status attributes() {
        const auto& from = mIn.attributes;
        Status status = vectors(from, "POSITION", mOut.positions);
        if (status) status = vectors(from, "NORMAL", mOut.normals);
        // Tangents mean nothing without the normals they go with.
        if (status && !mOut.normals.empty()) status = vectors(from, "TANGENT", mOut.tangents);
        if (status) status = vectors(from, "TEXCOORD_0", mOut.uv[0]);
        if (status) status = vectors(from, "TEXCOORD_1", mOut.uv[1]);
        if (status) status = colors();
        if (!status) return status;
        for (glm::vec3& n : mOut.normals) n = unit(n, glm::vec3(0, 0, 1));
        for (size_t i = 0; i < mOut.tangents.size(); ++i) {
            const glm::vec3 t = unit(glm::vec3(mOut.tangents[i]), anyTangent(mOut.normals[i]));
            mOut.tangents[i] = glm::vec4(t, mOut.tangents[i].w < 0 ? -1.0f : 1.0f);
        }
        return {};
    }

    Status colors() {
        const auto found = mIn.attributes.find("COLOR_0");
        if (found == mIn.attributes.end()) return {};
        if (componentCount(mReader.at(found->second)) == 4) {
            return vectors(mIn.attributes, "COLOR_0", mOut.colors);
        }
        Status status = sameCount(found->second, "COLOR_0");
        if (status) status = mReader.claim(mCount, sizeof(glm::vec4));
        if (!status) return status;
        mOut.colors.assign(mCount, glm::vec4(1));
        float* numbers = reinterpret_cast<float*>(mOut.colors.data());
        status = mReader.floats(found->second, 3, numbers, 4);
        if (status) cleanse(numbers, mCount * 4, "COLOR_0");
        return status;
    }

    Status bound() {
        if (mOut.positions.empty()) return {};
        glm::vec3 low = mOut.positions[0], high = low;
        bool isFinite = true;
        for (const glm::vec3& p : mOut.positions) {
            low = glm::min(low, p);
            high = glm::max(high, p);
            // x − x is 0 for finite x only; min and max may drop NaN.
            isFinite = isFinite & ((p.x - p.x) + (p.y - p.y) + (p.z - p.z) == 0.0f);
        }
        if (!isFinite) {
            size_t at = 0;
            const auto good = [](const glm::vec3& p) {
                return std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z);
            };
            while (at + 1 < mCount && good(mOut.positions[at])) ++at;
            return fail(ErrorCode::BadGltf, {"meshes[", mContext.mesh, "]: the position of vertex ",
                                             at, " is not finite."});
        }
        mOut.bounds = {low, high, false};
        return {};
    }

    Status jointSet(const char* jointsName, const char* weightsName,
                    std::vector<glm::u16vec4>& joints, std::vector<glm::vec4>& weights) {
        const auto found = mIn.attributes.find(jointsName);
        if (found == mIn.attributes.end() || !mIn.attributes.count(weightsName)) return {};
        Status status = sameCount(found->second, jointsName);
        if (status) status = vectors(mIn.attributes, weightsName, weights);
        if (status) status = mReader.claim(mCount, sizeof(glm::u16vec4) + 4 * sizeof(uint32_t));
        if (!status) return status;
        std::vector<uint32_t> raw(mCount * 4);
        status = mReader.integers(found->second, 4, raw.data());
        if (!status) return status;
        joints.resize(mCount);
        for (size_t i = 0; i < mCount; ++i) {
            for (int k = 0; k < 4; ++k) {
                // An influence of nothing may name any joint; exporters leave rubbish there.
                if (!(weights[i][k] > 0)) weights[i][k] = 0;
                const uint32_t joint = weights[i][k] > 0 ? raw[4 * i + k] : 0;
                if (joint > 0xffff) {
                    return fail(ErrorCode::BadGltf,
                                {"meshes[", mContext.mesh, "]: vertex ", i, " names joint ", joint,
                                 "; at most 65535 is possible."});
                }
                joints[i][k] = static_cast<uint16_t>(joint);
            }
        }
        return {};
    }

    Status joints() {
        Status status = jointSet("JOINTS_0", "WEIGHTS_0", mOut.joints, mOut.weights);
        if (status && !mOut.joints.empty()) {
            status = jointSet("JOINTS_1", "WEIGHTS_1", mOut.joints1, mOut.weights1);
        }
        if (!status) return status;
        for (size_t i = 0; i < mOut.weights.size(); ++i) {
            float sum = 0;
            for (int k = 0; k < 4; ++k) sum += mOut.weights[i][k];
            if (!mOut.weights1.empty()) {
                for (int k = 0; k < 4; ++k) sum += mOut.weights1[i][k];
            }
            if (sum > 0 && std::isfinite(sum)) {
                mOut.weights[i] /= sum;
                if (!mOut.weights1.empty()) mOut.weights1[i] /= sum;
            } else {
                mOut.weights[i] = glm::vec4(1, 0, 0, 0);
                if (!mOut.weights1.empty()) mOut.weights1[i] = glm::vec4(0);
            }
        }
        return {};
    }

    Status targets() {
        mOut.targets.resize(mIn.targets.size());
        for (size_t i = 0; i < mIn.targets.size(); ++i) {
            MorphTarget& target = mOut.targets[i];
            Status status = vectors(mIn.targets[i], "POSITION", target.positions);
            if (!status) return status;
            for (const glm::vec3& p : target.positions) {
                if ((p.x - p.x) + (p.y - p.y) + (p.z - p.z) == 0.0f) continue;
                return fail(ErrorCode::BadGltf,
                            {"meshes[", mContext.mesh, "]: a position of morph target ", i,
                             " is not finite."});
            }
            if (mOut.normals.empty()) continue;
            status = vectors(mIn.targets[i], "NORMAL", target.normals);
            if (status && !mOut.tangents.empty()) {
                status = vectors(mIn.targets[i], "TANGENT", target.tangents);
            }
            if (!status) return status;
        }
        return {};
    }

    Status indices() {
        std::vector<uint32_t> indices;
        const size_t count = mIn.indices < 0 ? mCount : mReader.count(mIn.indices);
        // Strips grow threefold.
        Status status = mReader.claim(count, mIn.mode == TINYGLTF_MODE_TRIANGLES ? 4 : 16);
        if (!status) return status;
        indices.resize(count);
        if (mIn.indices < 0) {
            for (size_t i = 0; i < count; ++i) indices[i] = static_cast<uint32_t>(i);
        } else {
            status = mReader.integers(mIn.indices, 1, indices.data());
            if (!status) return status;
            uint32_t highest = 0;
            for (uint32_t index : indices) highest = std::max(highest, index);
            if (count > 0 && highest >= mCount) {
                return fail(ErrorCode::BadGltf,
                            {"meshes[", mContext.mesh, "]: an index is ", highest,
                             ", but there are only ", mCount, " vertices."});
            }
        }
        mOut.indices = toList(mIn.mode, std::move(indices));
        return {};
    }

    /// Some material of it wants light.
    bool isLit() const {
        const auto lit = [&](int32_t material) {
            return material == kNone || !mContext.materials[static_cast<size_t>(material)].unlit;
        };
        return lit(mOut.material) ||
               std::any_of(mOut.variants.begin(), mOut.variants.end(),
                           [&](const VariantMaterial& v) { return lit(v.material); });
    }

    Status shading() {
        if (mOut.topology != Topology::Triangles || mOut.indices.empty() || !isLit()) return {};
        if (mOut.normals.empty()) {
            Status status = mReader.claim(mOut.indices.size(),
                                          vertexBytes(mOut) + 12 + 12 * mOut.targets.size());
            if (!status) return status;
            makeFlatNormals(mOut);
        }
        if (const auto slot = tangentTexture(mOut, mContext.materials)) {
            Status status =
                mReader.claim(mOut.indices.size(), 64);  // of the generator while it works
            if (status) status = mReader.claim(mOut.positions.size(), 16);
            if (!status) return status;
            const uint32_t defer = mContext.deferTangents;
            if (defer != 0 && mOut.indices.size() > defer && !mOut.uv[slot->uv].empty()) {
                return {};
            }
            const size_t before = mOut.positions.size();
            addTangents(mOut, *slot);
            status = mReader.claim(mOut.positions.size() - before, vertexBytes(mOut));
            if (!status) return status;
        }
        return {};
    }

    const PrimitiveContext& mContext;
    AccessorReader& mReader;
    const tinygltf::Primitive& mIn;
    size_t mCount = 0;
    Primitive mOut;
};

}  // namespace

Result<Primitive> readPrimitive(const PrimitiveContext& context, const tinygltf::Primitive& in,
                                const std::vector<VariantMaterial>& variants) {
    return PrimitiveReader(context, in, variants).read();
}

}  // namespace vitrine::gltf
