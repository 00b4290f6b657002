#include "Messages.h"

#include "base/JsonText.h"
#include "gltf/ParseJson.h"

namespace vitrine::messages {
namespace {

using Json = nlohmann::json;

Json parse(std::string_view text) {
    Json json;
    const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
    return gltf::parseJson({bytes, text.size()}, json) ? json : Json();
}

std::string array(const glm::dvec3& v) {
    return '[' + JsonText::number(v.x) + ',' + JsonText::number(v.y) + ',' + JsonText::number(v.z) +
           ']';
}

std::string array(const std::vector<std::string>& texts) {
    std::string out = "[";
    for (const std::string& text : texts) {
        if (out.size() > 1) out += ',';
        out += JsonText::text(text);
    }
    return out + ']';
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
    JsonText orbit;
    orbit.add("theta", info.theta).add("phi", info.phi).add("radius", info.radius);
    return JsonText()
        .addRaw("orbit", orbit.take())
        .addRaw("target", array(info.target))
        .addRaw("center", array(info.center))
        .addRaw("dimensions", array(info.dimensions))
        .add("fieldOfView", info.fieldOfView)
        .add("turntable", info.turntable)
        .add("duration", info.duration)
        .add("currentTime", info.currentTime)
        .add("paused", info.paused)
        .addRaw("animations", array(info.animations))
        .addRaw("variants", array(info.variants))
        .add("variant", info.variant)
        .take();
}

std::string toJson(const Stats& stats) {
    return JsonText()
        .add("frames", stats.frames)
        .add("frameMs", stats.frameMs)
        .add("decodeMs", stats.decodeMs)
        .add("drawCalls", stats.drawCalls)
        .add("triangles", stats.triangles)
        .add("samples", stats.samples)
        .add("converged", stats.converged)
        .add("gpuBytes", stats.gpuBytes)
        .add("gpuTextureBytes", stats.gpuTextureBytes)
        .add("scale", stats.scale)
        .take();
}

}  // namespace vitrine::messages
