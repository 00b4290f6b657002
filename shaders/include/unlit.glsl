// KHR_materials_unlit: the base colour is the picture. It is not exposed or tone-mapped, so that artwork with
// baked light shows as its author saw it.
#include "tone.glsl"
#include "slots.glsl"

void material(inout MaterialInputs material) {
    prepareMaterial(material);
    vec4 base = baseColor();
#if defined(ALPHA_MASK)
    if (base.a < materialParams.alphaCutoff) discard;
#endif
    vec3 display = encodeSrgb(base.rgb);
#if defined(BLEND_MODE_TRANSPARENT)
    material.baseColor = vec4(display * base.a, base.a);
#else
    material.baseColor = vec4(display, 1.0);
#endif
}
