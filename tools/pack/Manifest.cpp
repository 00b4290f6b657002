#include "Manifest.h"

#include <cmath>

#include "Hash.h"
#include "Version.h"

namespace vitrine::pack {
namespace {

Bytes bytesOf(const File& file) {
    return {file.bytes.data(), file.bytes.size()};
}

Json fileJson(const File& file) {
    return {{"file", file.name}, {"bytes", file.bytes.size()}, {"crc32", crc32Of(bytesOf(file))}};
}

Json vectorJson(const glm::vec3& v) {
    return Json::array({v.x, v.y, v.z});
}

Json boxJson(const gltf::Box& box) {
    return {{"min", vectorJson(box.min)}, {"max", vectorJson(box.max)}};
}

std::string crcOf(const File& file, uint64_t offset, uint64_t length) {
    return crc32Of({file.bytes.data() + offset, static_cast<size_t>(length)});
}

Json textureJson(const ManifestTexture& item) {
    const Texture& texture = item.texture;
    Json json = fileJson(item.file);
    json["width"] = texture.width;
    json["height"] = texture.height;
    json["srgb"] = texture.srgb;
    json["codec"] = texture.uastc ? "uastc" : "etc1s";
    if (item.uvPerMetre > 0) json["uvPerMetre"] = item.uvPerMetre;
    json["header"] = {{"length", texture.headerLength},
                      {"crc32", crcOf(item.file, 0, texture.headerLength)}};
    json["levels"] = Json::array();
    for (const TextureLevel& level : texture.levels) {
        json["levels"].push_back({{"offset", level.offset},
                                  {"length", level.length},
                                  {"crc32", crcOf(item.file, level.offset, level.length)}});
    }
    return json;
}

/// Pixels to three places: nobody wants more of an estimate.
double rounded(float error) {
    return std::round(double(error) * 1000) / 1000;
}

Json levelJson(const ManifestLevel& level) {
    Json json = fileJson(level.file);
    json["triangles"] = level.written.triangles;
    json["vertices"] = level.written.vertices;
    json["error"] = rounded(level.error);
    json["extensions"] = level.written.extensionsRequired;
    json["textures"] = level.textures;
    json["bounds"] = boxJson(level.bounds);
    return json;
}

}  // namespace

std::string hashedName(const std::string& stem, const char* ending, Bytes bytes) {
    return stem + "." + contentHash(bytes) + "." + ending;
}

Json manifestOf(const Delivery& delivery) {
    size_t total = delivery.poster ? delivery.poster->bytes.size() : 0;
    Json json = {{"vitrine", 1}, {"generator", kGenerator}, {"name", delivery.name}, {"bytes", 0}};
    json["bounds"] = boxJson(delivery.bounds);
    json["dimensions"] = vectorJson(delivery.bounds.max - delivery.bounds.min);
    json["framing"] = {{"radius", delivery.framing.radius}, {"reach", delivery.framing.reach}};
    json["dominantColor"] = delivery.dominantColor;
    if (delivery.poster) {
        json["poster"] = fileJson(*delivery.poster);
        json["poster"]["width"] = delivery.posterWidth;
        json["poster"]["height"] = delivery.posterHeight;
    }
    json["materials"] = delivery.materials;
    json["variants"] = delivery.variants;
    json["animations"] = delivery.animations;
    json["textures"] = Json::array();
    for (const ManifestTexture& texture : delivery.textures) {
        json["textures"].push_back(textureJson(texture));
        total += texture.file.bytes.size();
    }
    json["levels"] = Json::array();
    for (const ManifestLevel& level : delivery.levels) {
        json["levels"].push_back(levelJson(level));
        total += level.file.bytes.size();
    }
    json["bytes"] = total;
    return json;
}

}  // namespace vitrine::pack
