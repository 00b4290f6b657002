// KHR_materials_anisotropy.
#include "gltf/materials/Extension.h"

namespace vitrine::gltf {

const Member kAnisotropyMembers[] = {
    number("anisotropyStrength", [](Material& m) -> void* { return &m.anisotropy.strength; }),
    number(
        "anisotropyRotation", [](Material& m) -> void* { return &m.anisotropy.rotation; },
        -kAnyNumber, kAnyNumber),
    texture("anisotropyTexture", [](Material& m) -> void* { return &m.anisotropy.texture; }),
    kNoMore,
};

}  // namespace vitrine::gltf
