#include "WriteLevel.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>

#include "Glb.h"
#include "Materials.h"
#include "Version.h"
#include "WriteMeshes.h"

namespace vitrine::pack {
namespace {

/// Extensions that refer to images, accessors or buffer views in ways of their own. They are left out: what they refer to
/// is not where it was.
constexpr const char* kLeftOut[] = {
    "EXT_mesh_features",    "EXT_instance_features",  "EXT_structural_metadata",
    "EXT_feature_metadata", "EXT_lights_image_based", "MSFT_texture_dds",
    "KHR_audio_emitter",    "EXT_texture_video",
};

/// Extensions that are about how a file is stored, which is decided here anew.
constexpr const char* kStorage[] = {
    "KHR_draco_mesh_compression", "EXT_meshopt_compression", "KHR_mesh_quantization",
    "KHR_texture_basisu",         "EXT_texture_webp",        "EXT_texture_avif",
};

bool isStorage(const std::string& name) {
    return std::find(std::begin(kStorage), std::end(kStorage), name) != std::end(kStorage);
}

void leaveOut(Json& json) {
    for (const char* name : kLeftOut) eraseExtension(json, name);
    if (!json.is_structured()) return;
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (json.is_object() && it.key() == "extras") continue;
        leaveOut(it.value());
    }
}

void namesOfExtensions(const Json& json, std::set<std::string>& names) {
    if (!json.is_structured()) return;
    if (const Json* extensions = member(json, "extensions")) {
        for (auto it = extensions->begin(); extensions->is_object() && it != extensions->end();
             ++it)
            names.insert(it.key());
    }
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (json.is_object() && it.key() == "extras") continue;
        namesOfExtensions(it.value(), names);
    }
}

class LevelWriter {
public:
    LevelWriter(const Product& product, const UsedImages& used, const LevelImages& images,
                const WriteOptions& options)
        : mProduct(product),
          mUsed(used),
          mImages(images),
          mOptions(options),
          mBuffers(options.codec == Codec::Meshopt),
          mJson(product.json) {
        if (options.codec == Codec::Draco) mOptions.precision.filters = false;
    }

    Result<WrittenLevel> write(const Level& level) {
        leaveOut(mJson);
        MeshWriter meshes(mJson, mBuffers, mOptions);
        Status status = meshes.write(level.meshes);
        if (status) status = skins();
        if (status) status = animations();
        if (status) status = instances();
        if (!status) return std::move(status).error();
        textures();
        images();
        mJson["asset"]["generator"] = kGenerator;

        WrittenLevel out;
        const std::vector<uint8_t> bin = mBuffers.finish(mJson);
        out.extensionsRequired = extensions(meshes);
        out.triangles = meshes.triangles();
        out.vertices = meshes.vertices();
        out.glb = makeGlb(mJson, bin);
        return out;
    }

private:
    /// Copies an accessor that is not of vertices, as floats.
    Result<size_t> copyFloats(int64_t accessor, bool bounds) {
        Result<Values> read = readValues(mProduct, accessor);
        if (!read) return std::move(read).error();
        Stream stream;
        stream.components = read->components;
        stream.values = std::move(read->values);
        Precision lossless;
        lossless.filters = false;
        return mBuffers.addData(encodeFloats(stream, lossless), bounds);
    }

    Status skins() {
        Json* skins = member(mJson, "skins");
        for (size_t i = 0; skins && i < skins->size(); ++i) {
            const int64_t accessor = whole((*skins)[i], "inverseBindMatrices");
            if (accessor < 0) continue;
            Result<size_t> copied = copyFloats(accessor, false);
            if (!copied) return std::move(copied).error();
            (*skins)[i]["inverseBindMatrices"] = *copied;
        }
        return {};
    }

    Status animations() {
        Json* animations = member(mJson, "animations");
        for (size_t i = 0; animations && i < animations->size(); ++i) {
            Json& animation = (*animations)[i];
            Json* samplers = member(animation, "samplers");
            for (size_t s = 0; samplers && s < samplers->size(); ++s) {
                Json& sampler = (*samplers)[s];
                Result<size_t> input = copyFloats(whole(sampler, "input"), true);
                if (!input) return std::move(input).error();
                Result<size_t> output = keyframes(animation, s, sampler);
                if (!output) return std::move(output).error();
                sampler["input"] = *input;
                sampler["output"] = *output;
            }
        }
        return {};
    }

