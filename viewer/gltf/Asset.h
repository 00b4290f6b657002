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

/// Every per-vertex array is either empty or has positions.size() entries.
struct Primitive {
    Topology topology = Topology::Triangles;
    std::vector<glm::vec3> positions;
    std::vector<glm::vec3> normals;  ///< unit; always there for triangles of lit materials
    std::vector<glm::vec4>
        tangents;                   ///< xyz unit, w = ±1; there when the material has a normal map
    std::vector<glm::vec2> uv[2];   ///< TEXCOORD_0 and TEXCOORD_1 (see Primitive::uvSet)
    std::vector<glm::vec4> colors;  ///< COLOR_0, linear RGBA
    std::vector<glm::u16vec4> joints;   ///< JOINTS_0, indices into Skin::joints
    std::vector<glm::vec4> weights;     ///< WEIGHTS_0, sum 1
    std::vector<glm::u16vec4> joints1;  ///< JOINTS_1 where there is one
    std::vector<glm::vec4> weights1;    ///< weights + weights1 sum to 1
    std::vector<uint32_t> indices;      ///< never empty when there is something to draw
    std::vector<MorphTarget> targets;   ///< same count for all primitives of a mesh
    int32_t material = kNone;           ///< into Asset::materials; kNone = the default material
    Box bounds;                         ///< of the base positions (computed, not the file's claim)
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
    bool srgb = false;     ///< used as colour (base colour, emissive) by some material
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

struct Material {
    std::string name;
    glm::vec4 baseColor{1};
    float metallic = 1, roughness = 1;
    glm::vec3 emissive{0};
    float normalScale = 1, occlusionStrength = 1;
    TextureSlot baseColorTexture, metallicRoughnessTexture, normalTexture, occlusionTexture,
        emissiveTexture;
    AlphaMode alphaMode = AlphaMode::Opaque;
    float alphaCutoff = 0.5f;
    bool doubleSided = false;
    bool unlit = false;  ///< KHR_materials_unlit
};

/// Parents come before children nowhere in particular: use Scene::roots and children. Acyclic, single parent.
struct Node {
    std::string name;
    std::vector<int32_t> children;
    int32_t parent = kNone;
    int32_t mesh = kNone, skin = kNone, camera = kNone;
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
    std::vector<Animation> animations;
    std::vector<std::string> warnings;  ///< things that were ignored, one sentence each
    std::string generator, copyright;
};

}  // namespace vitrine::gltf
