// KHR_materials_sheen.
#include "gltf/materials/Extension.h"

namespace vitrine::gltf {

const Member kSheenMembers[] = {
    colour("sheenColorFactor", [](Material& m) -> void* { return &m.sheen.color; }),
    number("sheenRoughnessFactor", [](Material& m) -> void* { return &m.sheen.roughness; }),
    texture("sheenColorTexture", [](Material& m) -> void* { return &m.sheen.colorTexture; }),
    texture("sheenRoughnessTexture",
            [](Material& m) -> void* { return &m.sheen.roughnessTexture; }),
    kNoMore,
};

}  // namespace vitrine::gltf
