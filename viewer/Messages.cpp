#include "Messages.h"

#include <nlohmann/json.hpp>

namespace vitrine::messages {
namespace {

using Json = nlohmann::json;

Json parse(std::string_view text) {
    return Json::parse(text.begin(), text.end(), nullptr, /*allow_exceptions=*/false);
}

Json array(const glm::dvec3& v) {
    return {v.x, v.y, v.z};
}

}  // namespace

std::vector<Attribute> parseAttributes(std::string_view text) {
    std::vector<Attribute> attributes;
    const Json json = parse(text);
    if (!json.is_object()) return attributes;
    for (const auto& [name, value] : json.items()) {
        if (value.is_string()) {
            attributes.emplace_back(name, value.get_ref<const std::string&>());
        } else if (value.is_null()) {
            attributes.emplace_back(name, std::nullopt);
        }
    }
    return attributes;
}

Action parseAction(std::string_view text) {
    Action action;
    const Json json = parse(text);
    if (!json.is_object()) return action;
    for (const auto& [name, value] : json.items()) {
        if (name == "do" && value.is_string()) {
            action.what = value.get_ref<const std::string&>();
        } else if (value.is_number()) {
            action.argument = value.get<double>();
        }
    }
    return action;
}

stream::Device parseDevice(std::string_view text) {
    stream::Device device;
    const Json json = parse(text);
    if (!json.is_object()) return device;
    for (const auto& [name, value] : json.items()) {
        if (name == "saveData" && value.is_boolean()) device.saveData = value.get<bool>();
        if (name == "compressed" && value.is_boolean()) device.compressed = value.get<bool>();
        if (name == "connection" && value.is_string()) device.connection = value.get<std::string>();
        if (name == "memory" && value.is_number()) device.memory = value.get<double>();
        if (name == "maxTextureSize" && value.is_number_unsigned()) {
            device.maxTextureSize = value.get<uint32_t>();
        }
    }
    return device;
}

std::string toJson(const Info& info) {
    const Json json = {
        {"orbit", {{"theta", info.theta}, {"phi", info.phi}, {"radius", info.radius}}},
        {"target", array(info.target)},
        {"center", array(info.center)},
        {"dimensions", array(info.dimensions)},
        {"fieldOfView", info.fieldOfView},
        {"turntable", info.turntable},
        {"duration", info.duration},
        {"currentTime", info.currentTime},
        {"paused", info.paused},
        {"animations", info.animations},
    };
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string toJson(const Stats& stats) {
    const Json json = {
        {"frames", stats.frames},       {"frameMs", stats.frameMs},
        {"decodeMs", stats.decodeMs},   {"drawCalls", stats.drawCalls},
        {"triangles", stats.triangles}, {"samples", stats.samples},
        {"gpuBytes", stats.gpuBytes},   {"gpuTextureBytes", stats.gpuTextureBytes},
        {"scale", stats.scale},
    };
    return json.dump();
}

}  // namespace vitrine::messages
