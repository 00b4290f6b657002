#include <cmath>
#include <string>

#include <nlohmann/json.hpp>

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#include <stb_image_write.h>
#pragma GCC diagnostic pop

#include "Product.h"

namespace vitrine::products {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kVariants = "KHR_materials_variants";

enum : int { kFloat = 5126, kUint16 = 5123, kUint32 = 5125, kArray = 34962, kElements = 34963 };

void append(void* context, void* data, int size) {
    auto& bytes = *static_cast<std::vector<uint8_t>*>(context);
    const auto* from = static_cast<const uint8_t*>(data);
    bytes.insert(bytes.end(), from, from + size);
}

class Writer {
public:
    Json json;

    int addView(const void* data, size_t size, int target) {
        mBinary.resize((mBinary.size() + 3) & ~size_t(3));
        Json view = {{"buffer", 0}, {"byteOffset", mBinary.size()}, {"byteLength", size}};
        if (target != 0) view["target"] = target;
        const auto* from = static_cast<const uint8_t*>(data);
        mBinary.insert(mBinary.end(), from, from + size);
        json["bufferViews"].push_back(std::move(view));
        return int(json["bufferViews"].size()) - 1;
    }

    int addAccessor(int view, int componentType, size_t count, const char* type) {
        json["accessors"].push_back({{"bufferView", view},
                                     {"componentType", componentType},
                                     {"count", count},
                                     {"type", type}});
        return int(json["accessors"].size()) - 1;
    }

    int addTexture(const std::vector<uint8_t>& rgb, int width, int height, int quality,
                   const std::string& name) {
        std::vector<uint8_t> jpeg;
        stbi_write_jpg_to_func(append, &jpeg, width, height, 3, rgb.data(), quality);
        const int view = addView(jpeg.data(), jpeg.size(), 0);
        json["images"].push_back(
            {{"name", name}, {"mimeType", "image/jpeg"}, {"bufferView", view}});
        json["textures"].push_back({{"source", json["images"].size() - 1}, {"sampler", 0}});
        return int(json["textures"].size()) - 1;
    }

    std::vector<uint8_t> finish() {
        mBinary.resize((mBinary.size() + 3) & ~size_t(3));
        json["buffers"] = Json::array({{{"byteLength", mBinary.size()}}});
        std::string text = json.dump();
        text.resize((text.size() + 3) & ~size_t(3), ' ');
        std::vector<uint8_t> out;
        const auto word = [&out](uint32_t v) {
            for (int i = 0; i < 4; ++i) out.push_back(uint8_t(v >> (8 * i)));
        };
        word(0x46546C67u);  // "glTF"
        word(2);
        word(uint32_t(12 + 8 + text.size() + 8 + mBinary.size()));
        word(uint32_t(text.size()));
        word(0x4E4F534Au);  // "JSON"
        out.insert(out.end(), text.begin(), text.end());
        word(uint32_t(mBinary.size()));
        word(0x004E4942u);  // "BIN"
        out.insert(out.end(), mBinary.begin(), mBinary.end());
        return out;
    }

private:
    std::vector<uint8_t> mBinary;
};

template <typename T>
int addAttribute(Writer& writer, const Mesh& mesh, T Vertex::*member) {
    std::vector<T> values;
    for (const Vertex& v : mesh.vertices) values.push_back(v.*member);
    const int view = writer.addView(values.data(), values.size() * sizeof(T), kArray);
    constexpr const char* kTypes[] = {"VEC2", "VEC3", "VEC4"};
    return writer.addAccessor(view, kFloat, values.size(), kTypes[sizeof(T) / sizeof(float) - 2]);
}

int addIndices(Writer& writer, const Mesh& mesh) {
    const size_t count = mesh.indices.size();
    if (mesh.vertices.size() > 65535) {
        return writer.addAccessor(writer.addView(mesh.indices.data(), count * 4, kElements),
                                  kUint32, count, "SCALAR");
    }
    const std::vector<uint16_t> narrow(mesh.indices.begin(), mesh.indices.end());
    return writer.addAccessor(writer.addView(narrow.data(), count * 2, kElements), kUint16, count,
                              "SCALAR");
}

Json floats(const glm::vec3& v) {
    return Json::array({v.x, v.y, v.z});
}

// glTF factors are linear.
float linear(float s) {
    return s <= 0.04045f ? s / 12.92f : std::pow((s + 0.055f) / 1.055f, 2.4f);
}

Json materialOf(Writer& writer, const Part& part, const Texture& texture) {
    Json material = {{"name", part.name}};
    Json& pbr = material["pbrMetallicRoughness"];
    if (texture.colour.empty()) {
        const glm::vec3 c = part.plain.colour;
        pbr["baseColorFactor"] = {linear(c.x), linear(c.y), linear(c.z), part.alpha};
        pbr["metallicFactor"] = part.plain.metallic;
        pbr["roughnessFactor"] = part.plain.roughness;
        if (part.alpha < 1) material["alphaMode"] = "BLEND";
        return material;
    }
    const int w = texture.width, h = texture.height;
    // Above 90 the encoder keeps full chroma: normals need it, and yarns of two colours show it.
    const int colour = writer.addTexture(texture.colour, w, h, 91, part.name + " colour");
    const int orm = writer.addTexture(texture.orm, w, h, 88, part.name + " orm");
    const int normal =
        writer.addTexture(texture.normal, w, h, part.normalQuality, part.name + " normal");
    pbr["baseColorTexture"] = {{"index", colour}};
    pbr["metallicRoughnessTexture"] = {{"index", orm}};
    material["normalTexture"] = {{"index", normal}};
    material["occlusionTexture"] = {{"index", orm}};
    return material;
}

// The material as it was painted, under the finish's factors.
Json finished(const Json& painted, const Finish& finish) {
    Json material = painted;
    material["name"] = painted["name"].get<std::string>() + ", " + finish.variant;
    Json& pbr = material["pbrMetallicRoughness"];
    const glm::vec3 c = finish.tint;
    pbr["baseColorFactor"] = {linear(c.x), linear(c.y), linear(c.z), 1};
    pbr["metallicFactor"] = finish.metallic;
    pbr["roughnessFactor"] = finish.roughness;
    return material;
}

// The extension of a primitive: variant → material, for all variants of the product. Adds the materials that it needs.
Json mappingsOf(const Product& product, const Part& part, size_t painted, Json& materials) {
    Json mappings = Json::array();
    Json asPainted = Json::array();
    for (size_t i = 0; i < product.variants.size(); ++i) {
        const Finish* finish = nullptr;
        for (const Finish& each : part.finishes) {
            if (each.variant == product.variants[i]) finish = &each;
        }
        if (!finish) {
            asPainted.push_back(i);
            continue;
        }
        materials.push_back(finished(materials[painted], *finish));
        mappings.push_back({{"material", materials.size() - 1}, {"variants", {i}}});
    }
    mappings.push_back({{"material", painted}, {"variants", asPainted}});
    return mappings;
}

}  // namespace

