// KHR_materials_volume.
#include "gltf/materials/Extension.h"

namespace vitrine::gltf {

const Member kVolumeMembers[] = {
    number(
        "thicknessFactor", [](Material& m) -> void* { return &m.volume.thickness; }, 0, kAnyNumber),
    number(
        "attenuationDistance", [](Material& m) -> void* { return &m.volume.attenuationDistance; },
        0, kAnyNumber),
    colour("attenuationColor", [](Material& m) -> void* { return &m.volume.attenuationColor; }),
    texture("thicknessTexture", [](Material& m) -> void* { return &m.volume.thicknessTexture; }),
    kNoMore,
};

}  // namespace vitrine::gltf
