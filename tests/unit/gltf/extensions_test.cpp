// Extensions of materials, variants, lights.
#include <gtest/gtest.h>

#include "support.h"

namespace vitrine::gltf::test {
namespace {

/// A triangle with one material of these extensions, and a texture.
Builder withExtensions(const json& extensions) {
    Builder b;
    const int position = b.accessor<float>({0, 0, 0, 1, 0, 0, 0, 1, 0}, "VEC3");
    const int material = b.add("materials", {{"extensions", extensions}});
    b.show({{"attributes", {{"POSITION", position}}}, {"material", material}});
    b.add("textures", {{"source", b.add("images", {{"uri", "a.png"}})}});
    return b;
}

Material materialOf(const char* extensions) {
    Result<Asset> asset = loadOnly(withExtensions(json::parse(extensions)));
    EXPECT_TRUE(asset) << asset.error().message;
    if (!asset) return {};
    EXPECT_TRUE(asset->warnings.empty()) << asset->warnings[0];
    return asset->materials[0];
}

std::string messageOf(const Builder& b) {
    Result<Asset> asset = loadOnly(b);
    return asset ? "" : asset.error().message;
}

TEST(MaterialExtensions, absentOnesChangeNothing) {
    const Material m = materialOf("{}");
    EXPECT_EQ(m.ior, 1.5f);
    EXPECT_EQ(m.dispersion, 0);
    EXPECT_EQ(m.clearcoat.factor, 0);
    EXPECT_EQ(m.sheen.color, glm::vec3(0));
    EXPECT_EQ(m.specular.factor, 1);
    EXPECT_EQ(m.specular.color, glm::vec3(1));
    EXPECT_EQ(m.iridescence.factor, 0);
    EXPECT_EQ(m.anisotropy.strength, 0);
    EXPECT_EQ(m.transmission.factor, 0);
    EXPECT_EQ(m.volume.thickness, 0);
    EXPECT_FALSE(m.specularGlossiness.has_value());
}

TEST(MaterialExtensions, clearcoat) {
    const Material m = materialOf(R"({"KHR_materials_clearcoat":{"clearcoatFactor":0.5,
        "clearcoatRoughnessFactor":0.25,"clearcoatTexture":{"index":0},
        "clearcoatRoughnessTexture":{"index":0,"texCoord":1},"clearcoatNormalTexture":{"index":0,"scale":2,
        "extensions":{"KHR_texture_transform":{"scale":[2,3]}}}}})");
    EXPECT_EQ(m.clearcoat.factor, 0.5f);
    EXPECT_EQ(m.clearcoat.roughness, 0.25f);
    EXPECT_EQ(m.clearcoat.texture.texture, 0);
    EXPECT_EQ(m.clearcoat.roughnessTexture.uv, 1);
    EXPECT_EQ(m.clearcoat.normalScale, 2);
    EXPECT_EQ(m.clearcoat.normalTexture.row1.y, 3);
}

TEST(MaterialExtensions, sheen) {
    const Material m = materialOf(R"({"KHR_materials_sheen":{"sheenColorFactor":[0.1,0.2,0.3],
        "sheenRoughnessFactor":0.4,"sheenColorTexture":{"index":0},"sheenRoughnessTexture":{"index":0}}})");
    EXPECT_EQ(m.sheen.color, glm::vec3(0.1f, 0.2f, 0.3f));
    EXPECT_EQ(m.sheen.roughness, 0.4f);
    EXPECT_EQ(m.sheen.colorTexture.texture, 0);
    EXPECT_EQ(m.sheen.roughnessTexture.texture, 0);
}

TEST(MaterialExtensions, specularAndIor) {
    const Material m =
        materialOf(R"({"KHR_materials_specular":{"specularFactor":0.5,"specularColorFactor":
        [2,1,0.5],"specularTexture":{"index":0},"specularColorTexture":{"index":0}},"KHR_materials_ior":
        {"ior":1.8},"KHR_materials_dispersion":{"dispersion":0.3}})");
    EXPECT_EQ(m.specular.factor, 0.5f);
    EXPECT_EQ(m.specular.color, glm::vec3(2, 1, 0.5f)) << "the text allows colours above 1";
    EXPECT_EQ(m.specular.texture.texture, 0);
    EXPECT_EQ(m.specular.colorTexture.texture, 0);
    EXPECT_EQ(m.ior, 1.8f);
    EXPECT_EQ(m.dispersion, 0.3f);
    EXPECT_EQ(materialOf(R"({"KHR_materials_ior":{"ior":0}})").ior, 0);
}

