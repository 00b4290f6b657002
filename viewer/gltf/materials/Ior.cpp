// KHR_materials_ior.
#include "gltf/materials/Extension.h"

namespace vitrine::gltf {

const Member kIorMembers[] = {
    {"ior", Member::Kind::NumberOrZero, 1, kAnyNumber, [](Material& m) -> void* { return &m.ior; }},
    kNoMore,
};

}  // namespace vitrine::gltf
