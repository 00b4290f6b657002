// Which parts of a family one material uses, as the integers that its shaders ask: they decide what is compiled, see
// render/FixedParameters.h. Plain data; the bits agree with shaders/include/slots.glsl and layers.glsl. Render thread.
#pragma once

#include <filament/MaterialInstance.h>

#include "gltf/Asset.h"
#include "render/FixedParameters.h"
#include "scene/MaterialSlots.h"

namespace vitrine::scene {

/// What a program is made for that no material says.
struct Shown {
    int32_t toneMapping =
        0;              ///< FixedParameters::kFree where it is another for a part of the frame
    size_t lights = 0;  ///< of the model's own
};

/// For a material of these slots, whose textures all have images. `vertexColors`: the primitive has some.
render::FixedParameters switchesOf(const gltf::Material& material, const MaterialSlots& slots,
                                   bool vertexColors, const Shown& shown);

/// Sets them as parameters, too, all but the tone mapping, and the transforms of textures.
void setSwitches(filament::MaterialInstance& instance, const MaterialSlots& slots,
                 const render::FixedParameters& switches);

}  // namespace vitrine::scene