TEST(MaterialExtensions, iridescence) {
    const Material m =
        materialOf(R"({"KHR_materials_iridescence":{"iridescenceFactor":0.5,"iridescenceIor":
        1.8,"iridescenceThicknessMinimum":200,"iridescenceThicknessMaximum":600,
        "iridescenceTexture":{"index":0},"iridescenceThicknessTexture":{"index":0}}})");
    EXPECT_EQ(m.iridescence.factor, 0.5f);
    EXPECT_EQ(m.iridescence.ior, 1.8f);
    EXPECT_EQ(m.iridescence.thicknessMinimum, 200);
    EXPECT_EQ(m.iridescence.thicknessMaximum, 600);
    EXPECT_EQ(m.iridescence.texture.texture, 0);
    EXPECT_EQ(m.iridescence.thicknessTexture.texture, 0);
}

TEST(MaterialExtensions, anisotropyHasTangentsToFollow) {
    Builder b = withExtensions(json::parse(R"({"KHR_materials_anisotropy":{"anisotropyStrength":0.6,
        "anisotropyRotation":1.5,"anisotropyTexture":{"index":0}}})"));
    b.root["meshes"][0]["primitives"][0]["attributes"]["TEXCOORD_0"] =
        b.accessor<float>({0, 0, 0, 1, 1, 0}, "VEC2");
    Result<Asset> asset = loadOnly(b);
    ASSERT_TRUE(asset);
    const Anisotropy& a = asset->materials[0].anisotropy;
    EXPECT_EQ(a.strength, 0.6f);
    EXPECT_EQ(a.rotation, 1.5f);
    EXPECT_EQ(a.texture.texture, 0);
    ASSERT_EQ(asset->meshes[0].primitives[0].tangents.size(), 3u);
    EXPECT_NEAR(asset->meshes[0].primitives[0].tangents[0].y, 1, 1e-6) << "u runs up";
}

TEST(MaterialExtensions, transmissionAndVolume) {
    const Material m = materialOf(R"({"KHR_materials_transmission":{"transmissionFactor":0.9,
        "transmissionTexture":{"index":0}},"KHR_materials_volume":{"thicknessFactor":2,"thicknessTexture":
        {"index":0},"attenuationDistance":0.5,"attenuationColor":[0.1,0.5,0.9]}})");
    EXPECT_EQ(m.transmission.factor, 0.9f);
    EXPECT_EQ(m.transmission.texture.texture, 0);
    EXPECT_EQ(m.volume.thickness, 2);
    EXPECT_EQ(m.volume.thicknessTexture.texture, 0);
    EXPECT_EQ(m.volume.attenuationDistance, 0.5f);
    EXPECT_EQ(m.volume.attenuationColor, glm::vec3(0.1f, 0.5f, 0.9f));
}

TEST(MaterialExtensions, specularGlossiness) {
    const Material m =
        materialOf(R"({"KHR_materials_pbrSpecularGlossiness":{"diffuseFactor":[0.1,0.2,0.3,0.4],
        "specularFactor":[0.5,0.6,0.7],"glossinessFactor":0.8,"diffuseTexture":{"index":0},
        "specularGlossinessTexture":{"index":0}}})");
    ASSERT_TRUE(m.specularGlossiness.has_value());
    EXPECT_EQ(m.specularGlossiness->diffuse, glm::vec4(0.1f, 0.2f, 0.3f, 0.4f));
    EXPECT_EQ(m.specularGlossiness->specular, glm::vec3(0.5f, 0.6f, 0.7f));
    EXPECT_EQ(m.specularGlossiness->glossiness, 0.8f);
    EXPECT_EQ(m.specularGlossiness->diffuseTexture.texture, 0);
    EXPECT_EQ(m.specularGlossiness->texture.texture, 0);
}

TEST(MaterialExtensions, emissiveStrength) {
    EXPECT_EQ(materialOf("{}").emissiveStrength, 1);
    EXPECT_EQ(materialOf(R"({"KHR_materials_emissive_strength":{"emissiveStrength":10}})")
                  .emissiveStrength,
              10);
}

