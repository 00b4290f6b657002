// KHR_materials_clearcoat.
#include "gltf/materials/Extension.h"

namespace vitrine::gltf {

const Member kClearcoatMembers[] = {
    number("clearcoatFactor", [](Material& m) -> void* { return &m.clearcoat.factor; }),
    number("clearcoatRoughnessFactor", [](Material& m) -> void* { return &m.clearcoat.roughness; }),
    texture("clearcoatTexture", [](Material& m) -> void* { return &m.clearcoat.texture; }),
    texture("clearcoatRoughnessTexture",
            [](Material& m) -> void* { return &m.clearcoat.roughnessTexture; }),
    texture("clearcoatNormalTexture",
            [](Material& m) -> void* { return &m.clearcoat.normalTexture; }),
    {"clearcoatNormalTexture", Member::Kind::Scale, 0, 0,
     [](Material& m) -> void* { return &m.clearcoat.normalScale; }},
    kNoMore,
};

}  // namespace vitrine::gltf
