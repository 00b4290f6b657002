#include "gltf/Schema.h"

#include "gltf/Extensions.h"
#include "gltf/Fail.h"
#include "gltf/Limits.h"

namespace vitrine::gltf {
namespace {

using nlohmann::json;

enum class Kind : uint8_t {
    Index,  // whole number ≥ 0 that fits an int
    Size,   // the same, but too much of it is TooLarge
    Number,
    Bool,
    String,
    Object,   // checked by `rules`
    Objects,  // array of such
    Indices,  // array of Index
    Numbers,  // array of `length` numbers; any length when 0
    Strings,
    IndexMap,   // object of Index
    IndexMaps,  // array of such
};

struct Rule {
    const char* name;
    Kind kind;
    bool required = false;
    const Rule* rules = nullptr;
    uint8_t length = 0;
};

constexpr Rule kEnd = {nullptr, Kind::Bool};
constexpr bool kRequired = true;

const Rule kAsset[] = {{"version", Kind::String, kRequired}, {"minVersion", Kind::String}, kEnd};
const Rule kFallback[] = {{"fallback", Kind::Bool}, kEnd};
const Rule kBufferExtensions[] = {{kMeshopt, Kind::Object, false, kFallback}, kEnd};
const Rule kBuffer[] = {{"byteLength", Kind::Size, kRequired},
                        {"uri", Kind::String},
                        {"extensions", Kind::Object, false, kBufferExtensions},
                        kEnd};
const Rule kCompressedView[] = {{"buffer", Kind::Index, kRequired},
                                {"byteOffset", Kind::Size},
                                {"byteLength", Kind::Size, kRequired},
                                {"byteStride", Kind::Size, kRequired},
                                {"count", Kind::Size, kRequired},
                                {"mode", Kind::String, kRequired},
                                {"filter", Kind::String},
                                kEnd};
const Rule kViewExtensions[] = {{kMeshopt, Kind::Object, false, kCompressedView}, kEnd};
const Rule kBufferView[] = {{"buffer", Kind::Index, kRequired},
                            {"byteOffset", Kind::Size},
                            {"byteLength", Kind::Size, kRequired},
                            {"byteStride", Kind::Size},
                            {"target", Kind::Index},
                            {"extensions", Kind::Object, false, kViewExtensions},
                            kEnd};
const Rule kSparseIndices[] = {{"bufferView", Kind::Index, kRequired},
                               {"byteOffset", Kind::Size},
                               {"componentType", Kind::Index, kRequired},
                               kEnd};
const Rule kSparseValues[] = {
    {"bufferView", Kind::Index, kRequired}, {"byteOffset", Kind::Size}, kEnd};
const Rule kSparse[] = {{"count", Kind::Size, kRequired},
                        {"indices", Kind::Object, kRequired, kSparseIndices},
                        {"values", Kind::Object, kRequired, kSparseValues},
                        kEnd};
const Rule kAccessor[] = {{"bufferView", Kind::Index},
                          {"byteOffset", Kind::Size},
                          {"componentType", Kind::Index, kRequired},
                          {"normalized", Kind::Bool},
                          {"count", Kind::Size, kRequired},
                          {"type", Kind::String, kRequired},
                          {"sparse", Kind::Object, false, kSparse},
                          kEnd};
const Rule kCompressedPrimitive[] = {
    {"bufferView", Kind::Index, kRequired}, {"attributes", Kind::IndexMap, kRequired}, kEnd};
const Rule kPrimitiveExtensions[] = {{kDraco, Kind::Object, false, kCompressedPrimitive}, kEnd};
const Rule kPrimitive[] = {{"attributes", Kind::IndexMap, kRequired},
                           {"indices", Kind::Index},
                           {"material", Kind::Index},
                           {"mode", Kind::Index},
                           {"targets", Kind::IndexMaps},
                           {"extensions", Kind::Object, false, kPrimitiveExtensions},
                           kEnd};
const Rule kMesh[] = {
    {"primitives", Kind::Objects, kRequired, kPrimitive}, {"weights", Kind::Numbers}, kEnd};
const Rule kInstances[] = {{"attributes", Kind::IndexMap, kRequired}, kEnd};
const Rule kNodeExtensions[] = {{kInstancing, Kind::Object, false, kInstances}, kEnd};
const Rule kNode[] = {{"camera", Kind::Index},
                      {"children", Kind::Indices},
                      {"skin", Kind::Index},
                      {"mesh", Kind::Index},
                      {"matrix", Kind::Numbers, false, nullptr, 16},
                      {"rotation", Kind::Numbers, false, nullptr, 4},
                      {"scale", Kind::Numbers, false, nullptr, 3},
                      {"translation", Kind::Numbers, false, nullptr, 3},
                      {"weights", Kind::Numbers},
                      {"extensions", Kind::Object, false, kNodeExtensions},
                      kEnd};
const Rule kScene[] = {{"nodes", Kind::Indices}, kEnd};
const Rule kSkin[] = {{"joints", Kind::Indices, kRequired},
                      {"inverseBindMatrices", Kind::Index},
                      {"skeleton", Kind::Index},
                      kEnd};
const Rule kTransform[] = {{"offset", Kind::Numbers, false, nullptr, 2},
                           {"scale", Kind::Numbers, false, nullptr, 2},
                           {"rotation", Kind::Number},
                           {"texCoord", Kind::Index},
                           kEnd};
const Rule kInfoExtensions[] = {{kTextureTransform, Kind::Object, false, kTransform}, kEnd};
const Rule kTextureInfo[] = {{"index", Kind::Index, kRequired},
                             {"texCoord", Kind::Index},
                             {"scale", Kind::Number},
                             {"strength", Kind::Number},
                             {"extensions", Kind::Object, false, kInfoExtensions},
                             kEnd};
const Rule kPbr[] = {{"baseColorFactor", Kind::Numbers, false, nullptr, 4},
                     {"metallicFactor", Kind::Number},
                     {"roughnessFactor", Kind::Number},
                     {"baseColorTexture", Kind::Object, false, kTextureInfo},
                     {"metallicRoughnessTexture", Kind::Object, false, kTextureInfo},
                     kEnd};
const Rule kNothing[] = {kEnd};
const Rule kMaterialExtensions[] = {{kUnlit, Kind::Object, false, kNothing}, kEnd};
const Rule kMaterial[] = {{"pbrMetallicRoughness", Kind::Object, false, kPbr},
                          {"normalTexture", Kind::Object, false, kTextureInfo},
                          {"occlusionTexture", Kind::Object, false, kTextureInfo},
                          {"emissiveTexture", Kind::Object, false, kTextureInfo},
                          {"emissiveFactor", Kind::Numbers, false, nullptr, 3},
                          {"alphaMode", Kind::String},
                          {"alphaCutoff", Kind::Number},
                          {"doubleSided", Kind::Bool},
                          {"extensions", Kind::Object, false, kMaterialExtensions},
                          kEnd};
const Rule kSourceExtension[] = {{"source", Kind::Index, kRequired}, kEnd};
const Rule kTextureExtensions[] = {{kBasisu, Kind::Object, false, kSourceExtension},
                                   {kWebp, Kind::Object, false, kSourceExtension},
                                   {kAvif, Kind::Object, false, kSourceExtension},
                                   kEnd};
const Rule kTexture[] = {{"sampler", Kind::Index},
                         {"source", Kind::Index},
                         {"extensions", Kind::Object, false, kTextureExtensions},
                         kEnd};
const Rule kImage[] = {
    {"uri", Kind::String}, {"mimeType", Kind::String}, {"bufferView", Kind::Index}, kEnd};
const Rule kSampler[] = {{"magFilter", Kind::Index},
                         {"minFilter", Kind::Index},
                         {"wrapS", Kind::Index},
                         {"wrapT", Kind::Index},
                         kEnd};
const Rule kPerspective[] = {{"yfov", Kind::Number, kRequired},
                             {"znear", Kind::Number, kRequired},
                             {"zfar", Kind::Number},
                             {"aspectRatio", Kind::Number},
                             kEnd};
const Rule kOrthographic[] = {{"xmag", Kind::Number, kRequired},
                              {"ymag", Kind::Number, kRequired},
                              {"zfar", Kind::Number, kRequired},
                              {"znear", Kind::Number, kRequired},
                              kEnd};
const Rule kCamera[] = {{"type", Kind::String, kRequired},
                        {"perspective", Kind::Object, false, kPerspective},
                        {"orthographic", Kind::Object, false, kOrthographic},
                        kEnd};
const Rule kTarget[] = {{"node", Kind::Index}, {"path", Kind::String, kRequired}, kEnd};
const Rule kChannel[] = {
    {"sampler", Kind::Index, kRequired}, {"target", Kind::Object, kRequired, kTarget}, kEnd};
const Rule kAnimationSampler[] = {{"input", Kind::Index, kRequired},
                                  {"output", Kind::Index, kRequired},
                                  {"interpolation", Kind::String},
                                  kEnd};
const Rule kAnimation[] = {{"channels", Kind::Objects, kRequired, kChannel},
                           {"samplers", Kind::Objects, kRequired, kAnimationSampler},
                           kEnd};
const Rule kRoot[] = {{"asset", Kind::Object, kRequired, kAsset},
                      {"extensionsUsed", Kind::Strings},
                      {"extensionsRequired", Kind::Strings},
                      {"buffers", Kind::Objects, false, kBuffer},
                      {"bufferViews", Kind::Objects, false, kBufferView},
                      {"accessors", Kind::Objects, false, kAccessor},
                      {"meshes", Kind::Objects, false, kMesh},
                      {"nodes", Kind::Objects, false, kNode},
                      {"scenes", Kind::Objects, false, kScene},
                      {"scene", Kind::Index},
                      {"skins", Kind::Objects, false, kSkin},
                      {"materials", Kind::Objects, false, kMaterial},
                      {"textures", Kind::Objects, false, kTexture},
                      {"images", Kind::Objects, false, kImage},
                      {"samplers", Kind::Objects, false, kSampler},
                      {"cameras", Kind::Objects, false, kCamera},
                      {"animations", Kind::Objects, false, kAnimation},
                      kEnd};

/// Where we are, as a chain on the stack; spelled out only for messages.
struct Place {
    const Place* parent;
    const char* name;  // or null: an array's element
    size_t index;
};

void spell(const Place* place, std::string& out) {
    if (!place) return;
    spell(place->parent, out);
    if (!place->name) {
        out += concat({"[", place->index, "]"});
    } else {
        if (!out.empty()) out += '.';
        out += place->name;
    }
}

Error wrong(const Place& place, const char* what) {
    std::string path;
    spell(&place, path);
    return fail(ErrorCode::BadGltf, {path, " ", what, "."});
}

Status checkWhole(json& value, const Place& place, bool isSize) {
    if (value.is_number_float()) {
        const double number = value.get<double>();
        if (number >= 0 && number <= 9007199254740991.0 &&
            number == static_cast<double>(static_cast<uint64_t>(number))) {
            value = static_cast<uint64_t>(number);
        }
    }
    if (!value.is_number_unsigned()) {
        if (value.is_number_integer() && value.get<int64_t>() >= 0) return {};
        return wrong(place, "must be a whole number of 0 or more");
    }
    const uint64_t number = value.get<uint64_t>();
    if (number > kMaxFileBytes) {
        std::string path;
        spell(&place, path);
        return fail(isSize ? ErrorCode::TooLarge : ErrorCode::BadGltf,
                    {path, " is ", number, "; at most ", kMaxFileBytes,
                     isSize ? " can be held." : " can be right."});
    }
    return {};
}

Status checkObject(json& object, const Rule* rules, const Place& place);

Status checkIndexMap(json& value, const Place& place) {
    if (!value.is_object()) return wrong(place, "must be an object");
    for (auto it = value.begin(); it != value.end(); ++it) {
        Status status = checkWhole(it.value(), Place{&place, it.key().c_str(), 0}, false);
        if (!status) return status;
    }
    return {};
}

Status checkElement(json& value, const Rule& rule, const Place& place) {
    switch (rule.kind) {
        case Kind::Objects:
            return checkObject(value, rule.rules, place);
        case Kind::Indices:
            return checkWhole(value, place, false);
        case Kind::IndexMaps:
            return checkIndexMap(value, place);
        case Kind::Numbers:
            return value.is_number() ? Status() : wrong(place, "must be a number");
        default:
            return value.is_string() ? Status() : wrong(place, "must be a string");
    }
}

Status checkValue(json& value, const Rule& rule, const Place& place) {
    switch (rule.kind) {
        case Kind::Index:
            return checkWhole(value, place, false);
        case Kind::Size:
            return checkWhole(value, place, true);
        case Kind::Number:
            return value.is_number() ? Status() : wrong(place, "must be a number");
        case Kind::Bool:
            return value.is_boolean() ? Status() : wrong(place, "must be true or false");
        case Kind::String:
            return value.is_string() ? Status() : wrong(place, "must be a string");
        case Kind::Object:
            return checkObject(value, rule.rules, place);
        case Kind::IndexMap:
            return checkIndexMap(value, place);
        default:
            break;
    }
    if (!value.is_array()) return wrong(place, "must be an array");
    if (rule.length && value.size() != rule.length) {
        std::string path;
        spell(&place, path);
        return fail(ErrorCode::BadGltf, {path, " has ", value.size(), " numbers; it must have ",
                                         unsigned(rule.length), "."});
    }
    size_t index = 0;
    for (json& element : value) {
        Status status = checkElement(element, rule, Place{&place, nullptr, index++});
        if (!status) return status;
    }
    return {};
}

Status checkObject(json& object, const Rule* rules, const Place& place) {
    if (!object.is_object()) return wrong(place, "must be an object");
    object.erase("extras");
    bool keepsExtensions = false;
    for (const Rule* rule = rules; rule->name; ++rule) {
        const Place member{&place, rule->name, 0};
        auto found = object.find(rule->name);
        if (found == object.end()) {
            if (rule->required) return wrong(member, "is missing");
            continue;
        }
        Status status = checkValue(found.value(), *rule, member);
        if (!status) return status;
        if (std::strcmp(rule->name, "extensions") == 0) keepsExtensions = true;
    }
    auto extensions = object.find("extensions");
    if (extensions == object.end()) return {};
    if (!keepsExtensions) {
        object.erase(extensions);
        return {};
    }
    // Keep only the extensions that the rules name.
    const Rule* known = nullptr;
    for (const Rule* rule = rules; rule->name; ++rule) {
        if (std::strcmp(rule->name, "extensions") == 0) known = rule->rules;
    }
    json kept = json::object();
    for (const Rule* rule = known; rule->name; ++rule) {
        auto found = extensions->find(rule->name);
        if (found != extensions->end()) kept[rule->name] = std::move(found.value());
    }
    extensions.value() = std::move(kept);
    return {};
}

}  // namespace

Status checkSchema(json& root) {
    if (!root.is_object()) return fail(ErrorCode::BadGltf, {"The JSON is not an object."});
    root.erase("extras");
    root.erase("extensions");
    for (const Rule* rule = kRoot; rule->name; ++rule) {
        auto found = root.find(rule->name);
        const Place place{nullptr, rule->name, 0};
        if (found == root.end()) {
            if (rule->required) return wrong(place, "is missing");
            continue;
        }
        Status status = checkValue(found.value(), *rule, place);
        if (!status) return status;
    }
    return {};
}

}  // namespace vitrine::gltf
