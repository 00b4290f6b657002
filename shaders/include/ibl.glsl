// Image-based light on the glTF 2.0 metallic-roughness BRDF (specification, appendix B).
//
// Split sum (Karis 2013) with multiple scattering by Fdez-Agüera, "A Multiple-Scattering Microfacet Model for
// Real-Time Image-based Lighting", JCGT 2019: rough metals keep their energy, and a white furnace stays white.
// Inputs: materialParams_radiance (GGX-prefiltered cube, perceptual roughness * lastLevel = level),
// materialParams_brdf (scale, bias), materialParams_irradiance (cube, irradiance / pi); see viewer/light/.

// The turntable turns the model under fixed light; we turn the light's directions about +Y instead.
vec3 toLight(vec3 d) {
    vec2 turn = materialParams.lightTurn;
    return vec3(turn.x * d.x + turn.y * d.z, d.y, turn.x * d.z - turn.y * d.x);
}

struct Surface {
    vec3 diffuse;     // base colour of the non-metal part
    vec3 f0;          // reflectance at normal incidence
    float roughness;  // perceptual
    float occlusion;
    vec3 normal;      // world, shading
    vec3 view;        // world, to the camera
};

// Where the lobe has its middle. The prefiltered light is that of lobes about the direction of view; those of rough surfaces
// lean from the mirror's direction towards the normal.
highp vec3 lobeDirection(highp vec3 view, highp vec3 normal, float roughness) {
    return normalize(mix(reflect(-view, normal), normal, roughness * roughness));
}

// The mean over the hemisphere of Schlick's weight (1 - V.H)^5, fitted to the integral within 0.002.
float meanSchlickWeight(float nov) {
    float m = 1.0 - nov;
    return 0.025 * m * m;
}

vec3 shadeImageBased(Surface s) {
    float nov = clamp(dot(s.normal, s.view), 1e-3, 1.0);
    vec3 r = lobeDirection(s.view, s.normal, s.roughness);
    vec3 radiance = textureLod(materialParams_radiance, toLight(r), s.roughness * materialParams.lastLevel).rgb;
    vec3 light = textureLod(materialParams_irradiance, toLight(s.normal), 0.0).rgb;
    vec2 brdf = textureLod(materialParams_brdf, vec2(nov, s.roughness), 0.0).rg;

    vec3 single = s.f0 * brdf.x + brdf.y;
    float lost = 1.0 - (brdf.x + brdf.y);
    vec3 average = s.f0 + (1.0 - s.f0) / 21.0;
    vec3 multiple = lost * single * average / (1.0 - average * lost);
    // What is not reflected enters, and leaves in all directions.
    vec3 diffuse = s.diffuse * (1.0 - s.f0 - (1.0 - s.f0) * meanSchlickWeight(nov));

    // Lagarde and de Rousiers 2014: occlusion of the lobe from occlusion of the hemisphere.
    float open = openShare(s.normal);
    float reached = s.occlusion * open;
    float lobe = clamp(pow(nov + reached, exp2(-16.0 * s.roughness - 1.0)) - 1.0 + reached, 0.0, 1.0);
    vec3 around = light * s.occlusion * withBounces(open, s.diffuse + s.f0);
    return single * radiance * lobe + (multiple + diffuse) * around;
}
