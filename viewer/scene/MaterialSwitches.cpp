#include "scene/MaterialSwitches.h"

#include <algorithm>
#include <iterator>

#include "render/Convert.h"

namespace vitrine::scene {
namespace {

using filament::math::float4;
using render::toEngine;

constexpr int32_t kVertexColor = 1 << 10, kOcclusionInOrm = 1 << 11, kGlossiness = 1 << 12;
// Where a second UV set is told in `flags` and in `layerSamples`.
constexpr size_t kUv1 = kSlots, kLayerUv1 = kLayerSamplers;
// Bits of `layerFlags`.
constexpr int32_t kClearcoat = 1 << 0, kSheen = 1 << 1, kIridescence = 1 << 2, kAnisotropy = 1 << 3;
constexpr int32_t kLight = 1 << 4, kMoreLights = 1 << 5;
constexpr const char kLayerOf[] = "layerOf";
constexpr render::FixedParameters::Name kNames[] = {
    {"flags", ""},        {"transforms", ""},      {"toneMapping", ""}, {"layerFlags", ""},
    {"layerSamples", ""}, {"layerTransforms", ""}, {kLayerOf, "[0].x"}, {kLayerOf, "[0].y"},
    {kLayerOf, "[0].z"},  {kLayerOf, "[0].w"},     {kLayerOf, "[1].x"}, {kLayerOf, "[1].y"},
    {kLayerOf, "[1].z"},  {kLayerOf, "[1].w"},     {kLayerOf, "[2].x"}, {kLayerOf, "[2].y"},
    {kLayerOf, "[2].z"},  {kLayerOf, "[2].w"}};
// Where they stand.
enum : uint8_t {
    kFlags,
    kTransforms,
    kToneMapping,
    kLayerFlags,
    kLayerSamples,
    kLayerTransforms,
    kFirstLayerOf
};

int32_t bit(size_t index) {
    return 1 << index;
}

bool isIdentity(const gltf::TextureSlot& s) {
    return s.row0 == glm::vec3(1, 0, 0) && s.row1 == glm::vec3(0, 1, 0);
}

int32_t layerFlagsOf(const gltf::Material& m, size_t lights) {
    int32_t flags = 0;
    if (m.clearcoat.factor > 0) flags |= kClearcoat;
    if (m.sheen.color != glm::vec3(0)) flags |= kSheen;
    if (m.iridescence.factor > 0) flags |= kIridescence;
    if (m.anisotropy.strength > 0) flags |= kAnisotropy;
    if (lights > 0) flags |= kLight;
    if (lights > 1) flags |= kMoreLights;
    return flags;
}

void addLayers(render::FixedParameters& out, const gltf::Material& m, const MaterialSlots& slots,
               size_t lights) {
    out.count = std::size(kNames);
    out.values[kLayerFlags] = layerFlagsOf(m, lights);
    int32_t* layerOf = &out.values[kFirstLayerOf];
    std::fill_n(layerOf, kPurposes, static_cast<int32_t>(kLayerSamplers));  // none
    for (size_t l = 0; l < slots.layers.size(); ++l) {
        const MaterialSlots::Layer& layer = slots.layers[l];
        out.values[kLayerSamples] |= bit(l);
        if (layer.texture->uv == 1) out.values[kLayerSamples] |= bit(l + kLayerUv1);
        if (!isIdentity(*layer.texture)) out.values[kLayerTransforms] |= bit(l);
        for (const Purpose p : layer.purposes)
            layerOf[static_cast<size_t>(p)] = static_cast<int32_t>(l);
    }
}

/// The rows of a transform where they stand among those of all samplers.
void putRows(const gltf::TextureSlot& slot, size_t index, float4* rows) {
    rows[2 * index] = {toEngine(slot.row0), 0.0f};
    rows[2 * index + 1] = {toEngine(slot.row1), 0.0f};
}

}  // namespace

render::FixedParameters switchesOf(const gltf::Material& m, const MaterialSlots& slots,
                                   bool vertexColors, const Shown& shown) {
    int32_t flags = 0, transforms = 0;
    if (vertexColors) flags |= kVertexColor;
    if (m.specularGlossiness) flags |= kGlossiness;
    if (slots.occlusionInOrm) flags |= kOcclusionInOrm;
    for (size_t s = 0; s < kSlots; ++s) {
        const gltf::TextureSlot* slot = slots.core[s];
        if (!slot) continue;
        flags |= bit(s);
        if (slot->uv == 1) flags |= bit(s + kUv1);
        if (!isIdentity(*slot)) transforms |= bit(s);
    }
    render::FixedParameters out;
    out.names = kNames;
    out.count = kLayerFlags;
    out.values[kToneMapping] = shown.toneMapping;
    out.values[kFlags] = flags;
    out.values[kTransforms] = transforms;
    if (slots.layered()) addLayers(out, m, slots, shown.lights);
    return out;
}

void setSwitches(filament::MaterialInstance& instance, const MaterialSlots& slots,
                 const render::FixedParameters& switches) {
    for (size_t i = 0; i < std::min<size_t>(switches.count, kFirstLayerOf); ++i) {
        if (i != kToneMapping) instance.setParameter(kNames[i].parameter, switches.values[i]);
    }
    float4 rows[2 * kSlots] = {};
    for (size_t s = 0; s < kSlots; ++s) {
        if (slots.core[s]) putRows(*slots.core[s], s, rows);
    }
    instance.setParameter("uvRows", rows, std::size(rows));
    if (!slots.layered()) return;
    float4 layerOf[kPurposes / 4];
    for (size_t p = 0; p < kPurposes; ++p) {
        layerOf[p / 4][p % 4] = static_cast<float>(switches.values[kFirstLayerOf + p]);
    }
    instance.setParameter(kLayerOf, layerOf, std::size(layerOf));
    float4 layerRows[2 * kLayerSamplers] = {};
    for (size_t l = 0; l < slots.layers.size(); ++l)
        putRows(*slots.layers[l].texture, l, layerRows);
    instance.setParameter("layerUvRows", layerRows, std::size(layerRows));
}

}  // namespace vitrine::scene
