// KHR_materials_clearcoat: a dielectric layer of ior 1.5 with a roughness and a normal of its own on top of the material.
// As the extension's text has it: mix(base, layer, clearcoat * fresnel). One lookup of the environment.
struct Clearcoat {
    float fresnel;  // how much of the light it reflects, factor included
    float roughness;
    float weight;
    highp vec3 normal;
    float nov;
};

Clearcoat clearcoatOf(Surface s) {
    Clearcoat c;
    c.weight = materialParams.clearcoat.x * layer(FOR_CLEARCOAT).r;
    highp mat3 frame = getWorldTangentFrame();
    c.normal = getWorldGeometricNormalVector();
    if (hasTexture(FOR_CLEARCOAT_NORMAL)) {
        vec3 n = layer(FOR_CLEARCOAT_NORMAL).xyz * 2.0 - 1.0;
        n.xy *= materialParams.clearcoat.z;
        c.normal = normalize(frame * n);
    }
    c.nov = clamp(dot(c.normal, s.view), 1e-3, 1.0);
    c.roughness = widened(materialParams.clearcoat.y * layer(FOR_CLEARCOAT_ROUGHNESS).g, c.normal);
    c.fresnel = c.weight * (0.04 + 0.96 * schlickWeight(c.nov));
    return c;
}

vec3 addClearcoat(Clearcoat c, Surface s, vec3 base) {
    vec2 brdf = brdfTable(c.nov, c.roughness).rg;
    vec3 radiance = radianceFrom(lobeDirection(s.view, c.normal, c.roughness), c.roughness);
    float lobe = lobeOcclusion(c.nov, c.roughness, s.occlusion * s.open);
    return base * (1.0 - c.fresnel) + radiance * (c.weight * (0.04 * brdf.x + brdf.y) * lobe);
}
