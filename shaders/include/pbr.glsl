// The glTF 2.0 metallic-roughness surface under image-based light, tone-mapped inline.
// Define ALPHA_MASK to cut at alphaCutoff. Blended materials put out premultiplied colour.
#include "tone.glsl"
#include "slots.glsl"
#include "occlusion.glsl"
#include "ibl.glsl"

void material(inout MaterialInputs material) {
    if (uses(SLOT_NORMAL)) {
        vec3 n = texture(materialParams_normalMap, slotUv(SLOT_NORMAL)).xyz * 2.0 - 1.0;
        n.xy *= materialParams.normalScale;
        material.normal = n;
    }
    prepareMaterial(material);

    vec4 base = baseColor();
#if defined(ALPHA_MASK)
    if (base.a < materialParams.alphaCutoff) discard;
#endif

    vec2 roughnessMetallic = vec2(materialParams.roughness, materialParams.metallic);
    float occlusion = 1.0;
    if (uses(SLOT_METALLIC_ROUGHNESS)) {
        vec3 orm = texture(materialParams_metallicRoughnessMap, slotUv(SLOT_METALLIC_ROUGHNESS)).rgb;
        roughnessMetallic *= orm.gb;
        if ((materialParams.flags & FLAG_OCCLUSION_IN_ORM) != 0) occlusion = orm.r;
    }
    if (uses(SLOT_OCCLUSION)) occlusion = texture(materialParams_occlusionMap, slotUv(SLOT_OCCLUSION)).r;

    Surface surface;
    surface.diffuse = base.rgb * (1.0 - roughnessMetallic.y);
    surface.f0 = mix(vec3(0.04), base.rgb, roughnessMetallic.y);
    surface.roughness = clamp(roughnessMetallic.x, 0.0, 1.0);
    surface.occlusion = 1.0 + materialParams.occlusionStrength * (occlusion - 1.0);
    surface.normal = getWorldNormalVector();
    surface.view = getWorldViewVector();

    highp vec3 radiance = shadeImageBased(surface);
    vec3 emissive = materialParams.emissiveFactor;
    if (uses(SLOT_EMISSIVE)) emissive *= texture(materialParams_emissiveMap, slotUv(SLOT_EMISSIVE)).rgb;
    radiance += emissive;

    vec3 display = toDisplay(radiance * materialParams.exposure, materialParams.toneMapping);
#if defined(BLEND_MODE_TRANSPARENT)
    material.baseColor = vec4(display * base.a, base.a);
#else
    material.baseColor = vec4(display, 1.0);
#endif
}
