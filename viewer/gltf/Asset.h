// A glTF 2.0 asset as plain data: what the file means, with nothing of how it was stored.
//
// Accessors are decoded (component types, normalisation, stride and sparse are gone), strips and fans are
// lists, absent normals and tangents are made. Units are glTF's: metres, radians, seconds, +Y up,
// right-handed; colours linear. Indices between the arrays are validated by the reader, so users need no
// range checks. Owned by value; no engine types; any thread.
#pragma once

#include <cstdint>
#include <glm/gtc/quaternion.hpp>
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::gltf {

/// "No index": an optional reference that is not set.
constexpr int32_t kNone = -1;

enum class Topology : uint8_t { Points, Lines, Triangles };

struct Box {
    glm::vec3 min{0}, max{0};
    bool empty = true;
};

/// Differences to add to the base shape, one entry per vertex of the primitive; an empty array is all zero.
struct MorphTarget {
    std::vector<glm::vec3> positions, normals, tangents;
};

/// KHR_materials_variants: the material of a primitive while a variant is shown.
struct VariantMaterial {
    uint32_t variant = 0;  ///< into Asset::variants
    int32_t material = 0;  ///< into Asset::materials
};

/// Every per-vertex array is either empty or has positions.size() entries.
struct Primitive {
    Topology topology = Topology::Triangles;
    std::vector<glm::vec3> positions;
    std::vector<glm::vec3> normals;  ///< unit; always there for triangles of lit materials
    /// xyz unit, w = ±1; there when a material of the primitive has a normal map or is anisotropic.
    std::vector<glm::vec4> tangents;
    std::vector<glm::vec2> uv[2];           ///< TEXCOORD_0 and TEXCOORD_1 (see Primitive::uvSet)
    std::vector<glm::vec4> colors;          ///< COLOR_0, linear RGBA
    std::vector<glm::u16vec4> joints;       ///< JOINTS_0, indices into Skin::joints
    std::vector<glm::vec4> weights;         ///< WEIGHTS_0, sum 1
    std::vector<glm::u16vec4> joints1;      ///< JOINTS_1 where there is one
    std::vector<glm::vec4> weights1;        ///< weights + weights1 sum to 1
    std::vector<uint32_t> indices;          ///< never empty when there is something to draw
    std::vector<MorphTarget> targets;       ///< same count for all primitives of a mesh
    int32_t material = kNone;               ///< into Asset::materials; kNone = the default material
    std::vector<VariantMaterial> variants;  ///< those that give the primitive another material
    Box bounds;  ///< of the base positions (computed, not the file's claim)
};

struct Mesh {
    std::string name;
    std::vector<Primitive> primitives;
    std::vector<float> weights;  ///< default morph weights
};

enum class Wrap : uint8_t { Repeat, ClampToEdge, MirroredRepeat };

struct Sampler {
    bool magLinear = true;
    bool minLinear = true;
    bool mipmaps = true;  ///< min filter names a mipmap mode
    bool mipLinear = true;
    Wrap wrapS = Wrap::Repeat, wrapT = Wrap::Repeat;
};

/// An encoded image. Its bytes are handed out by Document::takeImages(), not kept here.
struct Image {
    std::string name;
    std::string mimeType;  ///< "image/png", "image/jpeg", … or empty when the file does not say
    bool srgb = false;     ///< used as colour (base colour, emissive, sheen …) by some material
};

struct Texture {
    int32_t image = kNone;
    Sampler sampler;
};

/// A texture in a material's slot. KHR_texture_transform is folded into the matrix.
struct TextureSlot {
    int32_t texture = kNone;
    uint8_t uv = 0;  ///< 0 or 1, which Primitive::uv
    /// uv' = transform * (u, v, 1): the upper two rows of the 3x3 matrix, as two (a, b, c) rows.
    glm::vec3 row0{1, 0, 0}, row1{0, 1, 0};
};

enum class AlphaMode : uint8_t { Opaque, Mask, Blend };

// Extensions of a material. Members are named as in the extensions' texts, defaults are those of a material
// without the extension, and factors are within the ranges that the texts allow.

/// KHR_materials_clearcoat: a layer of varnish with a normal of its own.
struct Clearcoat {
    float factor = 0, roughness = 0;
    float normalScale = 1;
    TextureSlot texture;           ///< r * factor
    TextureSlot roughnessTexture;  ///< g * roughness
    TextureSlot normalTexture;     ///< none: the geometry's normal, not normalTexture's
};

/// KHR_materials_sheen: fibres that catch light at grazing angles.
struct Sheen {
    glm::vec3 color{0};
    float roughness = 0;
    TextureSlot colorTexture;      ///< rgb (sRGB) * color
    TextureSlot roughnessTexture;  ///< a * roughness
};

/// KHR_materials_specular: strength and colour of a dielectric's reflection.
struct Specular {
    float factor = 1;
    glm::vec3 color{1};        ///< may be above 1
    TextureSlot texture;       ///< a * factor
    TextureSlot colorTexture;  ///< rgb (sRGB) * color
};

/// KHR_materials_iridescence: a thin film.
struct Iridescence {
    float factor = 0;
    float ior = 1.3f;
    float thicknessMinimum = 100, thicknessMaximum = 400;  ///< nanometres
    TextureSlot texture;                                   ///< r * factor
    TextureSlot thicknessTexture;                          ///< g from minimum to maximum
};

/// KHR_materials_anisotropy: a reflection stretched along a direction of the surface.
struct Anisotropy {
    float strength = 0;
    float rotation = 0;   ///< radians, counter-clockwise from the tangent
    TextureSlot texture;  ///< rg: direction in tangent space, 0 … 1 for −1 … 1; b * strength
};

/// KHR_materials_transmission: light that goes through the surface.
struct Transmission {
    float factor = 0;
    TextureSlot texture;  ///< r * factor
};

/// KHR_materials_volume: what the light goes through behind it.
struct Volume {
    float thickness = 0;            ///< in the mesh's own units; 0 = a thin wall
    float attenuationDistance = 0;  ///< metres of the world; 0 = light is not attenuated
    glm::vec3 attenuationColor{1};  ///< what is left of white light after attenuationDistance
    TextureSlot thicknessTexture;   ///< g * thickness
};

/// KHR_materials_pbrSpecularGlossiness, in place of metallic and roughness.
struct SpecularGlossiness {
    glm::vec4 diffuse{1};
    glm::vec3 specular{1};
    float glossiness = 1;
    TextureSlot diffuseTexture;  ///< rgba (sRGB) * diffuse
    TextureSlot texture;         ///< rgb (sRGB) * specular, a * glossiness
};

struct Material {
    std::string name;
    glm::vec4 baseColor{1};
    float metallic = 1, roughness = 1;
    glm::vec3 emissive{0};
    float emissiveStrength = 1;  ///< KHR_materials_emissive_strength, a factor of emissive
    float normalScale = 1, occlusionStrength = 1;
    TextureSlot baseColorTexture, metallicRoughnessTexture, normalTexture, occlusionTexture,
        emissiveTexture;
    AlphaMode alphaMode = AlphaMode::Opaque;
    float alphaCutoff = 0.5f;
    bool doubleSided = false;
    bool unlit = false;    ///< KHR_materials_unlit
    float ior = 1.5f;      ///< KHR_materials_ior: 1 or more, or 0 for an infinite one
    float dispersion = 0;  ///< KHR_materials_dispersion: 20 / Abbe number
    Clearcoat clearcoat;
    Sheen sheen;
    Specular specular;
    Iridescence iridescence;
    Anisotropy anisotropy;
    Transmission transmission;
    Volume volume;
    std::optional<SpecularGlossiness> specularGlossiness;
};

/// KHR_lights_punctual. A light shines along the −Z axis of its node.
struct Light {
    enum class Type : uint8_t { Directional, Point, Spot };
    std::string name;
    Type type = Type::Point;
    glm::vec3 color{1};                                     ///< linear
    float intensity = 1;                                    ///< directional: lux; others: candela
    float range = 0;                                        ///< metres, 0 = without end
    float innerConeAngle = 0, outerConeAngle = 0.7853982f;  ///< radians from the axis; of a spot
};

/// Parents come before children nowhere in particular: use Scene::roots and children. Acyclic, single parent.
struct Node {
    std::string name;
    std::vector<int32_t> children;
    int32_t parent = kNone;
    int32_t mesh = kNone, skin = kNone, camera = kNone;
    int32_t light = kNone;  ///< into Asset::lights
    glm::vec3 translation{0};
    glm::quat rotation{1, 0, 0, 0};
    glm::vec3 scale{1};
    std::optional<glm::mat4>
        matrix;                  ///< set when the file gave a matrix; then T, R, S are identity
    std::vector<float> weights;  ///< overrides Mesh::weights when not empty
    /// Where its mesh stands, in the node's own space; empty = once, at its origin. Never of a skinned node.
    std::vector<glm::mat4> instances;
};

struct Skin {
    std::string name;
    std::vector<int32_t> joints;
    std::vector<glm::mat4> inverseBind;  ///< one per joint
};

struct Camera {
    std::string name;
    bool perspective = true;
    float yfov = 0.7f, aspect = 0;  ///< aspect 0 = the viewport's
    float xmag = 1, ymag = 1;
    float znear = 0.01f, zfar = 0;  ///< zfar 0 = infinite
};

enum class Interpolation : uint8_t { Linear, Step, CubicSpline };
enum class Path : uint8_t { Translation, Rotation, Scale, Weights };

/// Keyframes of one property of one node. `values` holds `width` floats per key (3, 4, or the number of
/// morph targets); for CubicSpline three times that: in-tangent, value, out-tangent.
struct Channel {
    int32_t node = kNone;
    Path path = Path::Translation;
    Interpolation interpolation = Interpolation::Linear;
    uint32_t width = 3;
    std::vector<float> times;  ///< seconds, strictly increasing
    std::vector<float> values;
};

struct Animation {
    std::string name;
    float duration = 0;  ///< seconds, the last key of all channels
    std::vector<Channel> channels;
};

struct Scene {
    std::string name;
    std::vector<int32_t> roots;
};

struct Asset {
    std::vector<Scene> scenes;
    int32_t scene = 0;  ///< the one to show
    std::vector<Node> nodes;
    std::vector<Mesh> meshes;
    std::vector<Material> materials;
    std::vector<Texture> textures;
    std::vector<Image> images;
    std::vector<Skin> skins;
    std::vector<Camera> cameras;
    std::vector<Light> lights;
    std::vector<std::string> variants;  ///< names, in the file's order
    std::vector<Animation> animations;
    std::vector<std::string> warnings;  ///< things that were ignored, one sentence each
    std::string generator, copyright;
};

}  // namespace vitrine::gltf
