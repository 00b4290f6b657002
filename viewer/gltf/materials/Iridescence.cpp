// KHR_materials_iridescence.
#include "gltf/materials/Extension.h"

namespace vitrine::gltf {

const Member kIridescenceMembers[] = {
    number("iridescenceFactor", [](Material& m) -> void* { return &m.iridescence.factor; }),
    number(
        "iridescenceIor", [](Material& m) -> void* { return &m.iridescence.ior; }, 1, kAnyNumber),
    number(
        "iridescenceThicknessMinimum",
        [](Material& m) -> void* { return &m.iridescence.thicknessMinimum; }, 0, kAnyNumber),
    number(
        "iridescenceThicknessMaximum",
        [](Material& m) -> void* { return &m.iridescence.thicknessMaximum; }, 0, kAnyNumber),
    texture("iridescenceTexture", [](Material& m) -> void* { return &m.iridescence.texture; }),
    texture("iridescenceThicknessTexture",
            [](Material& m) -> void* { return &m.iridescence.thicknessTexture; }),
    kNoMore,
};

}  // namespace vitrine::gltf
