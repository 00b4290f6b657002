#include "tools/render/Events.h"

#include <nlohmann/json.hpp>

namespace vitrine::poster {
namespace {

using Json = nlohmann::json;

Event read(const Json& json) {
    Event e;
    e.type = json.value("type", "");
    e.load = json.value("load", 0u);
    e.resource = json.value("resource", 0u);
    e.url = json.value("url", "");
    // "image" is a flag in a request, whose index has a name of its own.
    if (e.type == "request") {
        if (json.value("image", false)) e.image = json.value("imageIndex", -1);
    } else {
        e.image = json.value("image", -1);
    }
    e.srgb = json.value("srgb", false);
    e.mipmaps = json.value("mipmaps", false);
    const auto* bytes = reinterpret_cast<const uint8_t*>(json.value("ptr", uintptr_t{0}));
    if (bytes) e.bytes.assign(bytes, bytes + json.value("size", size_t{0}));
    e.top = json.value("top", 0u);
    e.job = json.value("job", 0u);
    e.decoder = json.value("decoder", "");
    // Words of 32 bits: whether they are signed is the decoder's affair.
    for (const Json& word : json.value("parameters", Json::array())) {
        e.parameters.push_back(static_cast<int32_t>(word.get<int64_t>()));
    }
    if (e.type == "environment")
        e.parameters = {json.value("light", int32_t{0}), json.value("sky", int32_t{0})};
    e.name = json.value("name", "");
    e.code = json.value("code", "");
    e.message = json.value("message", "");
    return e;
}

}  // namespace

std::string toJson(const Attributes& attributes) {
    Json json = Json::object();
    for (const auto& [name, value] : attributes) json[name] = value;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<Event> parseEvents(const char* json) {
    std::vector<Event> events;
    for (const Json& each : Json::parse(json)) events.push_back(read(each));
    return events;
}

}  // namespace vitrine::poster
