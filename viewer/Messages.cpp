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

bool numbers(const Json& json, size_t count, double* out) {
    if (!json.is_array() || json.size() != count) return false;
    for (const Json& each : json) {
        if (!each.is_number()) return false;
        *out++ = each.get<double>();
    }
    return true;
}

uint32_t indexOf(double number) {
    // What is no index is one that no model has.
    return number >= 0 && number < 4294967295.0 ? static_cast<uint32_t>(number) : 0xffffffffu;
}

/// <model-viewer>'s data-surface: mesh, primitive, three vertices, their weights.
pick::Surface surfaceOf(const double* n) {
    pick::Surface s;
    s.mesh = n[0] >= 0 && n[0] < 2147483647.0 ? static_cast<int32_t>(n[0]) : -1;
    s.primitive = n[1] >= 0 && n[1] < 2147483647.0 ? static_cast<int32_t>(n[1]) : -1;
    for (int k = 0; k < 3; ++k) s.vertices[k] = indexOf(n[2 + k]);
    s.weights = {n[5], n[6], n[7]};
    return s;
}

std::string array(const glm::dvec3& v) {
    return JsonList().add(v.x).add(v.y).add(v.z).take();
}

std::string array(const std::vector<std::string>& texts) {
    JsonList list;
    for (const std::string& text : texts) list.add(text);
    return list.take();
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
        } else if (value.is_boolean()) {
            action.flag = value.get<bool>();
        }
    }
    return action;
}

std::vector<pick::Mark> parseMarks(std::string_view text) {
    std::vector<pick::Mark> marks;
    const Json json = parse(text);
    if (!json.is_array()) return marks;
    for (const Json& entry : json) {
        if (!entry.is_object()) return {};
        pick::Mark mark;
        bool placed = false;
        for (const auto& [name, value] : entry.items()) {
            if (name == "coverable" && value.is_boolean()) mark.coverable = value.get<bool>();
            double n[8] = {};
            if (name == "position" && numbers(value, 3, n)) {
                mark.position = {n[0], n[1], n[2]};
                placed = true;
            }
            if (name == "normal" && numbers(value, 3, n)) mark.normal = {n[0], n[1], n[2]};
            if (name == "surface" && numbers(value, 8, n)) mark.surface = surfaceOf(n);
        }
        if (!placed) return {};
        marks.push_back(mark);
    }
    return marks;
}

std::string toJson(const std::vector<pick::PlacedMark>& marks) {
    JsonList out;
    for (const pick::PlacedMark& m : marks) {
        const glm::dvec3 &p = m.place.position, &n = m.place.normal;
        const int flags =
            (m.ahead ? 1 : 0) | (m.facing ? 2 : 0) | (m.clear ? 4 : 0) | (m.lost ? 8 : 0);
        JsonList mark;
        for (const double value :
             {m.at.x, m.at.y, static_cast<double>(flags), p.x, p.y, p.z, n.x, n.y, n.z}) {
            mark.add(value);
        }
        out.addRaw(mark.take());
    }
    return out.take();
}

std::string toJson(const std::optional<pick::Hit>& hit) {
    if (!hit) return "{}";
    const pick::Surface& s = hit->surface;
    JsonList surface;
    surface.add(static_cast<double>(s.mesh)).add(static_cast<double>(s.primitive));
    for (const uint32_t v : s.vertices) surface.add(static_cast<double>(v));
    for (int k = 0; k < 3; ++k) surface.add(s.weights[k]);
    return JsonText()
        .addRaw("position", array(hit->place.position))
        .addRaw("normal", array(hit->place.normal))
        .addRaw("surface", surface.take())
        .add("material", hit->material)
        .add("name", hit->materialName)
        .take();
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
        .add("minFieldOfView", info.minFieldOfView)
        .add("maxFieldOfView", info.maxFieldOfView)
        .add("idealAspect", info.idealAspect)
        .add("turntable", info.turntable)
        .add("duration", info.duration)
        .add("currentTime", info.currentTime)
        .add("paused", info.paused)
        .addRaw("animations", array(info.animations))
        .addRaw("cameras", array(info.cameras))
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