    /// Rotations become short quaternions where they are unit ones; everything else stays as exact as it was.
    Result<size_t> keyframes(const Json& animation, size_t index, const Json& sampler) {
        const int64_t accessor = whole(sampler, "output");
        if (!mOptions.precision.filters || text(sampler, "interpolation") == "CUBICSPLINE")
            return copyFloats(accessor, false);
        bool rotations = false;
        for (const Json& channel : list(animation, "channels")) {
            if (whole(channel, "sampler") != static_cast<int64_t>(index)) continue;
            const Json* target = member(channel, "target");
            rotations = target && text(*target, "path") == "rotation";
            if (!rotations) break;
        }
        if (!rotations) return copyFloats(accessor, false);
        Result<Values> read = readValues(mProduct, accessor);
        if (!read) return std::move(read).error();
        for (size_t k = 0; read->components == 4 && k + 3 < read->values.size(); k += 4) {
            const float* q = &read->values[k];
            const float square = q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3];
            rotations = rotations && std::fabs(square - 1) < 1e-3f;
        }
        if (!rotations || read->components != 4) return copyFloats(accessor, false);
        return mBuffers.addData(encodeRotations(read->values), false);
    }

    Status instances() {
        Json* nodes = member(mJson, "nodes");
        for (size_t i = 0; nodes && i < nodes->size(); ++i) {
            Json* instancing = extension((*nodes)[i], "EXT_mesh_gpu_instancing");
            Json* attributes = instancing ? member(*instancing, "attributes") : nullptr;
            if (!attributes || !attributes->is_object()) continue;
            for (auto it = attributes->begin(); it != attributes->end(); ++it) {
                Result<size_t> copied = copyFloats(whole(*attributes, it.key().c_str()), false);
                if (!copied) return std::move(copied).error();
                it.value() = *copied;
            }
        }
        return {};
    }

    /// New textures, one per used texture and transfer function, and the slots that point to them.
    void textures() {
        const Json sources = list(mJson, "textures");
        mJson.erase("textures");  // moves the other members: find them after it
        Json* materials = member(mJson, "materials");
        Json out = Json::array();
        std::map<std::string, size_t> known;
        for (size_t i = 0; materials && i < materials->size(); ++i) {
            forEachTexture((*materials)[i], [&](const TextureInfo& info, Json& slot) {
                if (static_cast<size_t>(info.texture) >= sources.size()) return;
                Json texture = sources[static_cast<size_t>(info.texture)];
                texture.erase("source");
                for (const char* name : kStorage) eraseExtension(texture, name);
                const int64_t image = mUsed.of(info.texture, info.use.srgb);
                if (image >= 0) {
                    const size_t at = mImages.of[static_cast<size_t>(image)];
                    const char* name =
                        mImages.images[at].uri.empty() ? "EXT_texture_webp" : "KHR_texture_basisu";
                    texture["extensions"][name] = {{"source", at}};
                    (mImages.images[at].uri.empty() ? mUsesWebp : mUsesBasis) = true;
                }
                const auto [found, fresh] = known.try_emplace(dump(texture), out.size());
                if (fresh) out.push_back(std::move(texture));
                slot["index"] = found->second;
            });
        }
        if (!out.empty()) mJson["textures"] = std::move(out);
    }

    void images() {
        mJson.erase("images");
        Json out = Json::array();
        for (const LevelImage& image : mImages.images) {
            Json json = {{"name", image.name}};
            if (image.uri.empty()) {
                json["mimeType"] = "image/webp";
                json["bufferView"] = mBuffers.addBytes(image.webp);
            } else {
                json["mimeType"] = "image/ktx2";
                json["uri"] = image.uri;
            }
            out.push_back(std::move(json));
        }
        if (!out.empty()) mJson["images"] = std::move(out);
    }

    /// Sets extensionsUsed and extensionsRequired; returns the latter.
    std::vector<std::string> extensions(const MeshWriter& meshes) {
        std::set<std::string> used, required;
        namesOfExtensions(mJson, used);
        for (const Json& name : list(mProduct.json, "extensionsRequired")) {
            if (name.is_string() && used.count(name.get<std::string>()) &&
                !isStorage(name.get<std::string>()))
                required.insert(name.get<std::string>());
        }
        const auto require = [&](bool isUsed, const char* name) {
            if (!isUsed) return;
            used.insert(name);
            required.insert(name);
        };
        require(mBuffers.usesMeshopt(), "EXT_meshopt_compression");
        require(meshes.quantized(), "KHR_mesh_quantization");
        require(meshes.usesDraco(), "KHR_draco_mesh_compression");
        require(mUsesBasis, "KHR_texture_basisu");
        require(mUsesWebp, "EXT_texture_webp");
        mJson.erase("extensionsUsed");
        mJson.erase("extensionsRequired");
        if (!used.empty()) mJson["extensionsUsed"] = used;
        if (!required.empty()) mJson["extensionsRequired"] = required;
        return {required.begin(), required.end()};
    }

    const Product& mProduct;
    const UsedImages& mUsed;
    const LevelImages& mImages;
    WriteOptions mOptions;
    Buffers mBuffers;
    Json mJson;
    bool mUsesBasis = false, mUsesWebp = false;
};

}  // namespace

Result<WrittenLevel> writeLevel(const Product& product, const Level& level, const UsedImages& used,
                                const LevelImages& images, const WriteOptions& options) {
    return LevelWriter(product, used, images, options).write(level);
}

}  // namespace vitrine::pack
