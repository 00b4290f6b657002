// KHR_materials_transmission.
#include "gltf/materials/Extension.h"

namespace vitrine::gltf {

const Member kTransmissionMembers[] = {
    number("transmissionFactor", [](Material& m) -> void* { return &m.transmission.factor; }),
    texture("transmissionTexture", [](Material& m) -> void* { return &m.transmission.texture; }),
    kNoMore,
};

}  // namespace vitrine::gltf
