// The whole core behind its boundary, natively: bytes in, events and frames out. Only the GPU is missing.
// First: the engine's headers define a macro by the name of one of its functions.
#include <nlohmann/json.hpp>

#include "Core.h"
#include "null_target.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <string>

namespace vitrine {
namespace {

using Json = nlohmann::json;

std::vector<uint8_t> bytesOf(const std::string& text) {
    return {text.begin(), text.end()};
}

// One triangle of 1 m, its buffer inside.
const std::string kTriangle = R"({
  "asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0]}], "nodes": [{"mesh": 0}],
  "meshes": [{"primitives": [{"attributes": {"POSITION": 0}}]}],
  "accessors": [{"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3",
                 "min": [0, 0, 0], "max": [1, 1, 0]}],
  "bufferViews": [{"buffer": 0, "byteLength": 36}],
  "buffers": [{"byteLength": 36, "uri": "data:application/octet-stream;base64,AAAAAAAAAAAAAAAAAACAPwAAAAAAAAAAAAAAAAAAgD8AAAAA"}]
})";

class CoreTest : public ::testing::Test {
protected:
    void SetUp() override {
        auto made = Core::make(std::make_unique<NullTarget>(mPresented, mDeletedTextures));
        ASSERT_TRUE(made);
        mCore = *std::move(made);
    }

    Json events() {
        Json all = Json::parse(mCore->drainEvents());
        for (const Json& e : all) mSeen.push_back(e);
        return all;
    }

    bool saw(const std::string& type) const { return last(type) != nullptr; }
    const Json* last(const std::string& type) const {
        for (size_t i = mSeen.size(); i-- > 0;) {
            if (mSeen[i]["type"] == type) return &mSeen[i];
        }
        return nullptr;
    }

    /// As the host does: answers what the core asks for.
    void serve() {
        for (const Json& e : events()) {
            if (e["type"] != "package") continue;
            const std::string name = e["name"];
            std::ifstream file(std::string(VITRINE_BUILD) + "/materials/" + name + ".filamat",
                               std::ios::binary);
            const std::vector<uint8_t> package{std::istreambuf_iterator<char>(file), {}};
            ASSERT_FALSE(package.empty()) << name;
            mCore->package(name, {package.data(), package.size()});
        }
    }

    /// Lets ticks pass as the display does; returns how many pictures were drawn.
    int tick(uint32_t viewer, int count) {
        const int before = mPresented;
        for (int i = 0; i < count; ++i) {
            mNow += 16;
            // The host looks once after whatever it said, then only while the viewer asks for it.
            const bool looks = !mCore->busy() && (i == 0 || mCore->active(viewer));
            if (looks && mCore->prepare(viewer, mNow)) mCore->draw(viewer);
            serve();
        }
        return mPresented - before;
    }

    uint32_t makeViewer() {
        const uint32_t viewer = mCore->createViewer();
        mCore->viewer(viewer)->resize(320, 240, 1);
        return viewer;
    }

    uint32_t load(uint32_t viewer, const std::string& text) {
        const uint32_t load = mCore->beginLoad(viewer, "https://shop/triangle.gltf");
        const std::vector<uint8_t> bytes = bytesOf(text);
        mCore->push(load, 0, {bytes.data(), bytes.size()}, bytes.size());
        mCore->finish(load, 0);
        serve();
        return load;
    }

    int mPresented = 0, mDeletedTextures = 0;
    double mNow = 1000;
    std::unique_ptr<Core> mCore;
    std::vector<Json> mSeen;
};

TEST_F(CoreTest, showsAModelAndThenRests) {
    const uint32_t viewer = makeViewer();
    load(viewer, kTriangle);
    EXPECT_GT(tick(viewer, 60), 0);
    EXPECT_TRUE(saw("built"));
    EXPECT_TRUE(saw("preview"));
    EXPECT_TRUE(saw("load"));
    EXPECT_FALSE(saw("error"));
    EXPECT_EQ(tick(viewer, 60), 0) << "a still product draws nothing";
    EXPECT_FALSE(mCore->active(viewer));
}

TEST_F(CoreTest, hiddenViewersDrawNothing) {
    const uint32_t viewer = makeViewer();
    mCore->viewer(viewer)->setVisible(false);
    load(viewer, kTriangle);
    EXPECT_EQ(tick(viewer, 60), 0);
    mCore->viewer(viewer)->setVisible(true);
    EXPECT_GT(tick(viewer, 60), 0);
}

TEST_F(CoreTest, draggingTurnsTheCameraAndSettles) {
    const uint32_t viewer = makeViewer();
    mCore->set(viewer, R"({"camera-controls": ""})");
    load(viewer, kTriangle);
    tick(viewer, 60);
    Viewer& v = *mCore->viewer(viewer);
    using Input = camera::InputEvent;
    v.input({Input::PointerDown, 1, 100, 100, 0, 0, 0, mNow});
    v.input({Input::PointerMove, 1, 160, 100, 0, 0, 0, mNow + 10});
    v.input({Input::PointerUp, 1, 160, 100, 0, 0, 0, mNow + 20});
    EXPECT_GT(tick(viewer, 1), 0);
    tick(viewer, 200);
    ASSERT_TRUE(saw("camera"));
    EXPECT_NE((*last("camera"))["theta"].get<double>(), 0.0);
    EXPECT_TRUE((*last("camera"))["user"].get<bool>());
    EXPECT_EQ(tick(viewer, 60), 0);
}

