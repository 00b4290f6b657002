#include "Facts.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <glm/geometric.hpp>
#include <set>

#include "Materials.h"
#include "gltf/TextureSlots.h"
#include "pose/Density.h"
#include "pose/Pose.h"
#include "scene/MaterialSlots.h"

namespace vitrine::pack {
namespace {

template <typename Vector>
std::vector<Vector> vectorsOf(const Stream* stream) {
    constexpr size_t kComponents = sizeof(Vector) / sizeof(typename Vector::value_type);
    std::vector<Vector> out;
    if (!stream || stream->components != kComponents) return out;
    out.resize(stream->values.size() / kComponents);
    for (size_t i = 0; i < stream->values.size(); ++i) {
        out[i / kComponents][static_cast<int>(i % kComponents)] =
            static_cast<typename Vector::value_type>(stream->values[i]);
    }
    return out;
}

/// The shape of a primitive, for posing.
gltf::Primitive shapeOf(const Geometry& geometry) {
    gltf::Primitive out;
    if (!geometry.drawable()) return out;
    out.positions = vectorsOf<glm::vec3>(geometry.find("POSITION"));
    out.indices = geometry.indices;
    out.joints = vectorsOf<glm::u16vec4>(geometry.find("JOINTS_0"));
    out.weights = vectorsOf<glm::vec4>(geometry.find("WEIGHTS_0"));
    if (out.joints.size() != out.weights.size()) {
        out.joints.clear();
        out.weights.clear();
    }
    for (size_t i = 0; i < out.weights.size(); ++i) {
        const float sum = out.weights[i].x + out.weights[i].y + out.weights[i].z + out.weights[i].w;
        out.weights[i] = sum > 0 ? out.weights[i] / sum : glm::vec4(1, 0, 0, 0);
        for (int k = 0; k < 4; ++k) {
            if (!(out.weights[i][k] > 0)) out.joints[i][k] = 0;
        }
    }
    for (const std::vector<Stream>& target : geometry.targets) {
        gltf::MorphTarget morph;
        for (const Stream& stream : target) {
            if (stream.semantic == "POSITION") morph.positions = vectorsOf<glm::vec3>(&stream);
        }
        out.targets.push_back(std::move(morph));
    }
    for (const glm::vec3& p : out.positions) {
        out.bounds.min = out.bounds.empty ? p : glm::min(out.bounds.min, p);
        out.bounds.max = out.bounds.empty ? p : glm::max(out.bounds.max, p);
        out.bounds.empty = false;
    }
    return out;
}

double areaOf(const gltf::Primitive& primitive, const glm::mat4& world) {
    if (primitive.topology != gltf::Topology::Triangles) return 0;
    double area = 0;
    const auto at = [&](uint32_t index) {
        return glm::vec3(world * glm::vec4(primitive.positions[index], 1));
    };
    for (size_t i = 0; i + 2 < primitive.indices.size(); i += 3) {
        const glm::vec3 a = at(primitive.indices[i]);
        const double twice = glm::length(
            glm::cross(at(primitive.indices[i + 1]) - a, at(primitive.indices[i + 2]) - a));
        if (std::isfinite(twice)) area += twice / 2;
    }
    return area;
}

/// Linear colour and opacity of a material on average.
glm::vec4 colourOf(const Product& product, int32_t index, const UsedImages& used,
                   const std::vector<std::array<float, 4>>& mean) {
    if (index == gltf::kNone) return glm::vec4(1);
    const gltf::Material& material = product.asset.materials[static_cast<size_t>(index)];
    glm::vec4 colour =
        material.specularGlossiness ? material.specularGlossiness->diffuse : material.baseColor;
    const char* slot = material.specularGlossiness ? "diffuseTexture" : "baseColorTexture";
    if (const Json* json = element(product.json, "materials", index)) {
        for (const TextureInfo& info : texturesOf(*json)) {
            const int64_t image = info.slot == slot ? used.of(info.texture, true) : -1;
            if (image < 0 || static_cast<size_t>(image) >= mean.size()) continue;
            const std::array<float, 4>& m = mean[static_cast<size_t>(image)];
            colour *= glm::vec4(m[0], m[1], m[2], m[3]);
        }
    }
    if (material.alphaMode == gltf::AlphaMode::Opaque) colour.a = 1;
    return colour;
}

int toByte(double linear) {
    const double c = std::min(std::max(linear, 0.0), 1.0);
    const double encoded = c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1 / 2.4) - 0.055;
    return static_cast<int>(std::lround(encoded * 255));
}

}  // namespace

gltf::Box boundsOf(const Product& product, const std::vector<Mesh>& meshes) {
    gltf::Asset asset = product.asset;
    for (size_t m = 0; m < asset.meshes.size() && m < meshes.size(); ++m) {
        std::vector<gltf::Primitive>& primitives = asset.meshes[m].primitives;
        for (size_t p = 0; p < primitives.size() && p < meshes[m].primitives.size(); ++p) {
            const size_t targets = primitives[p].targets.size();
            primitives[p] = shapeOf(meshes[m].primitives[p]);
            primitives[p].targets.resize(targets);
        }
    }
    return pose::bounds(asset, pose::restPose(asset));
}

