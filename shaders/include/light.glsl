// The light around: see viewer/light/ and viewer/render/Lighting.h.
//
// materialParams_radiance: GGX-prefiltered cube, perceptual roughness * environment.x = level; materialParams_irradiance: cube of
// irradiance / pi by normal; materialParams_brdf: (scale of f0, scale of f90, albedo of sheen) by N·V and roughness.

// The turntable turns the model under fixed light; we turn the light's directions about +Y instead.
highp vec3 toLight(highp vec3 d) {
    vec2 turn = materialParams.frame.xy;
    return vec3(turn.x * d.x + turn.y * d.z, d.y, turn.x * d.z - turn.y * d.x);
}

// Where a lobe has its middle. The prefiltered light is that of lobes about the direction of view; those of rough surfaces
// lean from the mirror's direction towards the normal.
highp vec3 lobeDirection(highp vec3 view, highp vec3 normal, float roughness) {
    return normalize(mix(reflect(-view, normal), normal, roughness * roughness));
}

vec3 radianceFrom(highp vec3 direction, float roughness) {
    return textureLod(materialParams_radiance, toLight(direction), roughness * materialParams.environment.x).rgb *
           materialParams.environment.y;
}

vec3 irradianceOn(highp vec3 normal) {
    return textureLod(materialParams_irradiance, toLight(normal), 0.0).rgb * materialParams.environment.y;
}

vec3 brdfTable(float nov, float roughness) {
    return textureLod(materialParams_brdf, vec2(nov, roughness), 0.0).rgb;
}
