#include "gltf/Instancing.h"

#include <cmath>

#include "gltf/Extensions.h"
#include "gltf/Fail.h"
#include "gltf/Limits.h"
#include "gltf/TinyGltf.h"

namespace vitrine::gltf {
namespace {

/// The transforms of one node, read attribute by attribute.
class InstanceReader {
public:
    InstanceReader(AccessorReader& reader, size_t node) : mReader(reader), mNode(node) {}

    Status read(const InstanceAccessors& accessors, std::vector<glm::mat4>& out) {
        std::vector<float> translations, rotations, scales;
        Status status = attribute(accessors.translation, 3, "TRANSLATION", translations);
        if (status) status = attribute(accessors.rotation, 4, "ROTATION", rotations);
        if (status) status = attribute(accessors.scale, 3, "SCALE", scales);
        if (status) status = mReader.claim(mCount, sizeof(glm::mat4));
        if (!status) return status;
        out.assign(mCount, glm::mat4(1));
        for (size_t i = 0; i < mCount; ++i) {
            glm::mat4& m = out[i];
            if (!rotations.empty()) {
                const float* r = &rotations[4 * i];
                m = glm::mat4_cast(glm::normalize(glm::quat(r[3], r[0], r[1], r[2])));
            }
            if (!scales.empty()) {
                for (int k = 0; k < 3; ++k) m[k] *= scales[3 * i + static_cast<size_t>(k)];
            }
            if (!translations.empty()) {
                const float* t = &translations[3 * i];
                m[3] = {t[0], t[1], t[2], 1};
            }
            for (int k = 0; k < 16; ++k) {
                if (std::isfinite(m[k / 4][k % 4])) continue;
                return fail(ErrorCode::BadGltf,
                            {"nodes[", mNode, "]: instance ", i, " has no finite transform."});
            }
        }
        return {};
    }

private:
    Status attribute(int accessor, uint32_t components, const char* name, std::vector<float>& out) {
        if (accessor < 0) return {};
        const size_t count = mReader.count(accessor);
        if (mAny && count != mCount) {
            return fail(ErrorCode::BadGltf, {"nodes[", mNode, "]: ", kInstancing, " has ", mCount,
                                             " instances, but ", name, " has ", count, "."});
        }
        if (count > kMaxInstances) {
            return fail(ErrorCode::TooLarge,
                        {"nodes[", mNode, "] has ", count, " instances; at most ", kMaxInstances,
                         " can be drawn."});
        }
        mAny = true;
        mCount = count;
        out.resize(count * components);
        return mReader.floats(accessor, components, out.data(), components);
    }

    AccessorReader& mReader;
    size_t mNode;
    size_t mCount = 0;
    bool mAny = false;
};

}  // namespace

InstanceAccessors instanceAccessors(const tinygltf::Node& node) {
    InstanceAccessors out;
    const auto found = node.extensions.find(kInstancing);
    if (found == node.extensions.end()) return out;
    const tinygltf::Value& attributes = found->second.Get("attributes");
    const auto index = [&](const char* name) {
        return attributes.Has(name) ? attributes.Get(name).GetNumberAsInt() : -1;
    };
    out.translation = index("TRANSLATION");
    out.rotation = index("ROTATION");
    out.scale = index("SCALE");
    return out;
}

Status readInstances(const Source& source, AccessorReader& reader, Asset& asset) {
    size_t total = 0;
    for (size_t i = 0; i < asset.nodes.size(); ++i) {
        Node& node = asset.nodes[i];
        if (node.mesh == kNone) continue;
        const InstanceAccessors accessors = instanceAccessors(source.model->nodes[i]);
        if (accessors.translation < 0 && accessors.rotation < 0 && accessors.scale < 0) continue;
        if (node.skin != kNone) {
            asset.warnings.push_back(
                concat({"nodes[", i, "] has a skin and ", kInstancing, "; it is drawn once."}));
            continue;
        }
        Status status = InstanceReader(reader, i).read(accessors, node.instances);
        if (!status) return status;
        total += node.instances.size();
        if (total > kMaxInstances) {
            return fail(ErrorCode::TooLarge, {"The model has more than ", kMaxInstances,
                                              " instances (", kInstancing, ")."});
        }
        // An empty list says "not instanced"; a node of no instances shows nothing.
        if (node.instances.empty()) node.mesh = kNone;
    }
    return {};
}

}  // namespace vitrine::gltf
