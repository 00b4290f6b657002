// The extensions of a material as tables: which members each has, of which type, within which range, and where they go.
// One file per extension, of its own name; readMaterialExtensions() and the schema work through the tables.
#pragma once

#include <string>
#include <vector>

#include "gltf/Asset.h"
#include "gltf/TinyGltf.h"

namespace vitrine::gltf {

/// A member of an extension's object. One that is absent leaves its target as it is.
struct Member {
    enum class Kind : uint8_t {
        Number,
        NumberOrZero,  ///< within the range, or 0
        Colour,        ///< three components
        ColourAlpha,   ///< four
        Texture,
        Scale,  ///< of a normal map: `scale` of the texture info of that name
    };
    const char* name = nullptr;  ///< null: the end of a table
    Kind kind = Kind::Number;
    float low = 0, high = 0;               ///< what the extension allows
    void* (*target)(Material&) = nullptr;  ///< float, vec3, vec4 or TextureSlot
};

struct MaterialExtension {
    const char* name;
    const Member* members;
    void (*begin)(Material&) = nullptr;  ///< said before members are read
};

/// All that are known; one without a name is the end.
extern const MaterialExtension kMaterialExtensions[];

/// Reads those that a material has. What is out of range is limited, with a sentence in the warnings.
void readMaterialExtensions(const tinygltf::ExtensionMap& extensions, size_t material,
                            std::vector<std::string>& warnings, Material& out);

// The tables.
extern const Member kAnisotropyMembers[], kClearcoatMembers[], kDispersionMembers[],
    kEmissiveStrengthMembers[], kIorMembers[], kIridescenceMembers[], kSheenMembers[],
    kSpecularMembers[], kSpecularGlossinessMembers[], kTransmissionMembers[], kUnlitMembers[],
    kVolumeMembers[];
void beginSpecularGlossiness(Material& material);
void beginUnlit(Material& material);

// --- how a table is written ------------------------------------------------------------------------------

constexpr float kAnyNumber = 3.0e38f;

/// `at` names the target: [](Material& m) -> void* { return &m.sheen.roughness; }
using Target = void* (*)(Material&);
constexpr Member number(const char* name, Target at, float low = 0, float high = 1) {
    return {name, Member::Kind::Number, low, high, at};
}
constexpr Member colour(const char* name, Target at, float high = 1) {
    return {name, Member::Kind::Colour, 0, high, at};
}
constexpr Member texture(const char* name, Target at) {
    return {name, Member::Kind::Texture, 0, 0, at};
}
constexpr Member kNoMore = {};

}  // namespace vitrine::gltf
