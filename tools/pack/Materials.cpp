#include "Materials.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace vitrine::pack {
namespace {

template <size_t N>
bool isOneOf(const std::string& name, const std::array<std::string_view, N>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Slots whose colours are stored in sRGB, as the specifications of the core and its extensions say.
constexpr std::array<std::string_view, 7> kColours = {"baseColorTexture",
                                                      "emissiveTexture",
                                                      "sheenColorTexture",
                                                      "specularColorTexture",
                                                      "diffuseTransmissionColorTexture",
                                                      "diffuseTexture",
                                                      "specularGlossinessTexture"};
constexpr std::array<std::string_view, 2> kNormals = {"normalTexture", "clearcoatNormalTexture"};
/// Slots that always read the alpha channel.
constexpr std::array<std::string_view, 4> kAlpha = {"sheenRoughnessTexture", "specularTexture",
                                                    "diffuseTransmissionTexture",
                                                    "specularGlossinessTexture"};
/// Slots whose alpha is coverage: read when the material is not opaque.
constexpr std::array<std::string_view, 2> kCoverage = {"baseColorTexture", "diffuseTexture"};

bool endsWith(const std::string& text, std::string_view end) {
    return text.size() >= end.size() &&
           text.compare(text.size() - end.size(), end.size(), end) == 0;
}

void walk(Json& object, bool opaque,
          const std::function<void(const TextureInfo&, Json& info)>& visit) {
    for (auto it = object.begin(); it != object.end(); ++it) {
        Json& value = it.value();
        if (!value.is_object() || it.key() == "extras") continue;
        if (!endsWith(it.key(), "Texture") || whole(value, "index") < 0) {
            walk(value, opaque, visit);
            continue;
        }
        TextureInfo info;
        info.slot = it.key();
        info.texture = whole(value, "index");
        const Json* transform = extension(value, "KHR_texture_transform");
        const int64_t set = transform ? whole(*transform, "texCoord") : -1;
        info.uv = static_cast<uint32_t>(set >= 0 ? set : whole(value, "texCoord", 0));
        info.use.srgb = isOneOf(info.slot, kColours);
        info.use.normal = isOneOf(info.slot, kNormals);
        info.use.alpha = isOneOf(info.slot, kAlpha) || (!opaque && isOneOf(info.slot, kCoverage));
        visit(info, value);
    }
}

}  // namespace

void forEachTexture(Json& material,
                    const std::function<void(const TextureInfo&, Json& info)>& visit) {
    if (!material.is_object()) return;
    const std::string mode = text(material, "alphaMode");
    walk(material, mode.empty() || mode == "OPAQUE", visit);
}

std::vector<TextureInfo> texturesOf(const Json& material) {
    std::vector<TextureInfo> infos;
    Json copy = material;
    forEachTexture(copy, [&](const TextureInfo& info, Json&) { infos.push_back(info); });
    return infos;
}

bool needsTangents(const Json& material) {
    if (extension(material, "KHR_materials_anisotropy")) return true;
    for (const TextureInfo& info : texturesOf(material)) {
        if (info.use.normal) return true;
    }
    return false;
}

bool isBlended(const Json& material) {
    return text(material, "alphaMode") == "BLEND";
}

}  // namespace vitrine::pack
