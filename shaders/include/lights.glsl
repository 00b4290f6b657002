// KHR_lights_punctual: directional, point and spot lights of the model, evaluated exactly. Up to eight.
//
// Units are the extension's: lux and candela; a white Lambert surface under 1 lux has a radiance of 1 / pi before `exposure`,
// as in three.js and so in <model-viewer>. lightColors: rgb * intensity, w = 1 / range^4 or 0; lightPositions: xyz world,
// w = 0 for directional lights; lightDirections: xyz the way the light goes, w of the first how many there are; lightCones:
// scale and offset of the cosine, (0, 1) where there is no cone.

const float PI_ = 3.14159265;

float distributionGgx(highp float noh, highp float a2) {
    highp float d = noh * noh * (a2 - 1.0) + 1.0;
    return a2 / (PI_ * d * d);
}

// Heitz 2014, height-correlated Smith over 4 N·L N·V.
float visibilityGgx(highp float nol, highp float nov, highp float a2) {
    highp float v = nol * sqrt(nov * nov * (1.0 - a2) + a2) + nov * sqrt(nol * nol * (1.0 - a2) + a2);
    return 0.5 / max(v, 1e-5);
}

// Burley 2012, in the form of Heitz 2014 for stretched lobes.
float distributionStretched(Anisotropy a, highp vec3 h, highp float noh) {
    highp float area = max(a.along * a.across, 1e-5);
    highp vec3 d = vec3(a.across * dot(a.tangent, h), a.along * dot(a.bitangent, h), area * noh);
    highp float w2 = area / max(dot(d, d), 1e-10);
    return area * w2 * w2 / PI_;
}

float distributionCharlie(highp float noh, float roughness) {
    float inverse = 1.0 / (roughness * roughness);
    highp float sin2 = max(1.0 - noh * noh, 0.0078125);
    return (2.0 + inverse) * pow(sin2, inverse * 0.5) / (2.0 * PI_);
}

// Irradiance on a surface facing the light; `direction` is set to where it comes from.
highp vec3 arriving(int i, out highp vec3 direction) {
    highp vec4 position = materialParams.lightPositions[i];
    highp vec3 intensity = materialParams.lightColors[i].rgb;
    direction = -materialParams.lightDirections[i].xyz;
    ONLY_WHERE(position.w != 0.0) {
        // The engine has the camera in the origin.
        highp vec3 to = position.xyz - (getWorldPosition() + getWorldOffset());
        highp float squared = max(dot(to, to), 1e-8);
        direction = to * inversesqrt(squared);
        // The window of the extension's text: max(min(1 - (distance / range)^4, 1), 0) / distance^2.
        intensity *= clamp(1.0 - squared * squared * materialParams.lightColors[i].w, 0.0, 1.0) / squared;
        float cosine = -dot(direction, materialParams.lightDirections[i].xyz);
        float cone = clamp(cosine * materialParams.lightCones[i].x + materialParams.lightCones[i].y, 0.0, 1.0);
        intensity *= cone * cone;
    }
    return intensity;
}

struct Lobes {
    Anisotropy stretched;
    Sheen sheen;
    Clearcoat coat;
};

highp vec3 shadeLight(int i, Surface s, Lobes lobes) {
    // A light without size has no picture in a mirror.
    highp float alpha = max(s.roughness * s.roughness, 0.002);
    highp vec3 l;
    highp vec3 light = arriving(i, l);
    highp float nol = dot(s.normal, l);
    highp vec3 h = normalize(l + s.view);
    highp vec3 out_ = vec3(0.0);
    if (nol > 0.0) {
        highp float noh = clamp(dot(s.normal, h), 0.0, 1.0), voh = clamp(dot(s.view, h), 0.0, 1.0);
        float weight = schlickWeight(voh);
        vec3 fresnel = s.f0 + (s.f90 - s.f0) * weight;
        vec3 below = s.dielectric + (s.dielectric90 - s.dielectric) * weight;
        highp float a2 = alpha * alpha;
        highp float d;
        if (hasLayer(LAYER_ANISOTROPY)) {
            d = distributionStretched(lobes.stretched, h, noh);
            a2 = lobes.stretched.along * lobes.stretched.across;
        } else {
            d = distributionGgx(noh, a2);
        }
        highp float specular = d * visibilityGgx(nol, s.nov, a2);
        out_ = fresnel * specular + s.diffuse * (1.0 - below) / PI_;
        if (hasLayer(LAYER_SHEEN)) {
            highp float ashikhmin = 1.0 / (4.0 * (nol + s.nov - nol * s.nov));
            out_ = out_ * lobes.sheen.below + lobes.sheen.color * (distributionCharlie(noh, lobes.sheen.roughness) * ashikhmin);
        }
        out_ *= nol;
    }
    if (hasLayer(LAYER_CLEARCOAT)) {
        highp float coatNol = dot(lobes.coat.normal, l);
        out_ *= 1.0 - lobes.coat.fresnel;
        if (coatNol > 0.0) {
            highp float a = max(lobes.coat.roughness * lobes.coat.roughness, 0.002);
            float fresnel = 0.04 + 0.96 * schlickWeight(clamp(dot(s.view, h), 0.0, 1.0));
            out_ += lobes.coat.weight * fresnel * coatNol * distributionGgx(clamp(dot(lobes.coat.normal, h), 0.0, 1.0), a * a) *
                    visibilityGgx(coatNol, lobes.coat.nov, a * a);
        }
    }
    return out_ * light;
}

highp vec3 shadePunctual(Surface s, Lobes lobes) {
    highp vec3 sum = vec3(0.0);
    // Most have one: an index that is a constant costs less, and no light nothing.
    ONLY_WHERE(hasLayer(LAYER_LIGHT)) sum = shadeLight(0, s, lobes);
    if (hasLayer(LAYER_MORE_LIGHTS)) {
        int count = int(materialParams.lightDirections[0].w);
        for (int i = 1; i < count; ++i) sum += shadeLight(i, s, lobes);
    }
    return sum;
}
