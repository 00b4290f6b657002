#include "gltf/Animation.h"

#include <algorithm>
#include <cmath>

#include "gltf/Fail.h"
#include "gltf/TinyGltf.h"

namespace vitrine::gltf {
namespace {

class AnimationReader {
public:
    AnimationReader(const Source& source, AccessorReader& reader, Asset& asset, size_t index)
        : mIn(source.model->animations[index]), mReader(reader), mAsset(asset), mIndex(index) {}

    Status read() {
        mOut.name = mIn.name;
        for (size_t i = 0; i < mIn.channels.size(); ++i) {
            Status status = channel(i);
            if (!status) return status;
        }
        mAsset.animations.push_back(std::move(mOut));
        return {};
    }

private:
    void warn(std::initializer_list<Part> parts) { mAsset.warnings.push_back(concat(parts)); }

    Status channel(size_t i) {
        const tinygltf::AnimationChannel& in = mIn.channels[i];
        if (in.target_node < 0) return {};
        const Node& node = mAsset.nodes[in.target_node];
        Channel out;
        out.node = in.target_node;
        if (in.target_path == "translation") {
            out.path = Path::Translation;
        } else if (in.target_path == "rotation") {
            out.path = Path::Rotation;
            out.width = 4;
        } else if (in.target_path == "scale") {
            out.path = Path::Scale;
        } else if (in.target_path == "weights") {
            out.path = Path::Weights;
            out.width = node.mesh == kNone
                            ? 0
                            : static_cast<uint32_t>(mAsset.meshes[node.mesh].weights.size());
            if (out.width == 0) {
                warn({"animations[", mIndex, "] moves morph weights of nodes[", in.target_node,
                      "], which has no morph targets."});
                return {};
            }
        } else {
            warn({"animations[", mIndex, "] moves an unknown property."});
            return {};
        }
        if (node.matrix && out.path != Path::Weights) {
            warn({"animations[", mIndex, "] moves nodes[", in.target_node,
                  "], which has a matrix; that is not allowed and has no effect."});
            return {};
        }
        const tinygltf::AnimationSampler& sampler = mIn.samplers[in.sampler];
        if (sampler.interpolation == "STEP") {
            out.interpolation = Interpolation::Step;
        } else if (sampler.interpolation == "CUBICSPLINE") {
            out.interpolation = Interpolation::CubicSpline;
        } else if (sampler.interpolation != "LINEAR") {
            warn({"animations[", mIndex, "] has an unknown interpolation; LINEAR is used."});
        }
        Status status = keys(sampler, out);
        if (!status) return status;
        if (out.times.empty()) return {};
        mOut.duration = std::max(mOut.duration, out.times.back());
        mOut.channels.push_back(std::move(out));
        return {};
    }

    Status keys(const tinygltf::AnimationSampler& sampler, Channel& out) {
        const size_t count = mReader.count(sampler.input);
        Status status = mReader.claim(count, sizeof(float));
        if (!status) return status;
        out.times.resize(count);
        status = mReader.floats(sampler.input, 1, out.times.data(), 1);
        if (!status) return status;
        for (size_t k = 0; k < count; ++k) {
            const float before = k ? out.times[k - 1] : -1.0f;
            if (std::isfinite(out.times[k]) && out.times[k] >= 0 && out.times[k] > before) continue;
            return fail(ErrorCode::BadGltf,
                        {"animations[", mIndex, "]: the time of key ", k, " (accessors[",
                         sampler.input, "]) does not follow the one before."});
        }
        const uint64_t perKey =
            uint64_t(out.width) * (out.interpolation == Interpolation::CubicSpline ? 3 : 1);
        const bool scalars = out.path == Path::Weights;
        const uint64_t have = uint64_t(mReader.count(sampler.output)) * (scalars ? 1 : out.width);
        if (have != count * perKey) {
            return fail(ErrorCode::BadGltf,
                        {"animations[", mIndex, "]: accessors[", sampler.output, "] holds ", have,
                         " numbers where ", count, " keys need ", count * perKey, "."});
        }
        status = mReader.claim(have, sizeof(float));
        if (!status) return status;
        out.values.resize(static_cast<size_t>(have));
        const uint32_t components = scalars ? 1 : out.width;
        status = mReader.floats(sampler.output, components, out.values.data(), components);
        if (!status) return status;
        for (size_t k = 0; k < out.values.size(); ++k) {
            if (std::isfinite(out.values[k])) continue;
            return fail(ErrorCode::BadGltf, {"animations[", mIndex, "]: number ", k,
                                             " of accessors[", sampler.output, "] is not finite."});
        }
        return {};
    }

    const tinygltf::Animation& mIn;
    AccessorReader& mReader;
    Asset& mAsset;
    size_t mIndex;
    Animation mOut;
};

}  // namespace

Status readAnimations(const Source& source, AccessorReader& reader, Asset& asset) {
    for (size_t i = 0; i < source.model->animations.size(); ++i) {
        Status status = AnimationReader(source, reader, asset, i).read();
        if (!status) return status;
    }
    return {};
}

}  // namespace vitrine::gltf
