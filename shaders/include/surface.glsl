// What a material is at one point, before light falls on it.
struct Surface {
    vec3 diffuse;     // albedo of what is not metal
    vec3 f0;          // reflectance at normal incidence
    float f90;        // and at grazing angles
    vec3 dielectric;  // f0 of the part that is not metal
    float dielectric90;
    float roughness;  // perceptual
    float occlusion;    // by the material's texture, beyond `open`
    float open;         // share of the light around that the model itself lets through
    highp vec3 normal;  // world, shading
    highp vec3 view;    // world, to the camera
    float nov;
};

// Schlick 1994.
float schlickWeight(float cosine) {
    float m = clamp(1.0 - cosine, 0.0, 1.0);
    float m2 = m * m;
    return m2 * m2 * m;
}

// Geometric specular anti-aliasing: where normals turn within a pixel, the lobe is widened by their spread, or bright specks
// would come and go. Tokuyoshi and Kaplanyan, "Improved Geometric Specular Antialiasing", I3D 2019, with their constants. A
// picture made of several samples per pixel needs less of it: materialParams.frame.z is the share of a pixel of each.
float widened(float roughness, highp vec3 normal) {
    highp vec3 dx = dFdx(normal), dy = dFdy(normal);
    highp float variance = 0.15915494 * materialParams.frame.z * (dot(dx, dx) + dot(dy, dy));
    float a = roughness * roughness;
    return sqrt(sqrt(clamp(a * a + min(2.0 * variance, 0.18), 0.0, 1.0)));
}
