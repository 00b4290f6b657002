// KHR_materials_sheen: fibres standing on the surface. Distribution by Estevez and Kulla, "Production Friendly Microfacet Sheen
// BRDF", 2017 (Charlie); visibility by Neubelt and Pettineo 2013. What the fibres reflect by their albedo (third channel of
// the BRDF table, viewer/light/BrdfLut.h) is taken from the material below, as the extension's text has it.
struct Sheen {
    vec3 color;
    float roughness;
    float albedo;  // of white fibres
    float below;   // share that is left for the material below
};

Sheen sheenOf(Surface s) {
    Sheen sheen;
    sheen.color = materialParams.sheen.rgb * layer(FOR_SHEEN_COLOR).rgb;
    sheen.roughness = clamp(materialParams.sheen.a * layer(FOR_SHEEN_ROUGHNESS).a, 0.07, 1.0);
    sheen.albedo = brdfTable(s.nov, sheen.roughness).b;
    sheen.below = 1.0 - most(sheen.color) * sheen.albedo;
    return sheen;
}

vec3 addSheen(Sheen sheen, Surface s, vec3 base) {
    // The lobe is about as wide as the hemisphere, but leans towards the horizon behind the view.
    vec3 light = irradianceOn(s.normal);
    return base * sheen.below + sheen.color * (sheen.albedo * s.occlusion * s.open) * light;
}
