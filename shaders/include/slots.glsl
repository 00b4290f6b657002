// A material's texture slots: which are used, by which UV set and under which KHR_texture_transform.
// The bits must agree with viewer/scene/MaterialSlots.h, and stay below 15: the engine declares parameters mediump,
// and many phones then keep 16 bits with a sign. All branches are uniform, so an unused slot
// costs no sample.

#define SLOT_BASE_COLOR 0
#define SLOT_METALLIC_ROUGHNESS 1
#define SLOT_NORMAL 2
#define SLOT_OCCLUSION 3
#define SLOT_EMISSIVE 4

#define FLAG_USES(slot) (1 << (slot))
#define FLAG_UV1(slot) (1 << ((slot) + 5))
#define FLAG_VERTEX_COLOR (1 << 10)
#define FLAG_OCCLUSION_IN_ORM (1 << 11)
#define FLAG_SPECULAR_GLOSSINESS (1 << 12)
#define TRANSFORM(slot) (1 << (slot))

bool uses(int slot) {
    return (materialParams.flags & FLAG_USES(slot)) != 0;
}

highp vec2 slotUv(int slot) {
    highp vec2 uv = (materialParams.flags & FLAG_UV1(slot)) != 0 ? getUV1() : getUV0();
    if ((materialParams.transforms & TRANSFORM(slot)) != 0) {
        highp vec3 p = vec3(uv, 1.0);
        uv = vec2(dot(materialParams.uvRows[2 * slot].xyz, p), dot(materialParams.uvRows[2 * slot + 1].xyz, p));
    }
    return uv;
}

// Trilinear filtering blurs what is seen at a flat angle. A picture made of several samples per pixel reads texels as much finer as
// its samples are smaller, so their mean is that of the pixel's true shape on the surface.
vec4 texelAt(sampler2D map, highp vec2 uv) {
    return texture(map, uv, materialParams.frame.w);
}

vec4 baseColor() {
    vec4 color = materialParams.baseColorFactor;
    if (uses(SLOT_BASE_COLOR)) color *= texelAt(materialParams_baseColorMap, slotUv(SLOT_BASE_COLOR));
    if ((materialParams.flags & FLAG_VERTEX_COLOR) != 0) color *= getColor();
    return color;
}
