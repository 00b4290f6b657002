// KHR_materials_dispersion.
#include "gltf/materials/Extension.h"

namespace vitrine::gltf {

const Member kDispersionMembers[] = {
    number(
        "dispersion", [](Material& m) -> void* { return &m.dispersion; }, 0, kAnyNumber),
    kNoMore,
};

}  // namespace vitrine::gltf
