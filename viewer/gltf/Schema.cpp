#include "gltf/Schema.h"

#include "gltf/Fail.h"
#include "gltf/Limits.h"
#include "gltf/SchemaRules.h"
#include "gltf/materials/Extension.h"

namespace vitrine::gltf {
namespace {

using nlohmann::json;

/// Where we are, as a chain on the stack; spelled out only for messages.
struct Place {
    const Place* parent;
    const char* name;  // null: an array's element; "": the file's root
    size_t index;
};

void spell(const Place* place, std::string& out) {
    if (!place) return;
    spell(place->parent, out);
    if (!place->name) {
        out += concat({"[", place->index, "]"});
    } else if (*place->name) {
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
Status checkValue(json& value, const Rule& rule, const Place& place);

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

Rule ruleOf(const Member& member) {
    switch (member.kind) {
        case Member::Kind::Colour:
            return {member.name, Kind::Numbers, false, nullptr, 3};
        case Member::Kind::ColourAlpha:
            return {member.name, Kind::Numbers, false, nullptr, 4};
        case Member::Kind::Texture:
            return {member.name, Kind::Object, false, kTextureInfo};
        default:
            return {member.name, Kind::Number};
    }
}

/// Checks the extensions of a material that are known, and removes the others.
Status checkMaterialExtensions(json& extensions, const Place& place) {
    if (!extensions.is_object()) return wrong(place, "must be an object");
    json kept = json::object();
    for (const MaterialExtension* e = kMaterialExtensions; e->name; ++e) {
        const auto found = extensions.find(e->name);
        if (found == extensions.end()) continue;
        const Place here{&place, e->name, 0};
        if (!found->is_object()) return wrong(here, "must be an object");
        for (const Member* m = e->members; m->name; ++m) {
            const auto value = found->find(m->name);
            if (value == found->end() || m->kind == Member::Kind::Scale) continue;
            Status status = checkValue(value.value(), ruleOf(*m), Place{&here, m->name, 0});
            if (!status) return status;
        }
        kept[e->name] = std::move(found.value());
    }
    extensions = std::move(kept);
    return {};
}

Status checkValue(json& value, const Rule& rule, const Place& place) {
    switch (rule.kind) {
        case Kind::MaterialExtensions:
            return checkMaterialExtensions(value, place);
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
    if (!known) return {};  // a material's, which are done
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
    return checkObject(root, kRootRules, Place{nullptr, "", 0});
}

}  // namespace vitrine::gltf
