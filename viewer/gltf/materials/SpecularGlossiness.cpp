// KHR_materials_pbrSpecularGlossiness: deprecated, but many older products have nothing else.
#include "gltf/materials/Extension.h"

namespace vitrine::gltf {

void beginSpecularGlossiness(Material& material) {
    material.specularGlossiness.emplace();
}

const Member kSpecularGlossinessMembers[] = {
    {"diffuseFactor", Member::Kind::ColourAlpha, 0, 1,
     [](Material& m) -> void* { return &m.specularGlossiness->diffuse; }},
    colour("specularFactor", [](Material& m) -> void* { return &m.specularGlossiness->specular; }),
    number("glossinessFactor",
           [](Material& m) -> void* { return &m.specularGlossiness->glossiness; }),
    texture("diffuseTexture",
            [](Material& m) -> void* { return &m.specularGlossiness->diffuseTexture; }),
    texture("specularGlossinessTexture",
            [](Material& m) -> void* { return &m.specularGlossiness->texture; }),
    kNoMore,
};

}  // namespace vitrine::gltf
