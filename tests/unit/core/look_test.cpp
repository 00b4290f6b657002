// Look files through the boundary: when they are asked for, what wins, and materials that need another package for them.
#include "core_fixture.h"

namespace vitrine {
namespace {

/// The triangle with a named material in place of the default one.
std::string glazed() {
    Json gltf = Json::parse(kTriangle);
    gltf["materials"] = Json::array({{{"name", "Glaze"}}});
    gltf["meshes"][0]["primitives"][0]["material"] = 0;
    return gltf.dump();
}

class LookTest : public CoreTest {
protected:
    void give(const std::string& text) {
        const std::vector<uint8_t> bytes = bytesOf(text);
        mCore->look("https://shop/look.json", {bytes.data(), bytes.size()});
        serve();
    }
    const settings::Settings& settings(uint32_t viewer) {
        return mCore->viewer(viewer)->settings();
    }
    const gltf::Material& glaze(uint32_t viewer) {
        return mCore->viewer(viewer)->model()->asset().materials[0];
    }
    size_t packages(const std::string& name) const {
        size_t n = 0;
        for (const Json& e : mSeen) n += e["type"] == "package" && e["name"] == name ? 1 : 0;
        return n;
    }
};

TEST_F(LookTest, isFetchedBeforeThePictureAndTheElementsOwnAttributesWin) {
    const uint32_t viewer = makeViewer();
    mCore->set(viewer, R"({"look": "https://shop/look.json", "exposure": "0.5"})");
    load(viewer, glazed());
    EXPECT_EQ(tick(viewer, 60), 0) << "the picture waits for the look";
    ASSERT_TRUE(saw("look"));
    EXPECT_EQ((*last("look"))["url"], "https://shop/look.json");
    give(R"({"look": 1, "attributes": {"exposure": "2", "shadow-intensity": "1"},
             "materials": {"Glaze": {"metallicFactor": 0}}})");
    EXPECT_GT(tick(viewer, 60), 0);
    EXPECT_EQ(settings(viewer).exposure, 0.5f);
    EXPECT_EQ(settings(viewer).shadowIntensity, 1);
    EXPECT_EQ(glaze(viewer).metallic, 0);
    mCore->set(viewer, R"({"exposure": null})");
    EXPECT_EQ(settings(viewer).exposure, 2) << "what the element no longer says, the look says";
    mCore->set(viewer, R"({"look": null})");
    EXPECT_GT(tick(viewer, 60), 0);
    EXPECT_EQ(settings(viewer).exposure, 1);
    EXPECT_EQ(settings(viewer).shadowIntensity, 0);
    EXPECT_EQ(glaze(viewer).metallic, 1);
}

TEST_F(LookTest, aBadOneIsATypedErrorAndTheProductIsShown) {
    const uint32_t viewer = makeViewer();
    mCore->set(viewer, R"({"look": "https://shop/look.json"})");
    load(viewer, kTriangle);
    give(R"({"look": 1, "attributes": {"exposure": "much"}})");
    EXPECT_GT(tick(viewer, 60), 0);
    ASSERT_TRUE(saw("error"));
    EXPECT_EQ((*last("error"))["code"], "bad-look");
    EXPECT_EQ((*last("error"))["url"], "https://shop/look.json");
}

TEST_F(LookTest, anExtensionThatTheFileLacksComesWithItsPackage) {
    const uint32_t viewer = makeViewer();
    mCore->set(viewer, R"({"look": "https://shop/look.json"})");
    load(viewer, glazed());
    give(R"({"look": 1, "materials": {"Glaze": {"clearcoatFactor": 1}}})");
    EXPECT_GT(tick(viewer, 60), 0);
    EXPECT_EQ(packages("layered_opaque"), 1u);
    EXPECT_EQ(glaze(viewer).clearcoat.factor, 1);
    EXPECT_FALSE(mCore->viewer(viewer)->model()->restyling());
    EXPECT_FALSE(saw("variant")) << "nobody chose one";

    mCore->set(viewer, R"({"look": null})");
    EXPECT_GT(tick(viewer, 60), 0);
    EXPECT_EQ(glaze(viewer).clearcoat.factor, 0);
    EXPECT_FALSE(mCore->viewer(viewer)->model()->restyling());
    mCore->set(viewer, R"({"look": "https://shop/look.json"})");
    give(R"({"look": 1, "materials": {"Glaze": {"transmissionFactor": 1}}})");
    EXPECT_GT(tick(viewer, 60), 0);
    EXPECT_EQ(packages("glass_opaque"), 1u);
    EXPECT_TRUE(mCore->viewer(viewer)->model()->transmits());
}

}  // namespace
}  // namespace vitrine
