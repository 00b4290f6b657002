#include "Json.h"

namespace vitrine::pack {

const Json* member(const Json& object, const char* key) {
    if (!object.is_object()) return nullptr;
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
}

Json* member(Json& object, const char* key) {
    return const_cast<Json*>(member(static_cast<const Json&>(object), key));
}

const Json* extension(const Json& object, const char* name) {
    const Json* extensions = member(object, "extensions");
    return extensions ? member(*extensions, name) : nullptr;
}

Json* extension(Json& object, const char* name) {
    return const_cast<Json*>(extension(static_cast<const Json&>(object), name));
}

int64_t whole(const Json& object, const char* key, int64_t fallback) {
    const Json* value = member(object, key);
    if (!value || !value->is_number()) return fallback;
    const double number = value->get<double>();
    if (!(number >= 0) || number > 9e15 || number != static_cast<double>(int64_t(number)))
        return fallback;
    return static_cast<int64_t>(number);
}

std::string text(const Json& object, const char* key) {
    const Json* value = member(object, key);
    return value && value->is_string() ? value->get<std::string>() : std::string();
}

const Json& list(const Json& object, const char* key) {
    static const Json kEmpty = Json::array();
    const Json* value = member(object, key);
    return value && value->is_array() ? *value : kEmpty;
}

const Json* element(const Json& object, const char* key, int64_t index) {
    const Json& elements = list(object, key);
    if (index < 0 || static_cast<size_t>(index) >= elements.size()) return nullptr;
    return &elements[static_cast<size_t>(index)];
}

void eraseExtension(Json& object, const char* name) {
    Json* extensions = member(object, "extensions");
    if (!extensions || !extensions->is_object()) return;
    extensions->erase(name);
    if (extensions->empty()) object.erase("extensions");
}

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace vitrine::pack
