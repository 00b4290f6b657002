// Which texture of a glTF material goes to which sampler of the family that shows it. Plain data about plain data: no engine,
// any thread. The numbers must agree with shaders/include/slots.glsl and layers.glsl.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "gltf/Asset.h"

namespace vitrine::scene {

/// Samplers of the core, each for one purpose.
enum class Slot : uint8_t { BaseColor, MetallicRoughness, Normal, Occlusion, Emissive };
constexpr size_t kSlots = 5;

/// What the samplers for extensions are read for.
enum class Purpose : uint8_t {
    Clearcoat,
    ClearcoatRoughness,
    ClearcoatNormal,
    SheenColor,
    SheenRoughness,
    Specular,
    SpecularColor,
    Iridescence,
    IridescenceThickness,
    Anisotropy,
    Transmission,
    Thickness,
};
constexpr size_t kPurposes = 12;
constexpr size_t kLayerSamplers = 6;

/// Parameters' names.
const char* parameterOf(Slot slot);
const char* layerParameter(size_t layer);

/// The groups of packages that shaders/CMakeLists.txt makes.
enum class Family : uint8_t { Unlit, Pbr, Layered, Lights, Glass };

struct MaterialSlots {
    /// A sampler for extensions, and for what its texel is read: one texture is sampled once.
    struct Layer {
        const gltf::TextureSlot* texture = nullptr;
        std::vector<Purpose> purposes;
    };

    Family family = Family::Pbr;
    std::array<const gltf::TextureSlot*, kSlots> core{};  ///< null: nothing to sample
    bool occlusionInOrm = false;  ///< read from the MetallicRoughness sampler's red channel
    std::vector<Layer> layers;    ///< up to kLayerSamplers
    bool lit() const { return family != Family::Unlit; }
    /// Extensions lie on it: the family has the samplers and factors for them.
    bool layered() const { return family >= Family::Layered; }
    /// Light passes through, so it shows what lies behind: see render/Backdrop.h.
    bool transmissive() const { return family == Family::Glass; }
    /// Whether a layer is read as a normal.
    bool isNormal(size_t layer) const;
    size_t leftOut = 0;  ///< textures of extensions that found no sampler

    uint8_t active = 0;  ///< extensions whose textures are sampled, a bit each

    /// Of one material: one instance can show both.
    bool sameFor(const MaterialSlots& o) const { return family == o.family && active == o.active; }
};

/// `unlit`: the surface can't be lit. `punctual`: lights of the model's own shine on it. The material must outlive the result.
MaterialSlots slotsOf(const gltf::Material& material, bool unlit, bool punctual);

/// "pbr_opaque": the package that shows it.
std::string packageOf(const MaterialSlots& slots, gltf::AlphaMode mode);

}  // namespace vitrine::scene
