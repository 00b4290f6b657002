#include "gltf/Lights.h"

#include <algorithm>

#include "gltf/Extensions.h"
#include "gltf/Fail.h"
#include "gltf/Number.h"
#include "gltf/TinyGltf.h"

namespace vitrine::gltf {
namespace {

constexpr float kHalfPi = 1.5707963f;

/// A null value where there is no such member.
const tinygltf::Value& memberOf(const tinygltf::Value& object, const char* member) {
    static const tinygltf::Value kNothing;
    return object.Has(member) ? object.Get(member) : kNothing;
}

const tinygltf::Value& memberOf(const tinygltf::ExtensionMap& extensions, const char* member) {
    static const tinygltf::Value kNothing;
    const auto found = extensions.find(kPunctualLights);
    return found == extensions.end() ? kNothing : memberOf(found->second, member);
}

const tinygltf::Value& lightsOf(const Source& source) {
    return memberOf(source.model->extensions, "lights");
}

void readNumber(const tinygltf::Value& from, const char* member, float& out) {
    const tinygltf::Value& value = memberOf(from, member);
    if (value.IsNumber()) out = std::max(finite(value.GetNumberAsDouble()), 0.0f);
}

Light readLight(const tinygltf::Value& in, size_t index, std::vector<std::string>& warnings) {
    Light out;
    const std::string type = in.Get("type").IsString() ? in.Get("type").Get<std::string>() : "";
    if (in.Get("name").IsString()) out.name = in.Get("name").Get<std::string>();
    const tinygltf::Value& color = in.Get("color");
    for (size_t i = 0; i < 3 && i < color.ArrayLen(); ++i) {
        const auto component = static_cast<glm::length_t>(i);
        out.color[component] =
            std::max(finite(color.Get(static_cast<int>(i)).GetNumberAsDouble()), 0.0f);
    }
    readNumber(in, "intensity", out.intensity);
    readNumber(in, "range", out.range);
    if (type == "directional") {
        out.type = Light::Type::Directional;
    } else if (type == "spot") {
        out.type = Light::Type::Spot;
        readNumber(memberOf(in, "spot"), "innerConeAngle", out.innerConeAngle);
        readNumber(memberOf(in, "spot"), "outerConeAngle", out.outerConeAngle);
        out.outerConeAngle = std::min(out.outerConeAngle, kHalfPi);
        out.innerConeAngle = std::min(out.innerConeAngle, out.outerConeAngle);
    } else if (type != "point") {
        out.intensity = 0;
        warnings.push_back(concat(
            {"lights[", index, "] is neither directional, point nor spot; it does not shine."}));
    }
    return out;
}

}  // namespace

size_t lightCount(const Source& source) {
    return lightsOf(source).ArrayLen();
}

int32_t lightOf(const Source& source, size_t node) {
    const tinygltf::Value& light = memberOf(source.model->nodes[node].extensions, "light");
    return light.IsInt() ? light.GetNumberAsInt() : kNone;
}

void readLights(const Source& source, Asset& asset) {
    const tinygltf::Value& lights = lightsOf(source);
    for (size_t i = 0; i < lights.ArrayLen(); ++i) {
        asset.lights.push_back(readLight(lights.Get(static_cast<int>(i)), i, asset.warnings));
    }
    for (size_t i = 0; i < asset.nodes.size(); ++i) asset.nodes[i].light = lightOf(source, i);
}

}  // namespace vitrine::gltf
