// The glTF 2.0 surface under image-based light, tone-mapped inline.
// ALPHA_MASK cuts at alphaCutoff; LAYERS adds the extensions that lie on the surface; PUNCTUAL_LIGHTS adds lights of the
// model's own; TRANSMISSION what is seen through the surface. Blended materials put out premultiplied colour.
#include "tone.glsl"
#include "slots.glsl"
#include "surface.glsl"
#include "light.glsl"
#include "occlusion.glsl"
#include "ibl.glsl"
#if defined(LAYERS)
#include "layers.glsl"
#include "iridescence.glsl"
#include "anisotropy.glsl"
#include "clearcoat.glsl"
#include "sheen.glsl"
#endif
#if defined(PUNCTUAL_LIGHTS)
#include "lights.glsl"
#endif
#if defined(TRANSMISSION)
#include "transmission.glsl"
#endif

// KHR_materials_pbrSpecularGlossiness, or metallic-roughness with KHR_materials_specular and _ior: specularColor holds
// ((ior - 1) / (ior + 1))^2 * specularColorFactor, as that extension's text has it.
void readReflectance(inout Surface s, vec3 base, vec4 texel) {
    if ((materialParams.flags & FLAG_SPECULAR_GLOSSINESS) != 0) {
        s.f0 = s.dielectric = materialParams.specularColor * texel.rgb;
        s.f90 = s.dielectric90 = 1.0;
        s.roughness = 1.0 - (1.0 - materialParams.roughness) * texel.a;
        s.diffuse = base * (1.0 - most(s.f0));
        return;
    }
    float metallic = clamp(materialParams.metallic * texel.b, 0.0, 1.0);
    s.dielectric = materialParams.specularColor;
    s.dielectric90 = materialParams.specularFactor;
#if defined(LAYERS)
    s.dielectric *= layer(FOR_SPECULAR_COLOR).rgb;
    s.dielectric90 *= layer(FOR_SPECULAR).a;
#endif
    s.dielectric = min(s.dielectric, 1.0) * s.dielectric90;
    s.f0 = mix(s.dielectric, base, metallic);
    s.f90 = mix(s.dielectric90, 1.0, metallic);
    s.roughness = clamp(materialParams.roughness * texel.g, 0.0, 1.0);
    s.diffuse = base * (1.0 - metallic);
}

Surface readSurface(vec4 base) {
    Surface s;
    vec4 texel = vec4(1.0);
    float occlusion = 1.0;
    if (uses(SLOT_METALLIC_ROUGHNESS)) {
        texel = texelAt(materialParams_metallicRoughnessMap, slotUv(SLOT_METALLIC_ROUGHNESS));
        if ((materialParams.flags & FLAG_OCCLUSION_IN_ORM) != 0) occlusion = texel.r;
    }
    if (uses(SLOT_OCCLUSION)) occlusion = texelAt(materialParams_occlusionMap, slotUv(SLOT_OCCLUSION)).r;
    readReflectance(s, base.rgb, texel);
    s.occlusion = 1.0 + materialParams.occlusionStrength * (occlusion - 1.0);
    s.normal = getWorldNormalVector();
    s.view = getWorldViewVector();
    s.nov = clamp(dot(s.normal, s.view), 1e-3, 1.0);
    s.open = openShare(s.normal);
    // The texture was made with the model's own surfaces around, which the volume has, too. Each is near-sighted where the other
    // sees: a texture shows creases, the volume what lies farther away. So half of the volume counts twice.
    s.occlusion = min(s.occlusion / mix(1.0, s.open, 0.5), 1.0);
    s.roughness = widened(s.roughness, s.normal);
    return s;
}

#if defined(TRANSMISSION)
Seen seen;  // what shade() leaves to be added
#endif

highp vec3 shade(Surface s) {
#if defined(LAYERS)
    if (hasLayer(LAYER_IRIDESCENCE)) applyIridescence(s);
#endif
#if defined(TRANSMISSION)
    Transmission glass = transmissionOf();
    vec3 share = s.diffuse * glass.factor;
    s.diffuse -= share;
    vec3 single, multiple;
    reflectances(s.dielectric, s.dielectric90, brdfTable(s.nov, s.roughness).rg, single, multiple);
    share *= 1.0 - single - multiple;
#endif
#if defined(LAYERS)
    vec3 gathered;
    Surface whole = s;
    Anisotropy stretched;
    if (hasLayer(LAYER_ANISOTROPY)) {
        stretched = anisotropyOf(s);
        gathered = anisotropicRadiance(stretched, s);
        whole.roughness = meanRoughness(stretched);
    } else {
        gathered = radianceFrom(lobeDirection(s.view, s.normal, s.roughness), s.roughness);
    }
    highp vec3 radiance = shadeImageBased(whole, gathered);
#else
    vec3 gathered = radianceFrom(lobeDirection(s.view, s.normal, s.roughness), s.roughness);
    highp vec3 radiance = shadeImageBased(s, gathered);
#endif
#if defined(LAYERS)
    Sheen sheen;
    if (hasLayer(LAYER_SHEEN)) {
        sheen = sheenOf(s);
        radiance = addSheen(sheen, s, radiance);
    }
    Clearcoat coat;
    coat.weight = 0.0;
    coat.fresnel = 0.0;
    if (hasLayer(LAYER_CLEARCOAT)) {
        coat = clearcoatOf(s);
        radiance = addClearcoat(coat, s, radiance);
    }
#if defined(PUNCTUAL_LIGHTS)
    Lobes lobes;
    lobes.stretched = stretched;
    lobes.sheen = sheen;
    lobes.coat = coat;
    radiance += shadePunctual(s, lobes);
#endif
    vec3 emitted = vec3(1.0 - coat.fresnel);
#else
    vec3 emitted = vec3(1.0);
#endif
#if defined(TRANSMISSION)
    seen = transmitted(s, glass, share * (1.0 - coat.fresnel));
#endif
    emitted *= materialParams.emissiveFactor;
    if (uses(SLOT_EMISSIVE)) emitted *= texelAt(materialParams_emissiveMap, slotUv(SLOT_EMISSIVE)).rgb;
    return radiance + emitted;
}

void material(inout MaterialInputs material) {
    if (uses(SLOT_NORMAL)) {
        vec3 n = texelAt(materialParams_normalMap, slotUv(SLOT_NORMAL)).xyz * 2.0 - 1.0;
        n.xy *= materialParams.normalScale;
        material.normal = n;
    }
    prepareMaterial(material);

    vec4 base = baseColor();
#if defined(ALPHA_MASK)
    if (base.a < materialParams.alphaCutoff) discard;
#endif
#if defined(LAYERS)
    readLayers();
#endif
    highp vec3 radiance = shade(readSurface(base)) * materialParams.exposure;
#if defined(TRANSMISSION)
    vec4 display = seenThrough(radiance, seen, materialParams.toneMapping);
#else
    vec4 display = vec4(toDisplay(radiance, materialParams.toneMapping), 1.0);
#endif
#if defined(BLEND_MODE_TRANSPARENT)
    display *= base.a;
#endif
    material.baseColor = display;
}
