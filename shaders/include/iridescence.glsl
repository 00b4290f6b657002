// KHR_materials_iridescence: a thin film on the surface. Belcour and Barla, "A Practical Extension to Microfacet Theory for the
// Modeling of Varying Iridescence", SIGGRAPH 2017, as the extension's text applies it.

// Gaussian fits of the CIE colour matching functions' Fourier transforms, to linear Rec. 709 (ibid., section 4.3).
highp vec3 filmSensitivity(highp float opd, highp vec3 shift) {
    highp float phase = 6.2831853 * opd * 1.0e-9;
    const highp vec3 value = vec3(5.4856e-13, 4.4201e-13, 5.2481e-13);
    const highp vec3 position = vec3(1.6810e+06, 1.7953e+06, 2.2084e+06);
    const highp vec3 variance = vec3(4.3278e+09, 9.3046e+09, 6.6121e+09);
    highp vec3 xyz = value * sqrt(6.2831853 * variance) * cos(position * phase + shift) * exp(-phase * phase * variance);
    xyz.x += 9.7470e-14 * sqrt(6.2831853 * 4.5282e+09) * cos(2.2399e+06 * phase + shift.x) *
             exp(-4.5282e+09 * phase * phase);
    xyz /= 1.0685e-7;
    const highp mat3 toRec709 = mat3(3.2404542, -0.9692660, 0.0556434, -1.5371385, 1.8760108, -0.2040259,
                                     -0.4985314, 0.0415560, 1.0572252);
    return toRec709 * xyz;
}

highp vec3 iorToF0(highp vec3 transmitted, highp float incident) {
    highp vec3 r = (transmitted - incident) / (transmitted + incident);
    return r * r;
}

// The Fresnel reflectance of a film of `filmIor`, `thickness` nanometres thick, on a surface of `f0`, seen from air at an angle
// of that cosine.
vec3 filmReflectance(highp float filmIor, highp float cosine, highp float thickness, vec3 f0) {
    // Towards no film at all, smoothly.
    highp float eta2 = mix(1.0, filmIor, smoothstep(0.0, 0.03, thickness));
    highp float sine2 = (1.0 - cosine * cosine) / (eta2 * eta2);
    if (sine2 >= 1.0) return vec3(1.0);
    highp float cosine2 = sqrt(1.0 - sine2);

    highp float r0 = (eta2 - 1.0) / (eta2 + 1.0);
    r0 *= r0;
    highp float r12 = r0 + (1.0 - r0) * schlickWeight(cosine);
    highp float t121 = 1.0 - r12;
    highp float phi21 = eta2 < 1.0 ? 0.0 : 3.14159265;

    highp vec3 base = sqrt(clamp(f0, 0.0, 0.9999));
    highp vec3 baseIor = (1.0 + base) / (1.0 - base);
    highp vec3 r1 = iorToF0(baseIor, eta2);
    highp vec3 r23 = r1 + (1.0 - r1) * schlickWeight(cosine2);
    highp vec3 phi = phi21 + 3.14159265 * vec3(lessThan(baseIor, vec3(eta2)));

    highp float opd = 2.0 * eta2 * thickness * cosine2;
    highp vec3 r123 = clamp(r12 * r23, 1e-5, 0.9999);
    highp vec3 amplitude = sqrt(r123);
    highp vec3 rs = t121 * t121 * r23 / (1.0 - r123);
    highp vec3 sum = r12 + rs;
    highp vec3 c = rs - t121;
    for (int m = 1; m <= 2; ++m) {
        c *= amplitude;
        sum += c * (2.0 * filmSensitivity(float(m) * opd, float(m) * phi));
    }
    return max(sum, 0.0);
}

// Gives the surface the f0 that makes Schlick's curve meet the film's reflectance at this angle.
void applyIridescence(inout Surface s) {
    float factor = materialParams.iridescence.x * layer(FOR_IRIDESCENCE).r;
    highp float thickness = mix(materialParams.iridescence.z, materialParams.iridescence.w,
                                layer(FOR_IRIDESCENCE_THICKNESS).g);
    if (factor <= 0.0 || thickness <= 0.0) return;
    float weight = min(schlickWeight(s.nov), 0.9999);
    vec3 film = filmReflectance(materialParams.iridescence.y, s.nov, thickness, s.f0);
    s.f0 = mix(s.f0, clamp((film - weight) / (1.0 - weight), 0.0, 1.0), factor);
    film = filmReflectance(materialParams.iridescence.y, s.nov, thickness, s.dielectric);
    s.dielectric = mix(s.dielectric, clamp((film - weight) / (1.0 - weight), 0.0, 1.0), factor);
}