camera::Framing framingOf(const Product& product) {
    const pose::Pose pose = pose::restPose(product.asset);
    camera::FramingBuilder builder;
    const auto add = [&](const gltf::Primitive&, const std::vector<glm::vec3>& positions,
                         const glm::mat4& world) {
        if (!positions.empty()) builder.add(&positions.data()->x, positions.size(), world);
    };
    pose::visitPosed(product.asset, pose, add);
    builder.nextPass();
    pose::visitPosed(product.asset, pose, add);
    return builder.finish();
}

std::vector<double> densitiesOf(const Product& product, const UsedImages& used,
                                const std::vector<uint32_t>& textureOf, size_t textures) {
    const gltf::Asset& asset = product.asset;
    const pose::Pose pose = pose::restPose(asset);
    std::vector<double> out(textures, 0);
    const auto add = [&](const gltf::Primitive& primitive, const gltf::TextureSlot& slot, bool srgb,
                         const glm::mat4& world) {
        const int64_t image = slot.texture == gltf::kNone ? -1 : used.of(slot.texture, srgb);
        const double density = image < 0 ? 0 : pose::uvPerMetre(primitive, slot, world);
        if (density <= 0) return;
        double& least = out[textureOf[static_cast<size_t>(image)]];
        if (least == 0 || density < least) least = density;
    };
    pose::visitPosed(asset, pose,
                     [&](const gltf::Primitive& primitive, const std::vector<glm::vec3>&,
                         const glm::mat4& world) {
                         const auto addAll = [&](int32_t material) {
                             if (material == gltf::kNone) return;
                             const gltf::Material& m =
                                 asset.materials[static_cast<size_t>(material)];
                             for (const gltf::UsedSlot& u : gltf::textureSlots(m))
                                 add(primitive, *u.slot, u.srgb, world);
                         };
                         addAll(primitive.material);
                         for (const gltf::VariantMaterial& v : primitive.variants)
                             addAll(v.material);
                     });
    return out;
}

std::vector<size_t> shownTextures(const Product& product, const UsedImages& used,
                                  const std::vector<size_t>& textureOf) {
    std::set<size_t> shown;
    for (const gltf::Mesh& mesh : product.asset.meshes) {
        for (const gltf::Primitive& primitive : mesh.primitives) {
            if (primitive.material == gltf::kNone) continue;
            const gltf::Material& m =
                product.asset.materials[static_cast<size_t>(primitive.material)];
            for (const gltf::UsedSlot& u : gltf::textureSlots(m)) {
                const int64_t image = used.of(u.slot->texture, u.srgb);
                if (image >= 0) shown.insert(textureOf[static_cast<size_t>(image)]);
            }
        }
    }
    return {shown.begin(), shown.end()};
}

std::vector<std::string> materialsOf(const gltf::Asset& asset) {
    const bool punctual = pose::lightsIn(asset) > 0;
    std::set<std::string> needed;
    for (const gltf::Mesh& mesh : asset.meshes) {
        for (const gltf::Primitive& primitive : mesh.primitives) {
            if (primitive.topology != gltf::Topology::Triangles) continue;
            const gltf::Material m = primitive.material == gltf::kNone
                                         ? gltf::Material()
                                         : asset.materials[static_cast<size_t>(primitive.material)];
            needed.insert(scene::packageOf(scene::slotsOf(m, false, punctual), m.alphaMode));
        }
    }
    return {needed.begin(), needed.end()};
}

std::string dominantColor(const Product& product, const UsedImages& used,
                          const std::vector<std::array<float, 4>>& mean) {
    const gltf::Asset& asset = product.asset;
    const pose::Pose pose = pose::restPose(asset);
    glm::dvec3 sum(0);
    double weight = 0;
    for (int32_t index : pose::sceneNodes(asset, asset.scene)) {
        const gltf::Node& node = asset.nodes[static_cast<size_t>(index)];
        if (node.mesh == gltf::kNone) continue;
        for (const gltf::Primitive& primitive :
             asset.meshes[static_cast<size_t>(node.mesh)].primitives) {
            const glm::vec4 colour = colourOf(product, primitive.material, used, mean);
            const double w =
                areaOf(primitive, pose.world[static_cast<size_t>(index)]) * double(colour.a);
            sum += glm::dvec3(colour) * w;
            weight += w;
        }
    }
    if (weight > 0) sum /= weight;
    char text[8];
    std::snprintf(text, sizeof text, "#%02x%02x%02x", toByte(sum.x), toByte(sum.y), toByte(sum.z));
    return text;
}

}  // namespace vitrine::pack
