// The one place that compiles tinygltf.
//
// tinygltf's LoadFromString() parses text and insists on having every buffer and image at hand. The
// readers of single elements behind it (ParseAccessor, ParseMesh, …) do not; they are called here
// on a tree that is parsed once and checked.
#include "gltf/TinyGltf.h"

#define TINYGLTF_IMPLEMENTATION
#define TINYGLTF_NO_FS
#define TINYGLTF_NO_STB_IMAGE
#define TINYGLTF_NO_STB_IMAGE_WRITE
#define TINYGLTF_NO_EXTERNAL_IMAGE
#include <fstream>  // tinygltf 2.7.0 uses it without including it when TINYGLTF_NO_FS is set
#include <sstream>

#include "gltf/Fail.h"

// tinygltf formats a handful of messages with std::stringstream, which brings 120 KB of locales
// into the wasm. In this file that name stands for a plain string with the same <<.
namespace std {  // NOLINT: tinygltf spells it std::stringstream
class vitrine_text {
public:
    template <typename T>
    vitrine_text& operator<<(const T& value) {
        mText += vitrine::concat({value});
        return *this;
    }
    vitrine_text& operator<<(std::ostream& (*)(std::ostream&)) { return *this; }  // std::endl
    const std::string& str() const { return mText; }

private:
    std::string mText;
};
}  // namespace std
#define stringstream vitrine_text

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#endif
#include <tiny_gltf.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
#undef stringstream

namespace vitrine::gltf {
namespace {

template <typename Element, typename Parse>
Status readArray(const nlohmann::json& root, const char* name, std::vector<Element>& out,
                 Parse parse) {
    const auto found = root.find(name);
    if (found == root.end()) return {};
    out.reserve(found->size());
    for (const nlohmann::json& object : *found) {
        out.emplace_back();
        std::string message;
        if (!parse(out.back(), message, object)) {
            while (!message.empty() && message.back() == '\n') message.pop_back();
            return fail(ErrorCode::BadGltf, {name, "[", out.size() - 1, "]: ", message});
        }
    }
    return {};
}

void readStrings(const nlohmann::json& root, const char* name, std::vector<std::string>& out) {
    const auto found = root.find(name);
    if (found == root.end()) return;
    for (const nlohmann::json& text : *found) out.push_back(text.get<std::string>());
}

}  // namespace

Status readModel(const nlohmann::json& root, tinygltf::Model& model) {
    using namespace tinygltf;
    using nlohmann::json;
    std::string ignored;
    ParseAsset(&model.asset, &ignored, root["asset"], false);
    readStrings(root, "extensionsUsed", model.extensionsUsed);
    readStrings(root, "extensionsRequired", model.extensionsRequired);
    ParseExtensionsProperty(&model.extensions, &ignored, root);
    const auto scene = root.find("scene");
    if (scene != root.end()) model.defaultScene = scene->get<int>();

    Status status;
    const auto read = [&](const char* name, auto& out, auto parse) {
        if (status) status = readArray(root, name, out, parse);
    };
    read("bufferViews", model.bufferViews, [](BufferView& out, std::string& err, const json& o) {
        return ParseBufferView(&out, &err, o, false);
    });
    read("accessors", model.accessors,
         [](tinygltf::Accessor& out, std::string& err, const json& o) {
             return ParseAccessor(&out, &err, o, false);
         });
    read("meshes", model.meshes, [&](tinygltf::Mesh& out, std::string& err, const json& o) {
        return ParseMesh(&out, &model, &err, o, false);
    });
    read("nodes", model.nodes, [](tinygltf::Node& out, std::string& err, const json& o) {
        return ParseNode(&out, &err, o, false);
    });
    read("scenes", model.scenes, [](tinygltf::Scene& out, std::string& err, const json& o) {
        ParseStringProperty(&out.name, &err, o, "name", false);
        ParseIntegerArrayProperty(&out.nodes, &err, o, "nodes", false);
        return true;
    });
    read("materials", model.materials,
         [](tinygltf::Material& out, std::string& err, const json& o) {
             return ParseMaterial(&out, &err, o, false);
         });
    read("textures", model.textures, [](tinygltf::Texture& out, std::string& err, const json& o) {
        return ParseTexture(&out, &err, o, false, {});
    });
    read("samplers", model.samplers, [](tinygltf::Sampler& out, std::string& err, const json& o) {
        return ParseSampler(&out, &err, o, false);
    });
    read("animations", model.animations,
         [](tinygltf::Animation& out, std::string& err, const json& o) {
             return ParseAnimation(&out, &err, o, false);
         });
    read("skins", model.skins, [](tinygltf::Skin& out, std::string& err, const json& o) {
        return ParseSkin(&out, &err, o, false);
    });
    read("cameras", model.cameras, [](tinygltf::Camera& out, std::string& err, const json& o) {
        return ParseCamera(&out, &err, o, false);
    });
    return status;
}

}  // namespace vitrine::gltf
