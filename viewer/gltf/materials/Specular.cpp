// KHR_materials_specular.
#include "gltf/materials/Extension.h"

namespace vitrine::gltf {

const Member kSpecularMembers[] = {
    number("specularFactor", [](Material& m) -> void* { return &m.specular.factor; }),
    colour(
        "specularColorFactor", [](Material& m) -> void* { return &m.specular.color; }, kAnyNumber),
    texture("specularTexture", [](Material& m) -> void* { return &m.specular.texture; }),
    texture("specularColorTexture", [](Material& m) -> void* { return &m.specular.colorTexture; }),
    kNoMore,
};

}  // namespace vitrine::gltf
