// The factors of a glTF material as parameters of an instance of the family that shows it; see shaders/parameters/. Textures are
// scene/Materials' business. Render thread.
#pragma once

#include <filament/MaterialInstance.h>

#include "gltf/Asset.h"
#include "scene/MaterialSlots.h"

namespace vitrine::scene {

/// Sets everything but samplers, what MaterialSwitches.h has, and the light.
void setFactors(filament::MaterialInstance& instance, const gltf::Material& material,
                const MaterialSlots& slots);

/// The same for what light passes through. `lastLevel`, `flags`: of the backdrop, see shaders/include/transmission.glsl.
void setTransmission(filament::MaterialInstance& instance, const gltf::Material& material,
                     float lastLevel, int flags);

}  // namespace vitrine::scene