TEST_F(CoreTest, badModelIsATypedErrorAndTheNextLoadWorks) {
    const uint32_t viewer = makeViewer();
    load(viewer, "<!doctype html><title>Not found</title>");
    tick(viewer, 10);
    ASSERT_TRUE(saw("error"));
    EXPECT_EQ((*last("error"))["code"], "not-a-model");
    EXPECT_EQ((*last("error"))["url"], "https://shop/triangle.gltf");
    load(viewer, kTriangle);
    EXPECT_GT(tick(viewer, 60), 0);
    EXPECT_TRUE(saw("load"));
}

TEST_F(CoreTest, failedLoadKeepsTheFormerPicture) {
    const uint32_t viewer = makeViewer();
    load(viewer, kTriangle);
    tick(viewer, 60);
    load(viewer, "{");
    tick(viewer, 10);
    ASSERT_TRUE(saw("error"));
    EXPECT_EQ((*last("error"))["code"], "bad-json");
    mCore->act(viewer, R"({"do": "redraw"})");
    EXPECT_GT(tick(viewer, 5), 0) << "the triangle is still there to be drawn";
}

TEST_F(CoreTest, httpFailureCarriesItsStatus) {
    const uint32_t viewer = makeViewer();
    const uint32_t load = mCore->beginLoad(viewer, "https://shop/gone.glb");
    mCore->fail(load, 0, "http-status", 404, "The server answered 404 Not Found.");
    events();
    ASSERT_TRUE(saw("error"));
    EXPECT_EQ((*last("error"))["code"], "http-status");
    EXPECT_EQ((*last("error"))["status"], 404);
    EXPECT_EQ((*last("error"))["url"], "https://shop/gone.glb");
}

TEST_F(CoreTest, staleHandlesDoNothing) {
    const uint32_t viewer = makeViewer();
    const uint32_t load = mCore->beginLoad(viewer, "https://shop/a.glb");
    mCore->destroyViewer(viewer);
    mCore->push(load, 0, {nullptr, 0}, 0);
    mCore->image(load, 0, 7, 4, 4);
    EXPECT_EQ(mDeletedTextures, 1) << "a texture that nobody wants any more is freed";
    EXPECT_EQ(mCore->viewer(viewer), nullptr);
    const uint32_t next = makeViewer();
    EXPECT_NE(next, viewer);
}

TEST_F(CoreTest, badSettingNamesTheAttribute) {
    const uint32_t viewer = makeViewer();
    events();
    mCore->set(viewer, R"({"exposure": "bright"})");
    events();
    ASSERT_TRUE(saw("error"));
    EXPECT_EQ((*last("error"))["code"], "bad-setting");
    EXPECT_NE((*last("error"))["message"].get<std::string>().find("exposure"), std::string::npos);
}

TEST_F(CoreTest, nonsenseAtTheBoundaryIsIgnored) {
    const uint32_t viewer = makeViewer();
    mCore->set(viewer, "[1, 2");
    mCore->set(viewer, R"({"exposure": 3})");
    mCore->act(viewer, R"({"do": 5})");
    mCore->act(viewer, "null");
    mCore->package("pbr_opaque", {nullptr, 0});
    mCore->viewer(viewer)->resize(std::nan(""), -5, 1e9);
    EXPECT_EQ(tick(viewer, 3), 0);
}

TEST_F(CoreTest, unreadableEnvironmentFallsBackToTheStudio) {
    const uint32_t viewer = makeViewer();
    mCore->set(viewer, R"({"environment-image": "https://shop/light.hdr"})");
    load(viewer, kTriangle);
    ASSERT_TRUE(saw("environment"));
    mCore->environment("https://shop/light.hdr", {nullptr, 0});
    EXPECT_GT(tick(viewer, 200), 0);
    ASSERT_TRUE(saw("error"));
    EXPECT_EQ((*last("error"))["code"], "bad-environment");
    EXPECT_TRUE(saw("load"));
}

TEST_F(CoreTest, lightThatIsAskedForLaterIsShown) {
    const uint32_t viewer = makeViewer();
    load(viewer, kTriangle);
    tick(viewer, 60);
    mCore->set(viewer, R"({"environment-image": "neutral"})");
    EXPECT_EQ(tick(viewer, 1), 1) << "the settings changed";
    EXPECT_EQ(tick(viewer, 200), 1) << "and once more when the new light was made";
}

TEST_F(CoreTest, shadowThatIsAskedForLaterIsMade) {
    const uint32_t viewer = makeViewer();
    load(viewer, kTriangle);
    tick(viewer, 60);
    mCore->set(viewer, R"({"shadow-intensity": "1"})");
    tick(viewer, 5);
    ASSERT_TRUE(saw("package"));
    EXPECT_EQ((*last("package"))["name"], "ground");
    EXPECT_FALSE(mCore->active(viewer));
}

TEST_F(CoreTest, captureDoesNotStandForThePictureOnScreen) {
    const uint32_t viewer = makeViewer();
    load(viewer, kTriangle);
    tick(viewer, 60);
    mCore->set(viewer, R"({"exposure": "2"})");
    Viewer& v = *mCore->viewer(viewer);
    const PixelSize size = v.prepareCapture(100, 50);
    EXPECT_EQ(size.width, 100u);
    EXPECT_EQ(size.height, 50u);
    mCore->draw(viewer);
    EXPECT_EQ(tick(viewer, 1), 1) << "the change is still due on screen";
}

}  // namespace
}  // namespace vitrine
