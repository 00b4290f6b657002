// What the model itself keeps from a surface of the light around: one look-up of a small volume, see
// viewer/light/OcclusionVolume.h. volumeMin and volumeScale: see OcclusionMap of viewer/scene/Occlusion.h.

// Light that came by way of the model's own surfaces is not in the volume, so less is taken than is hidden.
const float OCCLUSION_STRENGTH = 0.75;

// The share of the hemisphere about the normal that is open.
float openShare(highp vec3 normal) {
    highp vec4 scale = materialParams.volumeScale;
    if (scale.w == 0.0) return 1.0;
    // The engine has the camera in the origin.
    highp vec3 position = getWorldPosition() + getWorldOffset();
    highp vec3 at = (position + normal * scale.w - materialParams.volumeMin) * scale.xyz;
    vec4 seen = textureLod(materialParams_occlusionVolume, at, 0.0);
    float open = clamp(seen.r + dot(seen.gba - 0.5, normal), 0.0, 1.0);
    return 1.0 - OCCLUSION_STRENGTH * (1.0 - open);
}

// The same with the light that bright surfaces throw at one another: Jimenez and others, "Practical Realtime Strategies for
// Accurate Indirect Occlusion", 2016.
vec3 withBounces(float open, vec3 albedo) {
    vec3 a = 2.0404 * albedo - 0.3324;
    vec3 b = -4.7951 * albedo + 0.6417;
    vec3 c = 2.7552 * albedo + 0.6903;
    return max(vec3(open), ((open * a + b) * open + c) * open);
}
