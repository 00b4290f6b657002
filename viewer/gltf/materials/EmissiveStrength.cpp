// KHR_materials_emissive_strength.
#include "gltf/materials/Extension.h"

namespace vitrine::gltf {

const Member kEmissiveStrengthMembers[] = {
    number(
        "emissiveStrength", [](Material& m) -> void* { return &m.emissiveStrength; }, 0,
        kAnyNumber),
    kNoMore,
};

}  // namespace vitrine::gltf
