// KHR_materials_variants through the boundary: what is fetched when, and when the picture changes.
#include "core_fixture.h"

namespace vitrine {
namespace {

/// The triangle with three variants: "Own" is its own material, "Cloth" has a texture in a file, "Print" one in the model's buffer.
std::string withVariants() {
    Json gltf = Json::parse(kTriangle);
    gltf["bufferViews"].push_back({{"buffer", 0}, {"byteLength", 8}});
    gltf["images"] = Json::array({{{"uri", "own.png"}},
                                  {{"uri", "cloth.png"}},
                                  {{"bufferView", 1}, {"mimeType", "image/png"}}});
    for (int i = 0; i < 3; ++i) {
        gltf["textures"].push_back({{"source", i}});
        gltf["materials"].push_back(
            {{"pbrMetallicRoughness", {{"baseColorTexture", {{"index", i}}}}}});
    }
    gltf["materials"][2]["extensions"]["KHR_materials_clearcoat"] = {{"clearcoatFactor", 1}};
    gltf["extensions"]["KHR_materials_variants"]["variants"] =
        Json::array({{{"name", "Own"}}, {{"name", "Cloth"}}, {{"name", "Print"}}});
    Json& primitive = gltf["meshes"][0]["primitives"][0];
    primitive["material"] = 0;
    primitive["extensions"]["KHR_materials_variants"]["mappings"] =
        Json::array({{{"material", 1}, {"variants", {1}}}, {{"material", 2}, {"variants", {2}}}});
    return gltf.dump();
}

class VariantsTest : public CoreTest {
protected:
    size_t count(const std::string& type) const {
        size_t n = 0;
        for (const Json& e : mSeen) n += e["type"] == type ? 1 : 0;
        return n;
    }

    void giveImage(uint32_t load, int32_t image) {
        scene::Picture::Info info;
        info.name = 100 + static_cast<uint32_t>(image);
        info.width = info.height = 4;
        info.bytes = 64;
        mCore->image(load, image, info, 0);
        serve();
    }

    Json info(uint32_t viewer) {
        return Json::parse(messages::toJson(mCore->viewer(viewer)->info()));
    }
};

TEST_F(VariantsTest, texturesOfOthersAreFetchedWhenTheyAreWanted) {
    const uint32_t viewer = makeViewer();
    const uint32_t id = load(viewer, withVariants());
    ASSERT_EQ(count("request"), 1u) << "own.png";
    EXPECT_EQ((*last("request"))["url"], "https://shop/own.png");
    EXPECT_FALSE(saw("image"));
    giveImage(id, 0);
    tick(viewer, 60);
    EXPECT_TRUE(saw("load"));
    EXPECT_EQ(info(viewer)["variants"], Json::parse(R"(["Own","Cloth","Print"])"));
    EXPECT_EQ(info(viewer)["variant"], "");

    mCore->set(viewer, R"({"variant-name": "Cloth"})");
    tick(viewer, 10);
    EXPECT_EQ((*last("request"))["url"], "https://shop/cloth.png");
    EXPECT_FALSE(saw("variant")) << "nothing changes on screen before its texture is there";
    EXPECT_EQ(info(viewer)["variant"], "");
    giveImage(id, 1);
    EXPECT_GT(tick(viewer, 3), 0);
    ASSERT_TRUE(saw("variant"));
    EXPECT_EQ((*last("variant"))["name"], "Cloth");
    EXPECT_EQ(info(viewer)["variant"], "Cloth");

    // In the model's buffer, which is gone by now, and of a family that was not needed so far.
    mCore->set(viewer, R"({"variant-name": "Print"})");
    tick(viewer, 3);
    ASSERT_TRUE(saw("image"));
    EXPECT_EQ((*last("image"))["size"], 8);
    EXPECT_EQ((*last("package"))["name"], "layered_opaque");
    giveImage(id, 2);
    tick(viewer, 30);
    EXPECT_EQ((*last("variant"))["name"], "Print");

    // What is here stays here.
    const size_t requests = count("request"), images = count("image");
    mCore->set(viewer, R"({"variant-name": "Cloth"})");
    EXPECT_GT(tick(viewer, 2), 0);
    EXPECT_EQ((*last("variant"))["name"], "Cloth");
    EXPECT_EQ(count("request"), requests);
    EXPECT_EQ(count("image"), images);

    mCore->set(viewer, R"({"variant-name": null})");
    tick(viewer, 2);
    EXPECT_EQ((*last("variant"))["name"], "");
    tick(viewer, 60);
    EXPECT_FALSE(mCore->active(viewer)) << "it rests again";
    EXPECT_FALSE(saw("error"));
}

TEST_F(VariantsTest, aVariantSetBeforeTheLoadIsTheFirstThatIsShown) {
    const uint32_t viewer = makeViewer();
    mCore->set(viewer, R"({"variant-name": "Cloth"})");
    const uint32_t id = load(viewer, withVariants());
    ASSERT_EQ(count("request"), 1u);
    EXPECT_EQ((*last("request"))["url"], "https://shop/cloth.png") << "own.png is not needed";
    giveImage(id, 1);
    tick(viewer, 60);
    EXPECT_TRUE(saw("load"));
    EXPECT_EQ(info(viewer)["variant"], "Cloth");
}

TEST_F(VariantsTest, aNameThatTheModelDoesNotHaveIsNone) {
    const uint32_t viewer = makeViewer();
    const uint32_t id = load(viewer, withVariants());
    giveImage(id, 0);
    tick(viewer, 60);
    mCore->set(viewer, R"({"variant-name": "Leather"})");
    tick(viewer, 60);
    EXPECT_FALSE(saw("variant"));
    EXPECT_FALSE(saw("error"));
    EXPECT_EQ(count("request"), 1u);
    EXPECT_FALSE(mCore->active(viewer));
}

}  // namespace
}  // namespace vitrine
