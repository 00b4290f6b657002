// One model, one or more viewers: pictures, rest, errors, light.
#include "core_fixture.h"

#include <cmath>

namespace vitrine {
namespace {

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

TEST_F(CoreTest, aViewerBeginsAsAFormerOneWasLeft) {
    const uint32_t first = makeViewer();
    mCore->set(first, R"({"camera-controls": "", "min-field-of-view": "10deg"})");
    load(first, kTriangle);
    tick(first, 60);
    Viewer& left = *mCore->viewer(first);
    using Input = camera::InputEvent;
    left.input({Input::PointerDown, 1, 100, 100, 0, 0, 0, mNow});
    left.input({Input::PointerMove, 1, 160, 80, 0, 0, 0, mNow + 10});
    left.input({Input::PointerUp, 1, 160, 80, 0, 0, 0, mNow + 20});
    left.zoom(3);
    left.resetTurntable(0.5);
    tick(first, 200);
    const messages::Info was = left.info();
    ASSERT_NE(was.theta, 0);

    const uint32_t second = makeViewer();
    mCore->set(second, R"({"camera-controls": "", "min-field-of-view": "10deg"})");
    Viewer& next = *mCore->viewer(second);
    next.restore({{was.theta, was.phi, was.radius, was.target, glm::radians(was.fieldOfView)},
                  320.0 / 240,
                  was.turntable,
                  0,
                  true});
    load(second, kTriangle);
    tick(second, 60);
    const messages::Info is = next.info();
    EXPECT_DOUBLE_EQ(is.theta, was.theta);
    EXPECT_DOUBLE_EQ(is.phi, was.phi);
    EXPECT_DOUBLE_EQ(is.radius, was.radius);
    EXPECT_NEAR(is.fieldOfView, was.fieldOfView, 1e-9);
    EXPECT_DOUBLE_EQ(is.turntable, was.turntable);
    // The next model after that begins anew.
    load(second, kTriangle);
    tick(second, 60);
    EXPECT_GT(next.info().radius, was.radius);
    EXPECT_GT(next.info().fieldOfView, was.fieldOfView);
}

TEST_F(CoreTest, whatWasLeftCanBeAbsurd) {
    const uint32_t viewer = makeViewer();
    const double nan = std::nan("");
    mCore->viewer(viewer)->restore({{nan, 1, 1, {0, 0, 0}, 1}, nan, nan, nan, false});
    load(viewer, kTriangle);
    EXPECT_GT(tick(viewer, 60), 0);
    const messages::Info info = mCore->viewer(viewer)->info();
    EXPECT_TRUE(std::isfinite(info.theta) && std::isfinite(info.fieldOfView));
    EXPECT_EQ(info.turntable, 0);
    EXPECT_EQ(info.currentTime, 0);
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
    mCore->image(load, 0, {7, 4, 4}, 0);
    EXPECT_EQ(mCounts.deletedTextures, 1) << "a texture that nobody wants any more is freed";
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
    EXPECT_EQ((*last("environment"))["light"], 1024);
    EXPECT_EQ((*last("environment"))["sky"], 0) << "it is no background";
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

TEST_F(CoreTest, lightIsMadeWithoutTicks) {
    const uint32_t viewer = makeViewer();
    EXPECT_FALSE(mCore->work()) << "there is nothing to light";
    load(viewer, kTriangle);
    ASSERT_TRUE(saw("work"));
    EXPECT_TRUE(mCore->work()) << "one slice is not all";
    while (mCore->work()) {
    }
    EXPECT_EQ(tick(viewer, 1), 1) << "the first tick finds all that it needs";
    EXPECT_TRUE(saw("preview"));
}

TEST_F(CoreTest, packagesAreFetchedBeforeTheBuffersAreHere) {
    Json gltf = Json::parse(kTriangle);
    gltf["buffers"][0]["uri"] = "triangle.bin";
    gltf["materials"].push_back({{"alphaMode", "MASK"}});
    gltf["materials"].push_back({{"alphaMode", "BLEND"}});
    gltf["meshes"][0]["primitives"][0]["material"] = 0;
    const uint32_t viewer = makeViewer();
    load(viewer, gltf.dump());
    std::vector<std::string> packages;
    for (const Json& e : mSeen) {
        if (e["type"] == "package") packages.push_back(e["name"]);
    }
    EXPECT_EQ(packages, std::vector<std::string>{"pbr_mask"}) << "what is drawn with";
    tick(viewer, 20);
    EXPECT_FALSE(saw("preview")) << "a trial is no picture";
    EXPECT_EQ(mCounts.presented, 0);
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
