// A product from its manifest: level after level, texture level after texture level, and what happens when one fails.
#include "core_fixture.h"

namespace vitrine {
namespace {

constexpr const char* kManifestUrl = "https://cdn.shop/p/manifest.json";
constexpr uint32_t kSlot = 1u << ModelLoad::kSlotBits;

/// The triangle, which is 1 m large, with UVs from 0 to 1 and a base colour texture.
std::string texturedTriangle(const std::string& image) {
    Json gltf = Json::parse(kTriangle);
    gltf["accessors"].push_back({{"bufferView", 0},
                                 {"componentType", 5126},
                                 {"count", 3},
                                 {"type", "VEC2"},
                                 {"byteOffset", 0}});
    gltf["bufferViews"][0]["byteStride"] = 12;
    gltf["meshes"][0]["primitives"][0]["attributes"]["TEXCOORD_0"] = 1;
    gltf["meshes"][0]["primitives"][0]["material"] = 0;
    gltf["images"] = Json::array({{{"uri", image}}});
    gltf["textures"] = Json::array({{{"source", 0}}});
    gltf["materials"] =
        Json::array({{{"pbrMetallicRoughness", {{"baseColorTexture", {{"index", 0}}}}}}});
    return gltf.dump();
}

class StreamTest : public CoreTest {
protected:
    /// A product with a texture of 2048² texels in 12 levels on its last level.
    static Json manifest(size_t levels = 2) {
        Json json = {{"vitrine", 1}, {"bounds", {{"min", {0, 0, 0}}, {"max", {1, 1, 0}}}}};
        json["textures"] = Json::array();
        Json texture = {
            {"file", "base.ktx2"}, {"bytes", 100 + 12 * 50},
            {"width", 2048},       {"height", 2048},
            {"srgb", true},        {"header", {{"length", 100}, {"crc32", "00000000"}}}};
        for (int i = 0; i < 12; ++i) {
            texture["levels"].push_back(
                {{"offset", 100 + 50 * (11 - i)}, {"length", 50}, {"crc32", "00000000"}});
        }
        json["textures"].push_back(texture);
        for (size_t i = 0; i < levels; ++i) {
            json["levels"].push_back({{"file", "level" + std::to_string(i) + ".gltf"},
                                      {"bytes", 1000 * (i + 1)},
                                      {"crc32", "01234567"},
                                      {"triangles", 1},
                                      {"textures", Json::array()}});
        }
        json["levels"].back()["textures"].push_back(0);
        return json;
    }

    uint32_t begin(uint32_t viewer, const Json& json) {
        const uint32_t id = mCore->beginLoad(viewer, kManifestUrl);
        give(id, 0, json.dump());
        return id;
    }

    void give(uint32_t id, uint32_t resource, const std::string& text) {
        // In two pieces, as a network would.
        const std::vector<uint8_t> bytes = bytesOf(text);
        mCore->push(id, resource, {bytes.data(), 3}, bytes.size());
        mCore->push(id, resource, {bytes.data() + 3, bytes.size() - 3}, bytes.size());
        mCore->finish(id, resource);
        serve();
    }

    /// Answers the last "texture" event: levels down to the asked one are filled.
    void fillTexture(uint32_t id) {
        const Json& asked = *last("texture");
        const uint32_t top = asked["top"], first = asked["first"];
        scene::Picture::Info info;
        info.name = 7;
        info.width = info.height = 2048u >> top;
        info.levels = 12 - top;
        info.bytes = 5'000'000u >> (2 * top);
        mCore->image(id, asked["image"], info, first - top);
    }