std::vector<uint8_t> writeGlb(const Product& product, const std::vector<Texture>& textures) {
    Writer writer;
    Json& json = writer.json;
    json["asset"] = {{"version", "2.0"},
                     {"generator", "vitrine-products"},
                     {"copyright", "CC0-1.0, Vitrine demo product"}};
    if (!product.variants.empty()) {
        json["extensionsUsed"] = Json::array({kVariants});
        for (const std::string& name : product.variants)
            json["extensions"][kVariants]["variants"].push_back({{"name", name}});
    }
    json["scene"] = 0;
    json["scenes"] = Json::array({{{"nodes", {0}}}});
    json["nodes"] = Json::array({{{"name", product.name}, {"children", Json::array()}}});
    json["samplers"] = Json::array(
        {{{"magFilter", 9729}, {"minFilter", 9987}, {"wrapS", 33071}, {"wrapT", 33071}}});
    for (size_t i = 0; i < product.parts.size(); ++i) {
        const Part& part = product.parts[i];
        const Mesh& mesh = part.mesh;
        // Made before the array is asked for: both may grow the document.
        Json described = materialOf(writer, part, textures[i]);
        const size_t material = json["materials"].size();
        json["materials"].push_back(std::move(described));
        Json attributes;
        glm::vec3 low{1e9f}, high{-1e9f};
        for (const Vertex& v : mesh.vertices) {
            low = glm::min(low, v.position);
            high = glm::max(high, v.position);
        }
        const int position = addAttribute(writer, mesh, &Vertex::position);
        json["accessors"][size_t(position)]["min"] = floats(low);
        json["accessors"][size_t(position)]["max"] = floats(high);
        attributes["POSITION"] = position;
        attributes["NORMAL"] = addAttribute(writer, mesh, &Vertex::normal);
        if (!textures[i].colour.empty()) {
            attributes["TANGENT"] = addAttribute(writer, mesh, &Vertex::tangent);
            attributes["TEXCOORD_0"] = addAttribute(writer, mesh, &Vertex::uv);
        }
        const int indices = addIndices(writer, mesh);
        Json primitive = {{"attributes", attributes}, {"indices", indices}, {"material", material}};
        if (!part.finishes.empty()) {
            primitive["extensions"][kVariants]["mappings"] =
                mappingsOf(product, part, material, json["materials"]);
        }
        json["meshes"].push_back({{"name", part.name}, {"primitives", Json::array({primitive})}});
        json["nodes"].push_back({{"name", part.name}, {"mesh", json["meshes"].size() - 1}});
        json["nodes"][0]["children"].push_back(json["nodes"].size() - 1);
    }
    return writer.finish();
}

}  // namespace vitrine::products
