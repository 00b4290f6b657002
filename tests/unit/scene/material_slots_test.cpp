// Which texture goes to which sampler of which family.
#include "scene/MaterialSlots.h"

#include <gtest/gtest.h>

namespace vitrine::scene {
namespace {

gltf::TextureSlot slot(int32_t texture, uint8_t uv = 0) {
    gltf::TextureSlot s;
    s.texture = texture;
    s.uv = uv;
    return s;
}

TEST(MaterialSlots, plainMaterialsNeedThePlainFamily) {
    gltf::Material m;
    m.baseColorTexture = slot(0);
    m.ior = 1.8f;
    m.specular.factor = 0.5f;
    m.emissive = glm::vec3(10);
    MaterialSlots slots = slotsOf(m, false, false);
    EXPECT_EQ(packageOf(slots, gltf::AlphaMode::Mask), "pbr_mask");
    EXPECT_EQ(slots.core[0], &m.baseColorTexture);
    EXPECT_TRUE(slots.layers.empty());
    EXPECT_EQ(slotsOf(m, true, true).family, Family::Unlit);
    EXPECT_EQ(slotsOf(m, false, true).family, Family::Lights);
}

TEST(MaterialSlots, extensionsThatDoNothingCostNothing) {
    gltf::Material m;
    m.clearcoat.texture = m.sheen.colorTexture = m.iridescence.texture = slot(1);
    m.anisotropy.texture = slot(1);
    EXPECT_EQ(slotsOf(m, false, false).family, Family::Pbr) << "all factors are 0";
}

TEST(MaterialSlots, oneTextureForSeveralPurposesIsSampledOnce) {
    gltf::Material m;
    m.clearcoat.factor = 1;
    m.clearcoat.texture = m.clearcoat.roughnessTexture = slot(3);
    m.clearcoat.normalTexture = slot(3, 1);
    const MaterialSlots slots = slotsOf(m, false, false);
    EXPECT_EQ(slots.family, Family::Layered);
    ASSERT_EQ(slots.layers.size(), 2u) << "another UV set is another sample";
    EXPECT_EQ(slots.layers[0].purposes,
              (std::vector<Purpose>{Purpose::Clearcoat, Purpose::ClearcoatRoughness}));
    EXPECT_EQ(slots.layers[1].purposes, (std::vector<Purpose>{Purpose::ClearcoatNormal}));
}

TEST(MaterialSlots, thereAreSixSamplersForExtensions) {
    gltf::Material m;
    m.clearcoat.factor = m.iridescence.factor = m.anisotropy.strength = 1;
    m.sheen.color = glm::vec3(1);
    int32_t next = 0;
    for (gltf::TextureSlot* s :
         {&m.specular.colorTexture, &m.specular.texture, &m.sheen.colorTexture,
          &m.sheen.roughnessTexture, &m.clearcoat.texture, &m.clearcoat.normalTexture,
          &m.clearcoat.roughnessTexture, &m.iridescence.texture, &m.anisotropy.texture}) {
        *s = slot(next++);
    }
    const MaterialSlots slots = slotsOf(m, false, false);
    EXPECT_EQ(slots.layers.size(), kLayerSamplers);
    EXPECT_EQ(slots.leftOut, 3u);
}

TEST(MaterialSlots, occlusionIsReadWithRoughnessWhereItIsTheSameTexture) {
    gltf::Material m;
    m.metallicRoughnessTexture = m.occlusionTexture = slot(2);
    EXPECT_TRUE(slotsOf(m, false, false).occlusionInOrm);
    EXPECT_EQ(slotsOf(m, false, false).core[3], nullptr);
    m.occlusionTexture.uv = 1;
    EXPECT_FALSE(slotsOf(m, false, false).occlusionInOrm);
    EXPECT_EQ(slotsOf(m, false, false).core[3], &m.occlusionTexture);
}

TEST(MaterialSlots, specularGlossinessHasTexturesOfItsOwn) {
    gltf::Material m;
    m.baseColorTexture = m.metallicRoughnessTexture = m.occlusionTexture = slot(0);
    m.specularGlossiness.emplace();
    m.specularGlossiness->diffuseTexture = slot(1);
    m.specularGlossiness->texture = slot(2);
    const MaterialSlots slots = slotsOf(m, false, false);
    EXPECT_EQ(slots.core[0]->texture, 1);
    EXPECT_EQ(slots.core[1]->texture, 2);
    EXPECT_FALSE(slots.occlusionInOrm);
    EXPECT_EQ(slots.core[3]->texture, 0);
}

}  // namespace
}  // namespace vitrine::scene