    size_t count(const std::string& type) const {
        size_t n = 0;
        for (const Json& e : mSeen) n += e["type"] == type ? 1 : 0;
        return n;
    }
};

TEST_F(StreamTest, showsTheCoarseLevelThenTheFullOneAndLoadsOnce) {
    const uint32_t viewer = makeViewer();
    const uint32_t id = begin(viewer, manifest());
    const Json coarse = *last("request");
    EXPECT_EQ(coarse["url"], "https://cdn.shop/p/level0.gltf");
    EXPECT_EQ(coarse["crc32"], "01234567");
    EXPECT_EQ(coarse["bytes"], 1000);
    EXPECT_FALSE(saw("texture")) << "what the first picture does not need waits";

    give(id, coarse["resource"], kTriangle);
    EXPECT_GT(tick(viewer, 60), 0);
    EXPECT_TRUE(saw("preview"));
    EXPECT_FALSE(saw("load"));
    EXPECT_EQ((*last("detail"))["level"], 0);
    EXPECT_EQ((*last("detail"))["complete"], false);

    const Json full = *last("request");
    EXPECT_EQ(full["url"], "https://cdn.shop/p/level1.gltf");
    EXPECT_EQ(full["resource"], 2 * kSlot);
    ASSERT_TRUE(saw("texture")) << "the manifest knows the textures before the file does";
    EXPECT_EQ((*last("texture"))["first"], 3) << "256 texels a side";
    give(id, full["resource"], texturedTriangle("base.ktx2"));
    tick(viewer, 10);
    EXPECT_EQ((*last("detail"))["level"], 0) << "no hole where the texture is missing";

    fillTexture(id);
    tick(viewer, 60);
    EXPECT_EQ((*last("detail"))["level"], 1);
    while ((*last("texture"))["first"] > 0 && !saw("load")) {
        const size_t before = count("texture");
        fillTexture(id);
        tick(viewer, 30);
        if (count("texture") == before) break;
    }
    fillTexture(id);
    tick(viewer, 30);
    EXPECT_EQ(count("preview"), 1u);
    EXPECT_EQ(count("load"), 1u);
    EXPECT_EQ((*last("detail"))["complete"], true);
    EXPECT_FALSE(saw("error"));
    EXPECT_EQ(tick(viewer, 60), 0) << "a still product draws nothing";
    EXPECT_FALSE(mCore->active(viewer));
}

TEST_F(StreamTest, aBetterLevelIsBuiltWithoutTicks) {
    const uint32_t viewer = makeViewer();
    const uint32_t id = begin(viewer, manifest());
    give(id, (*last("request"))["resource"], kTriangle);
    tick(viewer, 60);
    give(id, (*last("request"))["resource"], texturedTriangle("base.ktx2"));
    fillTexture(id);
    EXPECT_EQ(count("built"), 1u) << "while something is on screen nothing is built at once";
    while (mCore->work()) serve();
    serve();
    EXPECT_EQ(count("built"), 2u);
    tick(viewer, 1);
    EXPECT_EQ((*last("detail"))["level"], 1) << "the first tick finds all that it needs";
}

TEST_F(StreamTest, largeTextureLevelsFollowTheSmallOnesAtOnce) {
    const uint32_t viewer = mCore->createViewer();
    mCore->viewer(viewer)->resize(1600, 1600, 1);
    Json json = manifest();
    Json& texture = json["textures"][0];
    texture["uvPerMetre"] = 1;
    texture["bytes"] = 1'000'000;
    texture["levels"][0] = {{"offset", 650}, {"length", 999'350}, {"crc32", "00000000"}};
    const uint32_t id = begin(viewer, json);
    give(id, (*last("request"))["resource"], kTriangle);
    tick(viewer, 60);
    std::vector<std::pair<uint32_t, uint32_t>> asked;
    for (const Json& e : mSeen) {
        if (e["type"] == "texture") asked.emplace_back(e["first"], e["rank"]);
    }
    ASSERT_EQ(asked.size(), 2u) << "before the level that shows it is here";
    EXPECT_EQ(asked[0], std::make_pair(1u, 1u)) << "all but the one that takes long";
    EXPECT_EQ(asked[1], std::make_pair(0u, 2u)) << "that one, less urgently";
}

TEST_F(StreamTest, aProductInMotionTakesOneSampleUntilItIsComplete) {
    const uint32_t viewer = makeViewer();
    mCore->viewer(viewer)->resize(512, 512, 1);  // wants the larger levels, too
    mCore->set(viewer, R"({"auto-rotate": "", "auto-rotate-delay": "0"})");
    const uint32_t id = begin(viewer, manifest(1));
    give(id, (*last("request"))["resource"], texturedTriangle("base.ktx2"));
    fillTexture(id);
    EXPECT_GT(tick(viewer, 60), 50) << "it turns";
    EXPECT_EQ(mCounts.samples, 1u);
    while (!saw("load")) {
        fillTexture(id);
        ASSERT_GT(tick(viewer, 1), 0);
    }
    tick(viewer, 30);
    EXPECT_EQ(mCounts.samples, 1u) << "how long a frame takes is not known yet";
    tick(viewer, 30);
    EXPECT_EQ(mCounts.samples, 4u);
}

TEST_F(StreamTest, aSmallElementWantsLessOfATextureThanALargeOne) {
    const auto finest = [&](double width, double height) {
        const uint32_t viewer = mCore->createViewer();
        mCore->viewer(viewer)->resize(width, height, 1);
        const uint32_t id = begin(viewer, manifest(1));
        give(id, (*last("request"))["resource"], texturedTriangle("base.ktx2"));
        for (size_t asked = 0; asked != count("texture");) {
            asked = count("texture");
            fillTexture(id);
            tick(viewer, 40);
        }
        const uint32_t first = (*last("texture"))["first"];
        mCore->destroyViewer(viewer);
        return first;
    };
    const uint32_t small = finest(100, 100);
    const uint32_t large = finest(1600, 1600);
    EXPECT_GT(small, large);
    EXPECT_EQ(large, 0u);
}

TEST_F(StreamTest, aMemoryBudgetCapsTexturesAndSaysSo) {
    const uint32_t viewer = mCore->createViewer();
    mCore->viewer(viewer)->resize(1600, 1600, 1);
    mCore->set(viewer, R"({"memory-budget": "1"})");
    const uint32_t id = begin(viewer, manifest(1));
    give(id, (*last("request"))["resource"], texturedTriangle("base.ktx2"));
    for (size_t asked = 0; asked != count("texture");) {
        asked = count("texture");
        fillTexture(id);
        tick(viewer, 40);
    }
    EXPECT_EQ((*last("texture"))["top"], 2) << "512² at a byte each and its levels: 350 KB";
    EXPECT_EQ((*last("texture"))["first"], 2);
    EXPECT_EQ((*last("detail"))["reason"], "budget");
    EXPECT_EQ((*last("detail"))["textureSize"], 512);
    EXPECT_TRUE(saw("load"));
}

TEST_F(StreamTest, saveDataStopsEarlier) {
    mCore->device(R"({"saveData": true, "maxTextureSize": 4096})");
    const uint32_t viewer = makeViewer();
    const uint32_t id = begin(viewer, manifest(3));
    give(id, (*last("request"))["resource"], kTriangle);
    tick(viewer, 30);
    EXPECT_EQ((*last("request"))["url"], "https://cdn.shop/p/level1.gltf");
    give(id, (*last("request"))["resource"], kTriangle);
    tick(viewer, 30);
    EXPECT_EQ((*last("request"))["url"], "https://cdn.shop/p/level1.gltf") << "not the last one";
    EXPECT_TRUE(saw("load"));
    EXPECT_EQ((*last("detail"))["reason"], "save-data");
}

TEST_F(StreamTest, aFailureKeepsTheBestLevelOnScreen) {
    const uint32_t viewer = makeViewer();
    const uint32_t id = begin(viewer, manifest());
    give(id, (*last("request"))["resource"], kTriangle);
    tick(viewer, 30);
    mCore->fail(id, (*last("request"))["resource"], "bad-checksum", 200, "It is another file.");
    tick(viewer, 30);
    EXPECT_EQ(count("error"), 1u);
    EXPECT_EQ((*last("error"))["code"], "bad-checksum");
    EXPECT_EQ((*last("error"))["url"], "https://cdn.shop/p/level1.gltf");
    EXPECT_EQ((*last("detail"))["reason"], "error");
    EXPECT_EQ((*last("detail"))["level"], 0);
    EXPECT_FALSE(saw("load"));
    mCore->act(viewer, R"({"do": "redraw"})");
    EXPECT_GT(tick(viewer, 5), 0) << "what is on screen lives on";

    const uint32_t again = begin(viewer, manifest(1));
    give(again, (*last("request"))["resource"], kTriangle);
    tick(viewer, 30);
    EXPECT_TRUE(saw("load"));
}

class StreamRestTest : public StreamTest {
protected:
    StreamRestTest() { mHalfFloats = true; }
};

TEST_F(StreamRestTest, whatAFailureLeavesIsRefinedToo) {
    const uint32_t viewer = makeViewer();
    const uint32_t id = begin(viewer, manifest());
    give(id, (*last("request"))["resource"], kTriangle);
    tick(viewer, 60);
    EXPECT_EQ(mCounts.marked, 0) << "more is on its way";
    mCore->fail(id, (*last("request"))["resource"], "bad-checksum", 200, "It is another file.");
    tick(viewer, 60);
    EXPECT_GT(mCounts.marked, 0);
    EXPECT_TRUE(mCore->viewer(viewer)->stats().converged);
}

TEST_F(StreamTest, theCameraStaysWhereTheShopperLeftIt) {
    const uint32_t viewer = makeViewer();
    mCore->set(viewer, R"({"camera-controls": ""})");
    const uint32_t id = begin(viewer, manifest());
    give(id, (*last("request"))["resource"], kTriangle);
    tick(viewer, 30);
    mCore->viewer(viewer)->input({0, 1, 100, 100, 0, 0, 0, mNow});
    mCore->viewer(viewer)->input({1, 1, 160, 120, 0, 0, 0, mNow + 16});
    mCore->viewer(viewer)->input({2, 1, 160, 120, 0, 0, 0, mNow + 32});
    tick(viewer, 200);
    const messages::Info before = mCore->viewer(viewer)->info();
    give(id, (*last("request"))["resource"], texturedTriangle("base.ktx2"));
    fillTexture(id);
    tick(viewer, 30);
    EXPECT_EQ((*last("detail"))["level"], 1);
    const messages::Info after = mCore->viewer(viewer)->info();
    EXPECT_EQ(before.theta, after.theta);
    EXPECT_EQ(before.phi, after.phi);
    EXPECT_EQ(before.radius, after.radius);
}

TEST_F(StreamTest, aManifestThatIsNoneIsATypedError) {
    const uint32_t viewer = makeViewer();
    begin(viewer, {{"vitrine", 1}});
    EXPECT_EQ((*last("error"))["code"], "bad-manifest");
    EXPECT_EQ((*last("error"))["url"], kManifestUrl);
}

}  // namespace
}  // namespace vitrine
