// Image-based light on the glTF 2.0 metallic-roughness BRDF (specification, appendix B).
//
// Split sum (Karis 2013) with multiple scattering by Fdez-Agüera, "A Multiple-Scattering Microfacet Model for
// Real-Time Image-based Lighting", JCGT 2019: rough metals keep their energy, and a white furnace stays white.

// Reflected part of single and multiple scattering, for an f0 and f90.
void reflectances(vec3 f0, float f90, vec2 brdf, out vec3 single, out vec3 multiple) {
    single = f0 * brdf.x + f90 * brdf.y;
    float lost = 1.0 - (brdf.x + brdf.y);
    vec3 average = f0 + (f90 - f0) / 21.0;
    multiple = lost * single * average / (1.0 - average * lost);
}

// The mean over the hemisphere of Schlick's weight (1 - V.H)^5, fitted to the integral within 0.002.
float meanSchlickWeight(float nov) {
    float m = 1.0 - nov;
    return 0.025 * m * m;
}

// Lagarde and de Rousiers 2014: occlusion of the lobe from occlusion of the hemisphere.
float lobeOcclusion(float nov, float roughness, float occlusion) {
    return clamp(pow(nov + occlusion, exp2(-16.0 * roughness - 1.0)) - 1.0 + occlusion, 0.0, 1.0);
}

// `radiance`: what the surface's lobe gathers.
vec3 shadeImageBased(Surface s, vec3 radiance) {
    vec3 light = irradianceOn(s.normal);
    vec2 brdf = brdfTable(s.nov, s.roughness).rg;
    vec3 single, multiple;
    reflectances(s.f0, s.f90, brdf, single, multiple);
    // What is not reflected enters, and leaves in all directions.
    vec3 entering = 1.0 - s.dielectric - (s.dielectric90 - s.dielectric) * meanSchlickWeight(s.nov);
    vec3 diffuse = s.diffuse * entering;
    float lobe = lobeOcclusion(s.nov, s.roughness, s.occlusion * s.open);
    vec3 around = light * s.occlusion * withBounces(s.open, s.diffuse + s.f0);
    return single * radiance * lobe + (multiple + diffuse) * around;
}