TEST(MaterialExtensions, numbersOutOfRangeAreLimitedAndTold) {
    Result<Asset> asset = loadOnly(withExtensions(json::parse(
        R"({"KHR_materials_clearcoat":{"clearcoatFactor":1.5},"KHR_materials_ior":{"ior":0.5}})")));
    ASSERT_TRUE(asset);
    EXPECT_EQ(asset->materials[0].clearcoat.factor, 1);
    EXPECT_EQ(asset->materials[0].ior, 1);
    ASSERT_EQ(asset->warnings.size(), 2u);
    EXPECT_EQ(asset->warnings[0],
              "materials[0]: clearcoatFactor is outside of the range that KHR_materials_clearcoat "
              "allows; "
              "the nearest value is taken.");
}

TEST(MaterialExtensions, wrongTypesAndIndicesAreErrors) {
    EXPECT_EQ(messageOf(withExtensions(
                  json::parse(R"({"KHR_materials_sheen":{"sheenColorFactor":[1,2]}})"))),
              "materials[0].extensions.KHR_materials_sheen.sheenColorFactor has 2 numbers; it must "
              "have 3.");
    EXPECT_EQ(messageOf(withExtensions(
                  json::parse(R"({"KHR_materials_volume":{"thicknessTexture":{"index":7}}})"))),
              "materials[0].extensions.KHR_materials_volume.thicknessTexture.index is 7, but there "
              "are only 1.");
    EXPECT_EQ(messageOf(withExtensions(json::parse(R"({"KHR_materials_ior":{"ior":"glass"}})"))),
              "materials[0].extensions.KHR_materials_ior.ior must be a number.");
}

TEST(MaterialExtensions, texturesOfUnusedMaterialsOnlyAreNotFetched) {
    const auto requests = [](const char* extensions) {
        Document doc("https://shop.test/m/a.glb");
        const ByteVector file = withExtensions(json::parse(extensions)).glb();
        EXPECT_TRUE(doc.push(Document::kMain, bytesOf(file), 0));
        return doc.takeRequests().size();
    };
    EXPECT_EQ(requests(R"({"KHR_materials_sheen":{"sheenColorTexture":{"index":0}}})"), 1u);
    EXPECT_EQ(
        requests(
            R"({"KHR_materials_unlit":{},"KHR_materials_sheen":{"sheenColorTexture":{"index":0}}})"),
        0u);
}

TEST(MaterialExtensions, coloursAreToldFromData) {
    const auto isSrgb = [](const char* extensions) {
        Document doc("https://shop.test/m/a.glb");
        const ByteVector file = withExtensions(json::parse(extensions)).glb();
        EXPECT_TRUE(doc.push(Document::kMain, bytesOf(file), 0));
        return doc.imageUse(0).srgb;
    };
    EXPECT_TRUE(isSrgb(R"({"KHR_materials_sheen":{"sheenColorTexture":{"index":0}}})"));
    EXPECT_TRUE(isSrgb(R"({"KHR_materials_specular":{"specularColorTexture":{"index":0}}})"));
    EXPECT_TRUE(
        isSrgb(R"({"KHR_materials_pbrSpecularGlossiness":{"diffuseTexture":{"index":0}}})"));
    EXPECT_TRUE(isSrgb(
        R"({"KHR_materials_pbrSpecularGlossiness":{"specularGlossinessTexture":{"index":0}}})"));
    for (const char* data : {
             R"({"KHR_materials_sheen":{"sheenRoughnessTexture":{"index":0}}})",
             R"({"KHR_materials_specular":{"specularTexture":{"index":0}}})",
             R"({"KHR_materials_clearcoat":{"clearcoatTexture":{"index":0}}})",
             R"({"KHR_materials_iridescence":{"iridescenceThicknessTexture":{"index":0}}})",
             R"({"KHR_materials_transmission":{"transmissionTexture":{"index":0}}})",
         }) {
        EXPECT_FALSE(isSrgb(data)) << data;
    }
}

// --- variants --------------------------------------------------------------------------------------------

