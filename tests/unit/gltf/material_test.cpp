// Materials, textures, samplers, extensions, images.
#include <gtest/gtest.h>

#include <cmath>

#include "support.h"

namespace vitrine::gltf::test {
namespace {

/// A triangle with one material.
Builder withMaterial(const json& material) {
    Builder b;
    const int position = b.accessor<float>({0, 0, 0, 1, 0, 0, 0, 1, 0}, "VEC3");
    b.show({{"attributes", {{"POSITION", position}}}, {"material", b.add("materials", material)}});
    return b;
}

Builder withTexture(const json& texture, const json& info = json::object()) {
    json slot = info;
    slot["index"] = 0;
    Builder b = withMaterial({{"pbrMetallicRoughness", {{"baseColorTexture", slot}}}});
    b.add("textures", texture);
    b.add("images", {{"uri", "a.png"}});
    b.add("images", {{"uri", "a.webp"}});
    return b;
}

TEST(Material, defaults) {
    Result<Asset> asset = load(withMaterial(json::object()));
    ASSERT_TRUE(asset);
    const Material& m = asset->materials[0];
    EXPECT_EQ(m.baseColor, glm::vec4(1));
    EXPECT_EQ(m.metallic, 1);
    EXPECT_EQ(m.roughness, 1);
    EXPECT_EQ(m.emissive, glm::vec3(0));
    EXPECT_EQ(m.alphaMode, AlphaMode::Opaque);
    EXPECT_EQ(m.alphaCutoff, 0.5f);
    EXPECT_FALSE(m.doubleSided || m.unlit);
    EXPECT_EQ(m.baseColorTexture.texture, kNone);
}

TEST(Material, everyFactor) {
    const json material =
        json::parse(R"({"name":"Wood","alphaMode":"MASK","alphaCutoff":0.25,"doubleSided":true,
        "emissiveFactor":[0.1,0.2,0.3],"extensions":{"KHR_materials_unlit":{}},"pbrMetallicRoughness":
        {"baseColorFactor":[0.5,0.25,0.125,1],"metallicFactor":0,"roughnessFactor":0.75}})");
    Result<Asset> asset = load(withMaterial(material));
    ASSERT_TRUE(asset);
    const Material& m = asset->materials[0];
    EXPECT_EQ(m.name, "Wood");
    EXPECT_EQ(m.baseColor, glm::vec4(0.5f, 0.25f, 0.125f, 1));
    EXPECT_EQ(m.emissive, glm::vec3(0.1f, 0.2f, 0.3f));
    EXPECT_EQ(m.metallic, 0);
    EXPECT_EQ(m.roughness, 0.75f);
    EXPECT_EQ(m.alphaMode, AlphaMode::Mask);
    EXPECT_EQ(m.alphaCutoff, 0.25f);
    EXPECT_TRUE(m.doubleSided && m.unlit);
}

TEST(Material, textureTransform) {
    const auto rows = [](const char* transform) {
        json info;
        info["extensions"]["KHR_texture_transform"] = json::parse(transform);
        Result<Asset> asset = loadOnly(withTexture({{"source", 0}}, info));
        EXPECT_TRUE(asset) << asset.error().message;
        return asset->materials[0].baseColorTexture;
    };
    TextureSlot s = rows(R"({"offset":[0.5,0.25],"scale":[2,3]})");
    EXPECT_EQ(s.row0, glm::vec3(2, 0, 0.5f));
    EXPECT_EQ(s.row1, glm::vec3(0, 3, 0.25f));
    EXPECT_EQ(s.uv, 0);
    s = rows(R"({"rotation":0.5,"scale":[2,3],"texCoord":1})");
    EXPECT_NEAR(s.row0.x, 2 * std::cos(0.5), 1e-6);
    EXPECT_NEAR(s.row0.y, 3 * std::sin(0.5), 1e-6);
    EXPECT_NEAR(s.row1.x, -2 * std::sin(0.5), 1e-6);
    EXPECT_NEAR(s.row1.y, 3 * std::cos(0.5), 1e-6);
    EXPECT_EQ(s.uv, 1) << "the extension's set wins";
}

TEST(Material, moreThanTwoUvSetsAreToldNotGuessed) {
    Result<Asset> asset = loadOnly(withTexture({{"source", 0}}, {{"texCoord", 2}}));
    ASSERT_TRUE(asset);
    EXPECT_EQ(asset->materials[0].baseColorTexture.texture, kNone);
    EXPECT_EQ(asset->warnings.size(), 1u);
}

TEST(Material, samplers) {
    Builder b = withTexture({{"source", 0}, {"sampler", 0}});
    b.add("samplers",
          {{"magFilter", 9728}, {"minFilter", 9985}, {"wrapS", 33071}, {"wrapT", 33648}});
    Result<Asset> asset = loadOnly(b);
    ASSERT_TRUE(asset);
    const Sampler& s = asset->textures[0].sampler;
    EXPECT_FALSE(s.magLinear);
    EXPECT_TRUE(s.minLinear);
    EXPECT_TRUE(s.mipmaps);
    EXPECT_FALSE(s.mipLinear);
    EXPECT_EQ(s.wrapS, Wrap::ClampToEdge);
    EXPECT_EQ(s.wrapT, Wrap::MirroredRepeat);
}

TEST(Material, basisImagesArePreferredToAllOthers) {
    json texture = {{"source", 0}};
    texture["extensions"]["EXT_texture_webp"] = {{"source", 1}};
    Builder b = withTexture(texture);
    b.root["textures"][0]["extensions"]["KHR_texture_basisu"] = {
        {"source", b.add("images", {{"uri", "a.ktx2"}})}};
    Document doc("https://shop.test/m/a.glb");
    const ByteVector file = b.glb();
    ASSERT_TRUE(doc.push(Document::kMain, bytesOf(file), 0));
    const auto requests = doc.takeRequests();
    ASSERT_EQ(requests.size(), 1u) << "neither fallback is fetched";
    EXPECT_EQ(requests[0].url, "https://shop.test/m/a.ktx2");
}

TEST(Material, basisImagesAreKnownByTheirFirstBytes) {
    // Some files have a KTX2 image as the plain source of a texture and do not say what it is.
    Builder b = withTexture({{"source", 0}});
    const ByteVector ktx2{0xab, 'K', 'T', 'X', ' ', '2', '0', 0xbb, '\r', '\n', 0x1a, '\n', 0, 0};
    b.root["images"][0] = {{"bufferView", b.view(ktx2)}};
    Document doc("https://shop.test/m/a.glb");
    const ByteVector file = b.glb();
    ASSERT_TRUE(doc.push(Document::kMain, bytesOf(file), 0));
    const auto images = doc.takeImages();
    ASSERT_EQ(images.size(), 1u);
    EXPECT_EQ(images[0].mimeType, "image/ktx2");
}

TEST(Material, webpAndAvifImagesArePreferred) {
    json texture = {{"source", 0}};
    texture["extensions"]["EXT_texture_webp"] = {{"source", 1}};
    Document doc("https://shop.test/m/a.glb");
    Builder b = withTexture(texture);
    b.root["extensionsRequired"] = {"EXT_texture_webp"};
    const ByteVector file = b.glb();
    ASSERT_TRUE(doc.push(Document::kMain, bytesOf(file), 0));
    const auto requests = doc.takeRequests();
    ASSERT_EQ(requests.size(), 1u);
    EXPECT_EQ(requests[0].url, "https://shop.test/m/a.webp");
    EXPECT_TRUE(requests[0].image);
    EXPECT_EQ(requests[0].imageIndex, 1);
    EXPECT_TRUE(doc.takeRequests().empty()) << "each is told once";
    EXPECT_TRUE(doc.imageUse(1).srgb);
    EXPECT_TRUE(doc.imageUse(1).mipmaps);
}

TEST(Material, imagesThatNothingDrawsAreNotAskedFor) {
    Builder b = withMaterial(json::object());
    b.add("materials", {{"emissiveTexture", {{"index", 0}}}});
    b.add("textures", {{"source", 0}});
    b.add("images", {{"uri", "../../forbidden.png"}});
    Document doc("https://shop.test/m/a.glb");
    const ByteVector file = b.glb();
    ASSERT_TRUE(doc.push(Document::kMain, bytesOf(file), 0));
    EXPECT_TRUE(doc.takeRequests().empty());
    EXPECT_EQ(doc.imageCount(), 0u);
}

TEST(Material, aTrialHasTheMaterialsInUseBeforeAnyBuffer) {
    Builder b = withMaterial({{"doubleSided", true}});
    b.add("materials", {{"name", "unused"}});
    const int other = b.add("materials", {{"alphaMode", "BLEND"}});
    json primitive = b.root["meshes"][0]["primitives"][0];
    primitive["material"] = other;
    b.root["meshes"][0]["primitives"].push_back(primitive);
    primitive["mode"] = 1;  // lines
    primitive["material"] = 1;
    b.root["meshes"][0]["primitives"].push_back(primitive);

    Document doc("https://shop.test/m/a.glb");
    EXPECT_FALSE(doc.trial()) << "nothing is known yet";
    const ByteVector file = b.glb();
    ASSERT_TRUE(doc.push(Document::kMain, {file.data(), file.size() - 4}, 0));
    ASSERT_FALSE(doc.geometryReady());
    const std::optional<Asset> trial = doc.trial();
    ASSERT_TRUE(trial);
    ASSERT_EQ(trial->meshes.size(), 1u);
    std::vector<int32_t> materials;
    for (const Primitive& p : trial->meshes[0].primitives) materials.push_back(p.material);
    EXPECT_EQ(materials, (std::vector<int32_t>{0, other}));
    EXPECT_TRUE(trial->materials[0].doubleSided);
    EXPECT_EQ(trial->scenes[0].roots, std::vector<int32_t>{0});

    ASSERT_TRUE(doc.push(Document::kMain, {file.data() + file.size() - 4, 4}, 0));
    ASSERT_TRUE(doc.finish(Document::kMain));
    ASSERT_TRUE(doc.build());
    EXPECT_FALSE(doc.trial()) << "the real one is here";
}

TEST(Material, externalImagesMayBePushedOrDecodedByTheCaller) {
    Builder b = withTexture({{"source", 0}});
    const ByteVector file = b.glb();
    for (bool pushed : {true, false}) {
        Document doc("https://shop.test/m/a.glb");
        ASSERT_TRUE(doc.push(Document::kMain, bytesOf(file), 0));
        const auto requests = doc.takeRequests();
        ASSERT_EQ(requests.size(), 1u);
        EXPECT_TRUE(doc.takeImages().empty());
        if (!pushed) {
            doc.imageTaken(requests[0].resource);
            EXPECT_TRUE(doc.takeImages().empty());
            continue;
        }
        const ByteVector jpeg{0xff, 0xd8, 0xff, 0xe0, 1, 2};
        ASSERT_TRUE(doc.push(requests[0].resource, bytesOf(jpeg), 6));
        EXPECT_TRUE(doc.takeImages().empty()) << "not finished yet";
        ASSERT_TRUE(doc.finish(requests[0].resource));
        const auto images = doc.takeImages();
        ASSERT_EQ(images.size(), 1u);
        EXPECT_EQ(images[0].mimeType, "image/jpeg");
        EXPECT_EQ(images[0].bytes.size, 6u);
        EXPECT_TRUE(doc.takeImages().empty());
    }
}

TEST(Extensions, requiredOnesMustBeKnown) {
    Builder b = withMaterial(json::object());
    b.root["extensionsRequired"] = {
        "KHR_materials_clearcoat",    "KHR_mesh_quantization", "KHR_texture_transform",
        "KHR_texture_basisu",         "EXT_texture_webp",      "EXT_meshopt_compression",
        "KHR_draco_mesh_compression", "EXT_texture_avif",      "EXT_mesh_gpu_instancing"};
    EXPECT_EQ(codeOf(load(b)), "ok");
    for (const char* name : {"KHR_meshopt_compression", "EXT_mesh_features", "X"}) {
        b.root["extensionsRequired"] = {name};
        Result<Asset> asset = load(b);
        ASSERT_EQ(codeOf(asset), "unsupported-extension");
        EXPECT_NE(asset.error().message.find(name), std::string::npos);
    }
    b.root.erase("extensionsRequired");
    b.root["extensionsUsed"] = {"ACME_whatever"};
    b.root["nodes"][0]["extensions"]["ACME_whatever"] = {{"deep", {1, 2, 3}}};
    b.root["nodes"][0]["extras"] = {{"deep", {1, 2, 3}}};
    EXPECT_EQ(codeOf(load(b)), "ok");
}

}  // namespace
}  // namespace vitrine::gltf::test
