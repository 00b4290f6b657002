// KHR_materials_sheen: fibres standing on the surface. Distribution by Estevez and Kulla, "Production Friendly Microfacet Sheen
// BRDF", 2017 (Charlie); visibility by Neubelt and Pettineo 2013. What the fibres reflect by their albedo (third channel of
// the BRDF table, viewer/light/BrdfLut.h) is taken from the material below, as the extension's text has it.
vec4 sheenOf() {
    return vec4(materialParams.sheen.rgb * layer(FOR_SHEEN_COLOR).rgb,
                clamp(materialParams.sheen.a * layer(FOR_SHEEN_ROUGHNESS).a, 0.07, 1.0));
}

vec3 addSheen(vec4 sheen, Surface s, vec3 base) {
    float albedo = brdfTable(s.nov, sheen.a).b;
    float strongest = most(sheen.rgb);
    // The lobe is about as wide as the hemisphere, but leans towards the horizon behind the view.
    vec3 light = irradianceOn(s.normal);
    return base * (1.0 - strongest * albedo) + sheen.rgb * (albedo * s.occlusion * s.open) * light;
}
