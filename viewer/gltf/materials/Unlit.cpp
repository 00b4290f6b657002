// KHR_materials_unlit.
#include "gltf/materials/Extension.h"

namespace vitrine::gltf {

void beginUnlit(Material& material) {
    material.unlit = true;
}

const Member kUnlitMembers[] = {
    kNoMore,
};

}  // namespace vitrine::gltf
