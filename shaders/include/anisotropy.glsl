// KHR_materials_anisotropy: the lobe is stretched along a direction of the surface.
struct Anisotropy {
    highp vec3 tangent, bitangent;  // world, unit; the lobe is wide along the tangent
    float along, across;            // GGX alpha
};

Anisotropy anisotropyOf(Surface s) {
    vec3 p = materialParams.anisotropy;  // strength, cosine and sine of the rotation
    vec2 direction = p.yz;
    float strength = p.x;
    if (hasTexture(FOR_ANISOTROPY)) {
        vec3 t = layer(FOR_ANISOTROPY).rgb;
        vec2 d = t.rg * 2.0 - 1.0;
        direction = vec2(p.y * d.x - p.z * d.y, p.z * d.x + p.y * d.y);
        strength *= t.b;
    }
    highp mat3 frame = getWorldTangentFrame();
    Anisotropy a;
    a.tangent = frame[0] * direction.x + frame[1] * direction.y;
    a.tangent = normalize(a.tangent - s.normal * dot(s.normal, a.tangent));
    a.bitangent = cross(s.normal, a.tangent);
    a.across = s.roughness * s.roughness;
    a.along = mix(a.across, 1.0, strength * strength);
    return a;
}

// The roughness of a round lobe that reflects about as much in all; the table of the split sum has none for stretched ones. Of the
// integral over a photographed room (single scattering, metal) it is 3 to 11 of 255 off, the roughness across 10 to 49.
float meanRoughness(Anisotropy a) {
    return sqrt(sqrt(0.5 * (a.along * a.along + a.across * a.across)));
}

// What a stretched lobe gathers: round lobes as wide as it is across, in a row along it. Half vectors are taken at even steps
// of the distribution of GGX's slopes along the tangent, as far as it is wider than the round lobes, and each of these is
// widened to reach the next.
vec3 anisotropicRadiance(Anisotropy a, Surface s) {
    const int count = 7;
    float wider = max(a.along * a.along - a.across * a.across, 0.0);
    float alpha = sqrt(clamp(a.across * a.across + wider / float(count * count), 0.0, 1.0));
    float roughness = sqrt(alpha);
    float stretch = sqrt(wider);
    vec3 sum = vec3(0.0);
    float total = 1e-4;
    for (int i = 0; i < count; ++i) {
        float u = 2.0 * (float(i) + 0.5) / float(count) - 1.0;
        float slope = stretch * u / sqrt(max(1.0 - u * u, 1e-4));
        highp vec3 h = normalize(s.normal + a.tangent * slope);
        highp vec3 l = reflect(-s.view, h);
        float weight = max(dot(s.normal, l), 0.0);
        sum += radianceFrom(normalize(mix(l, s.normal, alpha)), roughness) * weight;
        total += weight;
    }
    return sum / total;
}
