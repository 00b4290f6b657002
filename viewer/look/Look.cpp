#include "look/Look.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/Fail.h"
#include "gltf/ParseJson.h"
#include "gltf/Uri.h"
#include "settings/Settings.h"

namespace vitrine::look {
namespace {

using Json = nlohmann::json;

// What decides about the picture. How the visitor may move, what moves by itself and what may be spent is the page's to say.
constexpr std::string_view kAttributes[] = {
    "animation-name",       "camera-name",       "camera-orbit",
    "camera-target",        "environment-image", "environment-intensity",
    "environment-rotation", "exposure",          "field-of-view",
    "max-camera-orbit",     "max-field-of-view", "min-camera-orbit",
    "min-field-of-view",    "orientation",       "scale",
    "shadow-intensity",     "shadow-softness",   "skybox-height",
    "skybox-image",         "tone-mapping",      "variant-name"};

/// Reads into a look; what is wrong ends it. Functions say whether all is well.
class Reader {
public:
    explicit Reader(const std::string& url) : mUrl(url) {}

    bool read(const Json& json) {
        if (!json.is_object()) return bad("an object");
        bool known = false;
        for (const auto& [list, content] : members(json)) {
            mList = list.c_str();
            if (list == "look") {
                known = content == 1;
                continue;
            }
            const bool attributes = list == "attributes";
            if (!attributes && list != "materials") {
                return bad("left out; look, attributes and materials are what there may be");
            }
            if (!content.is_object()) return bad("an object");
            for (const auto& [name, value] : members(content)) {
                mName = &name;
                if (!(attributes ? readAttribute(value) : readMaterial(value))) return false;
            }
            mName = nullptr;
        }
        mList = "\"look\"";
        return known || bad("1, its version");
    }

    Look look;
    Error error;

private:
    static const Json::object_t& members(const Json& json) {
        return json.get_ref<const Json::object_t&>();
    }

    /// Of what is being read: materials["name"]["key"].
    bool bad(const char* expected) {
        std::string place = mList;
        for (const std::string* name : {mName, mKey}) {
            if (name) place += "[\"" + *name + "\"]";
        }
        error = fail(ErrorCode::BadLook, {"The look file's ", place, " should be ", expected, "."});
        return false;
    }

    bool readAttribute(const Json& value) {
        const std::string& name = *mName;
        const auto end = std::end(kAttributes);
        if (std::find(std::begin(kAttributes), end, name) == end) {
            return bad("left out; it is no attribute that changes the picture");
        }
        if (!value.is_string()) return bad("a string, as in HTML");
        std::string text = value.get_ref<const std::string&>();
        const Status status = settings::set(mScratch, name, text);
        if (!status) {
            error = fail(ErrorCode::BadLook, {"In the look file: ", status.error().message});
            return false;
        }
        // Of images: those that are built in have no other names than these.
        const bool url = name == "skybox-image" ||
                         (name == "environment-image" && text != "studio" && text != "neutral");
        if (url && !text.empty() && text.rfind("http", 0) != 0) {
            Result<std::string> resolved = gltf::resolveUri(mUrl, text);
            if (!resolved) return bad("an absolute URL, or one below the look file's folder");
            text = *std::move(resolved);
        }
        put(look.attributes, name, text);
        return true;
    }

    bool readMaterial(const Json& material) {
        if (!material.is_object()) return bad("an object");
        for (const auto& [key, value] : members(material)) {
            mKey = &key;
            if (!readFactor(value)) return false;
        }
        mKey = nullptr;
        return true;
    }

    bool readFactor(const Json& json) {
        const Factor* f = findFactor(*mKey);
        if (!f) return bad("left out; it is no factor of a glTF material");
        look.factors.push_back({*mName, f, {}});
        const auto count = static_cast<size_t>(f->count);
        bool good = count == 1 || (json.is_array() && json.size() == count);
        for (size_t i = 0; good && i < count; ++i) {
            const Json& entry = count == 1 ? json : json[i];
            good = entry.is_number();
            if (!good) break;
            const auto number = static_cast<float>(entry.get<double>());
            good = number >= f->min && number <= f->max;
            look.factors.back().numbers[i] = number;
        }
        if (good) return true;
        return bad(concat({f->count, f->count == 1 ? " number" : " numbers", " from ",
                           static_cast<int>(f->min), " to ", static_cast<int>(f->max)})
                       .c_str());
    }

    const std::string& mUrl;
    const char* mList = "root";
    const std::string* mName = nullptr;
    const std::string* mKey = nullptr;
    settings::Settings mScratch;
};

}  // namespace

const std::string* find(const Attributes& attributes, std::string_view name) {
    for (const auto& [each, value] : attributes) {
        if (each == name) return value ? &*value : nullptr;
    }
    return nullptr;
}

void put(Attributes& attributes, std::string_view name, std::optional<std::string_view> value) {
    size_t at = 0;
    while (at < attributes.size() && attributes[at].first != name) ++at;
    if (at == attributes.size()) attributes.emplace_back(name, std::nullopt);
    attributes[at].second = value;
}

Result<Look> readLook(Bytes bytes, const std::string& url) {
    Json json;
    if (!gltf::parseJson(bytes, json))
        return fail(ErrorCode::BadLook, {"The look file is no JSON."});
    Reader reader(url);
    if (!reader.read(json)) return std::move(reader.error);
    return std::move(reader.look);
}

}  // namespace vitrine::look
