// KHR_materials_transmission, _volume and _dispersion: what is seen through the surface.
//
// The ray bends at the surface (ior) and leaves the volume after its thickness; where that point lies on the screen, the
// backdrop (viewer/render/Backdrop.h) is looked up, more blurred the rougher the surface is. What the volume absorbs on the
// way follows Beer's law. One lookup of eight texels, three with dispersion.
// transmission: (factor, thickness in metres of the mesh, ior, dispersion = 20 / Abbe number), (absorption per metre, rgb; the
// backdrop's last level), (flags, …). In one array, for the engine takes 48 parameters and this family has them all.

// Flags of the backdrop; must agree with viewer/scene/Materials.cpp.
#define BACKDROP_ENCODED (1 << 0)
#define BACKDROP_HAS_SKY (1 << 1)

// Bicubic B-spline by four bilinear lookups (Sigg and Hadwiger, GPU Gems 2, chapter 20): the levels are made of boxes, and
// their edges would show.
vec4 backdropLevel(highp vec2 uv, float level) {
    highp vec2 size = vec2(textureSize(materialParams_backdrop, int(level)));
    highp vec2 p = uv * size - 0.5;
    highp vec2 f = fract(p);
    p -= f;
    highp vec2 g = 1.0 - f;
    highp vec2 w0 = g * g * g / 6.0;
    highp vec2 w1 = 2.0 / 3.0 - 0.5 * f * f * (2.0 - f);
    highp vec2 w2 = 2.0 / 3.0 - 0.5 * g * g * (2.0 - g);
    highp vec2 w3 = f * f * f / 6.0;
    highp vec2 low = w0 + w1, high = w2 + w3;
    highp vec2 a = (p - 0.5 + w1 / low) / size, b = (p + 1.5 + w3 / high) / size;
    return (textureLod(materialParams_backdrop, a, level) * low.x + textureLod(materialParams_backdrop, vec2(b.x, a.y), level) * high.x) * low.y +
           (textureLod(materialParams_backdrop, vec2(a.x, b.y), level) * low.x + textureLod(materialParams_backdrop, b, level) * high.x) * high.y;
}

// Linear, exposed; alpha is the share that something covers, whose colour this is.
highp vec4 backdropAt(highp vec2 uv, float level) {
    highp vec4 c;
    if (level < 0.01) {
        c = textureLod(materialParams_backdrop, uv, 0.0);
    } else {
        // The level after the last one has no size.
        float sharper = min(floor(level), materialParams.transmission[1].w - 1.0);
        c = mix(backdropLevel(uv, sharper), backdropLevel(uv, sharper + 1.0), level - sharper);
    }
    c.rgb /= max(c.a, 1e-3);
    if ((int(materialParams.transmission[2].x) & BACKDROP_ENCODED) != 0) {
        c.rgb = decodeSrgb(c.rgb);
        c.rgb /= max(1.0 - c.rgb, 1.0 / 64.0);
    }
    return c;
}

struct Transmission {
    float factor;
    float thickness;  // metres in the world
    float ior, dispersion;
};

Transmission transmissionOf() {
    Transmission t;
    t.factor = materialParams.transmission[0].x * layer(FOR_TRANSMISSION).r;
    t.thickness = materialParams.transmission[0].y * layer(FOR_THICKNESS).g * variable_meshScale.x;
    t.ior = materialParams.transmission[0].z;
    t.dispersion = materialParams.transmission[0].w;
    return t;
}

struct Ray {
    highp vec3 direction;
    highp vec4 color;  // arriving along it
};

Ray lookThrough(Surface s, Transmission t, float ior) {
    Ray ray;
    ray.direction = t.thickness > 0.0 ? refract(-s.view, s.normal, 1.0 / ior) : -s.view;
    highp vec4 clip = getClipFromWorldMatrix() * vec4(getWorldPosition() + ray.direction * t.thickness, 1.0);
    highp vec2 uv = clip.xy / clip.w * 0.5 + 0.5;
    // Blur by roughness, less where the ior is low, as it bends less: none at 1.
    float roughness = s.roughness * clamp(ior * 2.0 - 2.0, 0.0, 1.0);
    float level = roughness * materialParams.transmission[1].w;
    ray.color = backdropAt(uv, level);
    // Beyond the screen there is what the sky has there; without one the screen's border goes on.
    highp vec2 beyond = abs(uv - 0.5) * 2.0 - 1.0;
    if ((int(materialParams.transmission[2].x) & BACKDROP_HAS_SKY) != 0 && max(beyond.x, beyond.y) > 0.0) {
        ray.color = vec4(radianceFrom(ray.direction, roughness) * materialParams.exposure, 1.0);
    }
    return ray;
}

// What is seen through a surface, by channel: `light` of what lies behind it, linear and exposed, where `cover` tells how much of
// the view that is; the rest is the page, of which `share` gets through.
struct Seen {
    highp vec3 light;
    vec3 cover;
    vec3 share;
};

// `share` of the light gets through the surface, before the volume takes its own.
Seen transmitted(Surface s, Transmission t, vec3 share) {
    highp vec4 red, green, blue;
    Ray ray = lookThrough(s, t, t.ior);
    red = green = blue = ray.color;
    if (t.dispersion > 0.0) {
        // As the extension's text has it: the spread of the ior between red and blue.
        float spread = (t.ior - 1.0) * 0.025 * t.dispersion;
        red = lookThrough(s, t, t.ior - spread).color;
        blue = lookThrough(s, t, t.ior + spread).color;
    }
    Seen seen;
    seen.share = share * exp(-materialParams.transmission[1].rgb * t.thickness);
    seen.light = seen.share * vec3(red.r, green.g, blue.b);
    seen.cover = vec3(red.a, green.a, blue.a);
    return seen;
}

// The pixel of a surface that is seen through: premultiplied. `radiance` is its own light, linear and exposed. Where a blurred
// view holds both model and page, the two are mixed as the page's own compositing mixes them: after encoding. The one alpha
// lets through of the page what a white one, which most pages are, would add to every channel; the surface's tint beyond that is
// added as from a white page. So colours that the surface itself reflects are right on dark pages, too.
vec4 seenThrough(highp vec3 radiance, Seen seen, int operator) {
    vec3 open = 1.0 - seen.cover;
    vec3 display = vec3(0.0), added = vec3(0.0), tint = vec3(0.0);
    if (most(seen.cover) > 0.0) display = toDisplay(radiance + seen.light, operator) * seen.cover;
    if (most(open) > 0.0) {
        vec3 own = toDisplay(radiance, operator);
        added = max(encodeSrgb(decodeSrgb(own) + seen.share) - own, 0.0) * open;
        tint = encodeSrgb(seen.share) * open;
        display += own * open;
    }
    float through = least(added);
    display += min(added - through, tint - least(tint));
    return vec4(display, max(1.0 - through, most(display)));
}
