#include "gltf/Source.h"

#include "gltf/Extensions.h"
#include "gltf/Fail.h"
#include "gltf/JsonGuard.h"
#include "gltf/ParseJson.h"
#include "gltf/Schema.h"
#include "gltf/TinyGltf.h"

namespace vitrine::gltf {
namespace {

using nlohmann::json;

/// The string member, moved out of the tree (data: URIs are large).
std::string takeString(json& object, const char* name) {
    auto found = object.find(name);
    if (found == object.end() || !found->is_string()) return {};
    return std::move(found->get_ref<std::string&>());
}

Status readBuffers(json& root, std::vector<BufferDecl>& out) {
    auto found = root.find("buffers");
    if (found == root.end()) return {};
    for (json& object : *found) {
        BufferDecl decl;
        decl.byteLength = object["byteLength"].get<uint64_t>();
        if (object.contains("uri")) {
            decl.uri = takeString(object, "uri");
            if (decl.uri.empty())
                return fail(ErrorCode::BadGltf, {"buffers[", out.size(), "].uri is empty."});
        }
        const auto extensions = object.find("extensions");
        if (extensions != object.end() && extensions->contains(kMeshopt))
            decl.fallback = (*extensions)[kMeshopt].value("fallback", false);
        out.push_back(std::move(decl));
    }
    return {};
}

Status readImages(json& root, std::vector<ImageDecl>& out) {
    auto found = root.find("images");
    if (found == root.end()) return {};
    for (json& object : *found) {
        ImageDecl decl;
        decl.name = takeString(object, "name");
        decl.mimeType = takeString(object, "mimeType");
        const bool hasUri = object.contains("uri");
        decl.uri = takeString(object, "uri");
        if (object.contains("bufferView")) decl.bufferView = object["bufferView"].get<int32_t>();
        if (decl.uri.empty() && (hasUri || decl.bufferView < 0)) {
            return fail(
                ErrorCode::BadGltf,
                {"images[", out.size(), "] has neither a bufferView nor a uri that is not empty."});
        }
        out.push_back(std::move(decl));
    }
    return {};
}

Status checkVersion(const json& asset) {
    const auto& version = asset["version"].get_ref<const std::string&>();
    const auto min = asset.find("minVersion");
    const std::string& needed = min == asset.end() ? version : min->get_ref<const std::string&>();
    if (version.compare(0, 2, "2.") != 0 || needed.compare(0, 2, "2.") != 0) {
        return fail(ErrorCode::UnsupportedVersion,
                    {"The model is glTF ", needed.substr(0, 20), "; only 2.x is supported."});
    }
    return {};
}

}  // namespace

Source::Source() : model(new tinygltf::Model) {}
Source::~Source() = default;

Result<std::unique_ptr<Source>> readSource(Bytes text) {
    Status status = guardJson(text);
    if (!status) return std::move(status).error();
    json root;
    if (!parseJson(text, root)) {
        return fail(ErrorCode::BadJson,
                    {"The model's ", text.size, " bytes of JSON do not parse."});
    }
    // What a file needs is told before what is wrong with it: an extension may allow what core
    // forbids.
    if (root.is_object()) {
        const auto required = root.find("extensionsRequired");
        if (required != root.end() && required->is_array()) {
            std::vector<std::string> names;
            for (const json& name : *required) {
                if (name.is_string()) names.push_back(name.get<std::string>());
            }
            status = checkRequired(names);
            if (!status) return std::move(status).error();
        }
    }
    status = checkSchema(root);
    if (status) status = checkVersion(root["asset"]);
    auto source = std::make_unique<Source>();
    if (status) status = readBuffers(root, source->buffers);
    if (status) status = readImages(root, source->images);
    if (status) source->variants = takeVariants(root);
    if (status) status = readModel(root, *source->model);
    if (!status) return std::move(status).error();
    return source;
}

}  // namespace vitrine::gltf
