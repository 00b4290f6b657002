// KHR_materials_unlit: the base colour is the picture. Under `neutral` and `linear`, which keep colours, artwork with baked
// light shows as its author saw it, whatever the exposure. Operators that give the picture a look of film give it to all
// of the picture: there an unlit surface is one that glows, as in Filament, Babylon and Blender.
#include "tone.glsl"
#include "slots.glsl"

void material(inout MaterialInputs material) {
    prepareMaterial(material);
    vec4 base = baseColor();
#if defined(ALPHA_MASK)
    if (base.a < materialParams.alphaCutoff) discard;
#endif
    // Neutral and Linear, see ToneMapping of viewer/settings/Settings.h.
    int operator = materialParams.toneMapping;
    vec3 display = operator < 0   ? toBackdrop(base.rgb, operator)
                   : operator < 2 ? encodeSrgb(base.rgb)
                                  : toDisplay(base.rgb * materialParams.exposure, operator);
#if defined(BLEND_MODE_TRANSPARENT)
    material.baseColor = vec4(display * base.a, base.a);
#else
    material.baseColor = vec4(display, 1.0);
#endif
}
