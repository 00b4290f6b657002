// Textures and factors of the extensions of a material (KHR_materials_clearcoat, …).
//
// WebGL 2 has 16 samplers per fragment shader, and the extensions together have more textures than that leaves. Materials
// use few of them, and often one texture for two purposes (its channels are chosen so), so there are six samplers, read
// once each, and `layerOf` tells which purpose finds its texel where; viewer/scene/MaterialSlots.cpp hands them out.

#define LAYER_CLEARCOAT (1 << 0)
#define LAYER_SHEEN (1 << 1)
#define LAYER_IRIDESCENCE (1 << 2)
#define LAYER_ANISOTROPY (1 << 3)
// Lights of the model's own, where the family has them: one, and more.
#define LAYER_LIGHT (1 << 4)
#define LAYER_MORE_LIGHTS (1 << 5)

#define FOR_CLEARCOAT 0
#define FOR_CLEARCOAT_ROUGHNESS 1
#define FOR_CLEARCOAT_NORMAL 2
#define FOR_SHEEN_COLOR 3
#define FOR_SHEEN_ROUGHNESS 4
#define FOR_SPECULAR 5
#define FOR_SPECULAR_COLOR 6
#define FOR_IRIDESCENCE 7
#define FOR_IRIDESCENCE_THICKNESS 8
#define FOR_ANISOTROPY 9
#define FOR_TRANSMISSION 10
#define FOR_THICKNESS 11

#define NO_TEXTURE 6

bool hasLayer(int layer) {
    return (materialParams.layerFlags & layer) != 0;
}

highp vec2 layerUv(int i) {
    highp vec2 uv = (materialParams.layerSamples & (1 << (i + 6))) != 0 ? getUV1() : getUV0();
    if ((materialParams.layerTransforms & (1 << i)) != 0) {
        highp vec3 p = vec3(uv, 1.0);
        uv = vec2(dot(materialParams.layerUvRows[2 * i].xyz, p), dot(materialParams.layerUvRows[2 * i + 1].xyz, p));
    }
    return uv;
}

// No array: its index would have to go through memory, and some compilers fail on one that is a constant.
vec4 layerTexel0, layerTexel1, layerTexel2, layerTexel3, layerTexel4, layerTexel5;

#define READ_LAYER(i, texel, map) \
    texel = vec4(1.0); \
    if ((materialParams.layerSamples & (1 << i)) != 0) texel = texelAt(map, layerUv(i));

void readLayers() {
    READ_LAYER(0, layerTexel0, materialParams_layer0)
    READ_LAYER(1, layerTexel1, materialParams_layer1)
    READ_LAYER(2, layerTexel2, materialParams_layer2)
    READ_LAYER(3, layerTexel3, materialParams_layer3)
    READ_LAYER(4, layerTexel4, materialParams_layer4)
    READ_LAYER(5, layerTexel5, materialParams_layer5)
}

int layerIndex(int purpose) {
    return int(materialParams.layerOf[purpose / 4][purpose % 4]);
}

// The texel of a purpose; white where it has no texture.
vec4 layer(int purpose) {
    int i = layerIndex(purpose);
    if (i == 0) return layerTexel0;
    if (i == 1) return layerTexel1;
    if (i == 2) return layerTexel2;
    if (i == 3) return layerTexel3;
    if (i == 4) return layerTexel4;
    if (i == 5) return layerTexel5;
    return vec4(1.0);
}

bool hasTexture(int purpose) {
    return layerIndex(purpose) != NO_TEXTURE;
}
