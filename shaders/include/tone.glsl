// From scene-linear Rec. 709 radiance to display-encoded sRGB, inline at the end of each surface shader.
// One pass instead of a post-processing chain: half the frame cost on weak devices, and no HDR target to hold.
// `operator` is ToneMapping of viewer/settings/Settings.h. Cost: about 20 ALU for neutral.

// Like `if`, for what is dear and rare. Software rasterisers run both sides of a branch, but no round too many of a loop.
#define ONLY_WHERE(condition) for (bool once = (condition); once; once = false)

float least(vec3 v) {
    return min(v.r, min(v.g, v.b));
}
float most(vec3 v) {
    return max(v.r, max(v.g, v.b));
}

// Khronos PBR Neutral, the published reference implementation's constants.
// https://github.com/KhronosGroup/ToneMapping/tree/main/PBR_Neutral
vec3 toneNeutral(vec3 color) {
    const float startCompression = 0.8 - 0.04;
    const float desaturation = 0.15;
    float x = least(color);
    float offset = x < 0.08 ? x - 6.25 * x * x : 0.04;
    color -= offset;
    float peak = most(color);
    if (peak < startCompression) return color;
    const float d = 1.0 - startCompression;
    float newPeak = 1.0 - d * d / (peak + d - startCompression);
    color *= newPeak / peak;
    float g = 1.0 - 1.0 / (desaturation * (peak - newPeak) + 1.0);
    return mix(color, vec3(newPeak), g);
}

// ACES filmic as Stephen Hill fitted it (RRT and ODT in one curve), with the 1/0.6 pre-scale that web viewers use
// so that its mid grey agrees with the other operators.
vec3 toneAces(vec3 color) {
    const mat3 toAp1 = mat3(0.59719, 0.07600, 0.02840, 0.35458, 0.90834, 0.13383, 0.04823, 0.01566, 0.83777);
    const mat3 fromAp1 = mat3(1.60475, -0.10208, -0.00327, -0.53108, 1.10813, -0.07276, -0.07367, -0.00605, 1.07602);
    color = toAp1 * (color / 0.6);
    vec3 a = color * (color + 0.0245786) - 0.000090537;
    vec3 b = color * (0.983729 * color + 0.4329510) + 0.238081;
    return clamp(fromAp1 * (a / b), 0.0, 1.0);
}

// AgX (Troy Sobotka), the base look: log2 encoding in a rotated gamut, then Benjamin Wrensch's sixth-order fit of
// the sigmoid. https://iolite-engine.com/blog_posts/minimal_agx_implementation
vec3 toneAgx(vec3 color) {
    const mat3 inset = mat3(0.842479062253094, 0.0423282422610123, 0.0423756549057051,
                            0.0784335999999992, 0.878468636469772, 0.0784336,
                            0.0792237451477643, 0.0791661274605434, 0.879142973793104);
    const mat3 outset = mat3(1.19687900512017, -0.0528968517574562, -0.0529716355144438,
                             -0.0980208811401368, 1.15190312990417, -0.0980434501171241,
                             -0.0990297440797205, -0.0989611768448433, 1.15107367264116);
    const float minEv = -12.47393;
    const float maxEv = 4.026069;
    color = inset * max(color, 1e-10);
    vec3 x = (clamp(log2(color), minEv, maxEv) - minEv) / (maxEv - minEv);
    vec3 x2 = x * x;
    vec3 x4 = x2 * x2;
    x = 15.5 * x4 * x2 - 40.14 * x4 * x + 31.96 * x4 - 6.868 * x2 * x + 0.4298 * x2 + 0.1191 * x - 0.00232;
    return pow(clamp(outset * x, 0.0, 1.0), vec3(2.2));
}

// "Filmic": John Hable's 2010 curve, white at 11.2.
vec3 hable(vec3 x) {
    return (x * (0.15 * x + 0.05) + 0.004) / (x * (0.15 * x + 0.50) + 0.06) - 0.02 / 0.30;
}
vec3 toneFilmic(vec3 color) {
    return clamp(hable(2.0 * color) / hable(vec3(11.2)), 0.0, 1.0);
}

// IEC 61966-2-1. Its 1.055 * c^(1 / 2.4) - 0.055 as a sum of roots, fitted to it: within 1/80 of an 8-bit step from 0.0031308 to 1.
// A power is a logarithm and an exponential, and this is the end of every pixel.
vec3 encodeSrgb(vec3 linear) {
    linear = clamp(linear, 0.0, 1.0);
    vec3 low = 12.92 * linear;
    vec3 root2 = sqrt(linear), root4 = sqrt(root2), root8 = sqrt(root4);
    vec3 high = 0.64237176 * root2 + 0.71210391 * root4 - 0.33686736 * root8 - 0.01756526 * linear;
    return mix(high, low, vec3(lessThanEqual(linear, vec3(0.0031308))));
}

vec3 decodeSrgb(vec3 encoded) {
    vec3 low = encoded / 12.92;
    vec3 high = pow((encoded + 0.055) / 1.055, vec3(2.4));
    return mix(high, low, vec3(lessThanEqual(encoded, vec3(0.04045))));
}

// What a surface puts into the backdrop (viewer/render/Backdrop.h): radiance as it is, or behind a curve that fits 8 bits.
// One very bright texel must not fill a whole level.
#define TONE_RADIANCE -1
#define TONE_CURVE -2
vec3 toBackdrop(highp vec3 radiance, int operator) {
    highp vec3 c = min(max(radiance, 0.0), 256.0);
    return operator == TONE_RADIANCE ? c : encodeSrgb(c / (1.0 + c));
}

vec3 toDisplay(highp vec3 radiance, int operator) {
    vec3 c = radiance;
    if (operator == 0) c = toneNeutral(c);
    ONLY_WHERE(operator > 1) {
        if (operator == 2) c = toneAces(c);
        else if (operator == 3) c = toneAgx(c);
        else c = toneFilmic(c);
    }
    c = encodeSrgb(c);
    // One step of an 8-bit target, spread by interleaved gradient noise (Jimenez 2014), hides banding in the
    // soft gradients of studio light. It depends on the pixel only, so a still picture stays still.
    highp float noise = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))));
    c += (noise - 0.5) / 255.0;
    ONLY_WHERE(operator < 0) c = toBackdrop(radiance, operator);
    return c;
}