Builder withVariants(const char* mappings) {
    Builder b = withExtensions(json::object());
    b.add("materials", {{"normalTexture", {{"index", 0}}}});
    b.root["extensions"]["KHR_materials_variants"] =
        json::parse(R"({"variants":[{"name":"Red"},{"name":"Blue"}]})");
    b.root["meshes"][0]["primitives"][0]["extensions"]["KHR_materials_variants"] = {
        {"mappings", json::parse(mappings)}};
    return b;
}

TEST(Variants, namesAndMaterials) {
    Result<Asset> asset = loadOnly(
        withVariants(R"([{"material":1,"variants":[0,1]},{"material":0,"variants":[1]}])"));
    ASSERT_TRUE(asset) << asset.error().message;
    EXPECT_EQ(asset->variants, (std::vector<std::string>{"Red", "Blue"}));
    const Primitive& p = asset->meshes[0].primitives[0];
    EXPECT_EQ(p.material, 0);
    ASSERT_EQ(p.variants.size(), 3u);
    EXPECT_EQ(p.variants[0].variant, 0u);
    EXPECT_EQ(p.variants[0].material, 1);
    EXPECT_EQ(p.variants[2].variant, 1u);
    EXPECT_EQ(p.variants[2].material, 0);
    EXPECT_FALSE(p.tangents.empty()) << "the material of a variant has a normal map";
}

TEST(Variants, indicesAreChecked) {
    EXPECT_EQ(messageOf(withVariants(R"([{"material":2,"variants":[0]}])")),
              "meshes[0].primitives.extensions.KHR_materials_variants.mappings.material is 2, but "
              "there are only 2.");
    EXPECT_EQ(messageOf(withVariants(R"([{"material":1,"variants":[2]}])")),
              "meshes[0].primitives.extensions.KHR_materials_variants.mappings.variants is 2, but "
              "there are only 2.");
    EXPECT_EQ(messageOf(withVariants(R"([{"variants":[0]}])")),
              "meshes[0].primitives[0].extensions.KHR_materials_variants.mappings[0].material is "
              "missing.");
}

// --- lights ----------------------------------------------------------------------------------------------

Builder withLights(const char* lights, int used) {
    Builder b = withExtensions(json::object());
    b.root["extensions"]["KHR_lights_punctual"] = {{"lights", json::parse(lights)}};
    b.add("nodes", json::parse(R"({"extensions":{"KHR_lights_punctual":{"light":)" +
                               std::to_string(used) + "}}}"));
    return b;
}

TEST(Lights, everyKind) {
    Result<Asset> asset =
        loadOnly(withLights(R"([{"type":"directional","color":[1,0.5,0],"intensity":3},
        {"type":"point","name":"Bulb","range":5},{"type":"spot","spot":{"innerConeAngle":0.2,"outerConeAngle":0.4}},
        {"type":"spot"},{"type":"area"}])",
                            2));
    ASSERT_TRUE(asset) << asset.error().message;
    ASSERT_EQ(asset->lights.size(), 5u);
    EXPECT_EQ(asset->nodes[0].light, kNone);
    EXPECT_EQ(asset->nodes[1].light, 2);
    EXPECT_EQ(asset->lights[0].type, Light::Type::Directional);
    EXPECT_EQ(asset->lights[0].color, glm::vec3(1, 0.5f, 0));
    EXPECT_EQ(asset->lights[0].intensity, 3);
    EXPECT_EQ(asset->lights[1].type, Light::Type::Point);
    EXPECT_EQ(asset->lights[1].name, "Bulb");
    EXPECT_EQ(asset->lights[1].range, 5);
    EXPECT_EQ(asset->lights[2].innerConeAngle, 0.2f);
    EXPECT_EQ(asset->lights[2].outerConeAngle, 0.4f);
    EXPECT_NEAR(asset->lights[3].outerConeAngle, 0.7853982, 1e-6);
    EXPECT_EQ(asset->lights[4].intensity, 0);
    EXPECT_EQ(asset->warnings.size(), 1u);
}

TEST(Lights, indicesAreChecked) {
    EXPECT_EQ(messageOf(withLights(R"([{"type":"point"}])", 1)),
              "nodes[1].extensions.KHR_lights_punctual.light is 1, but there are only 1.");
    EXPECT_EQ(messageOf(withLights(R"([{"color":[1,1,1]}])", 0)),
              "extensions.KHR_lights_punctual.lights[0].type is missing.");
}

}  // namespace
}  // namespace vitrine::gltf::test
