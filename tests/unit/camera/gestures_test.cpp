#include "camera/Gestures.h"

#include "camera_test_util.h"

namespace vitrine::camera {
namespace {

constexpr Viewport kView{400, 200};
const Framing kCube = Framing::ofBox(glm::dvec3(-1), glm::dvec3(1));

/// A viewer with a hand on it.
struct Hand {
    using Attributes = std::vector<std::pair<const char*, const char*>>;
    explicit Hand(Attributes attributes = {}) {
        attributes.push_back({"camera-controls", ""});
        settings = settingsOf(attributes);
        frame(state, kCube, settings, 2);
    }
    bool send(double kind, double id, double x, double y, double a = 0, double b = 0,
              double modifiers = 0) {
        now += 10;
        return apply(state, gestures, settings, {kind, id, x, y, a, b, modifiers, now}, kView);
    }
    bool key(InputEvent::Key k, double modifiers = 0) {
        return send(InputEvent::KeyDown, 0, 0, 0, k, 0, modifiers);
    }
    bool drag(double dx, double dy, double button = 0, double modifiers = 0) {
        send(InputEvent::PointerDown, 1, 100, 100, button, 0, modifiers);
        const bool moved = send(InputEvent::PointerMove, 1, 100 + dx, 100 + dy, 0, 0, modifiers);
        send(InputEvent::PointerUp, 1, 100 + dx, 100 + dy, button, 0, modifiers);
        return moved;
    }
    settings::Settings settings;
    OrbitState state;
    Gestures gestures;
    double now = 0;
};

TEST(Gestures, draggingTheHeightIsAFullTurn) {
    Hand h;
    EXPECT_TRUE(h.drag(50, 0));
    EXPECT_NEAR(h.state.theta.goal, -50.0 / 200 * 2 * 3.14159265358979, 1e-9);
    EXPECT_NEAR(h.state.phi.goal, 75 * kDeg, 1e-12);
    Hand v;
    EXPECT_TRUE(v.drag(0, 10));
    EXPECT_NEAR(v.state.phi.goal, 75 * kDeg - 10.0 / 200 * 2 * 3.14159265358979, 1e-9);
}

TEST(Gestures, inertiaCarriesOnAfterRelease) {
    Hand h;
    h.drag(40, 0);
    double last = h.state.theta.value;
    int frames = 0;
    while (advance(h.state, h.settings, 1.0 / 60)) {
        EXPECT_LE(h.state.theta.value, last);
        last = h.state.theta.value;
        ++frames;
    }
    EXPECT_GT(frames, 10);
    EXPECT_EQ(h.state.theta.value, h.state.theta.goal);
}

TEST(Gestures, goalIsNeverMoreThanHalfATurnAhead) {
    Hand h;
    h.drag(100000, 0);
    EXPECT_LT(std::abs(h.state.theta.goal - h.state.theta.value), 3.1416);
    EXPECT_LT(h.state.theta.goal, h.state.theta.value);
}

TEST(Gestures, sensitivitiesScale) {
    Hand plain, twice(Hand::Attributes{{"orbit-sensitivity", "2"}, {"zoom-sensitivity", "2"}});
    plain.drag(10, 0);
    twice.drag(10, 0);
    EXPECT_NEAR(twice.state.theta.goal, 2 * plain.state.theta.goal, 1e-12);
    plain.send(InputEvent::Wheel, 0, 0, 0, -60);
    twice.send(InputEvent::Wheel, 0, 0, 0, -60);
    EXPECT_NEAR(twice.state.logFov.goal - std::log(30 * kDeg),
                2 * (plain.state.logFov.goal - std::log(30 * kDeg)), 1e-9);
}

TEST(Gestures, wheelZoomsInAndBackToTheLimits) {
    Hand h;
    EXPECT_FALSE(h.send(InputEvent::Wheel, 0, 0, 0, 100)) << "already as far out as allowed";
    EXPECT_TRUE(h.send(InputEvent::Wheel, 0, 0, 0, -100));
    EXPECT_LT(h.state.radius.goal, h.state.radiusLimit.max);
    for (int i = 0; i < 100; ++i) h.send(InputEvent::Wheel, 0, 0, 0, -100);
    EXPECT_NEAR(h.state.radius.goal, h.state.radiusLimit.min, 1e-9);
    EXPECT_NEAR(h.state.logFov.goal, h.state.logFovLimit.min, 1e-9);
    for (int i = 0; i < 100; ++i) h.send(InputEvent::Wheel, 0, 0, 0, 100);
    EXPECT_NEAR(h.state.radius.goal, h.state.radiusLimit.max, 1e-9);
}

TEST(Gestures, zoomWorksWithAFixedFieldOfView) {
    Hand h(Hand::Attributes{{"min-field-of-view", "30deg"}, {"max-field-of-view", "30deg"}});
    EXPECT_TRUE(h.send(InputEvent::Wheel, 0, 0, 0, -100));
    EXPECT_LT(h.state.radius.goal, h.state.radiusLimit.max);
    EXPECT_NEAR(h.state.logFov.goal, std::log(30 * kDeg), 1e-12);
}

TEST(Gestures, pinchZooms) {
    Hand h;
    h.send(InputEvent::PointerDown, 1, 150, 100, 0, 1);
    h.send(InputEvent::PointerDown, 2, 250, 100, 0, 1);
    h.send(InputEvent::PointerMove, 1, 120, 100, 0, 1);
    h.send(InputEvent::PointerMove, 2, 280, 100, 0, 1);
    EXPECT_LT(h.state.logFov.goal, std::log(30 * kDeg)) << "fingers apart: closer";
    EXPECT_EQ(h.state.theta.goal, 0) << "two fingers do not rotate";
    EXPECT_NEAR(h.state.target[0].goal, 0, 1e-9) << "the middle stayed where it was";
    const double near = h.state.logFov.goal;
    h.send(InputEvent::PointerMove, 1, 150, 100, 0, 1);
    EXPECT_GT(h.state.logFov.goal, near);
    h.send(InputEvent::PointerUp, 2, 280, 100, 0, 1);
    const double before = h.state.theta.goal;
    h.send(InputEvent::PointerMove, 1, 160, 100, 0, 1);
    EXPECT_NE(h.state.theta.goal, before) << "the finger that stays rotates";
}

TEST(Gestures, twoFingersPan) {
    Hand h;
    h.send(InputEvent::PointerDown, 1, 150, 100, 0, 1);
    h.send(InputEvent::PointerDown, 2, 250, 100, 0, 1);
    h.send(InputEvent::PointerMove, 1, 170, 100, 0, 1);
    h.send(InputEvent::PointerMove, 2, 270, 100, 0, 1);
    EXPECT_LT(h.state.target[0].goal, -0.01) << "the model follows to the right";
    EXPECT_EQ(h.state.theta.goal, 0);
}

TEST(Gestures, panKeepsWhatIsUnderThePointer) {
    for (const auto& [button, modifiers] : {std::pair<double, double>{2, 0}, {0, 1}, {0, 2}}) {
        Hand h;
        const glm::dvec3 before = project(pose(h.state), 2, {0, 0, 0});
        EXPECT_TRUE(h.drag(20, -10, button, modifiers));
        jumpToGoal(h.state);
        const glm::dvec3 after = project(pose(h.state), 2, {0, 0, 0});
        EXPECT_NEAR((after.x - before.x) * kView.width / 2, 20, 0.2);
        EXPECT_NEAR((after.y - before.y) * kView.height / 2, 10, 0.2);
        EXPECT_EQ(h.state.theta.goal, 0);
    }
}

TEST(Gestures, panStaysAtTheModel) {
    Hand h;
    for (int i = 0; i < 200; ++i) h.drag(300, 0, 2);
    EXPECT_LE(glm::length(target(h.state)), std::sqrt(3.0) + 1e-9);
    jumpToGoal(h.state);
    EXPECT_LE(glm::length(target(h.state)), std::sqrt(3.0) + 1e-9);
}

TEST(Gestures, keyboard) {
    const double step = 3.14159265358979 / 8;
    Hand h;
    EXPECT_TRUE(h.key(InputEvent::Left));
    EXPECT_NEAR(h.state.theta.goal, step, 1e-9);
    h.key(InputEvent::Right);
    EXPECT_NEAR(h.state.theta.goal, 0, 1e-9);
    EXPECT_TRUE(h.key(InputEvent::Up));
    EXPECT_NEAR(h.state.phi.goal, 75 * kDeg + step, 1e-9);
    EXPECT_TRUE(h.key(InputEvent::Down));
    EXPECT_TRUE(h.key(InputEvent::Plus));
    EXPECT_LT(h.state.radius.goal, h.state.radiusLimit.max);
    const double near = h.state.radius.goal;
    EXPECT_TRUE(h.key(InputEvent::Minus));
    EXPECT_GT(h.state.radius.goal, near);
    EXPECT_TRUE(h.key(InputEvent::PageDown));
    EXPECT_TRUE(h.key(InputEvent::PageUp));
    EXPECT_TRUE(h.key(InputEvent::Right, InputEvent::Shift));
    EXPECT_LT(h.state.target[0].goal, 0);
    h.key(InputEvent::Left);
    EXPECT_TRUE(h.key(InputEvent::Home));
    settle(h.state, h.settings);
    EXPECT_NEAR(h.state.theta.value, 0, 1e-9);
    EXPECT_NEAR(h.state.phi.value, 75 * kDeg, 1e-9);
    EXPECT_NEAR(h.state.target[0].value, 0, 1e-9);
    EXPECT_FALSE(h.send(InputEvent::KeyDown, 0, 0, 0, 99));
}

TEST(Gestures, disabledControlsDoNothing) {
    Hand h(Hand::Attributes{{"disable-zoom", ""}, {"disable-pan", ""}});
    EXPECT_FALSE(h.send(InputEvent::Wheel, 0, 0, 0, -100));
    EXPECT_FALSE(h.drag(30, 0, 2));
    EXPECT_TRUE(h.drag(30, 0));
    h.settings.cameraControls = false;
    EXPECT_FALSE(h.drag(30, 0));
    EXPECT_FALSE(h.key(InputEvent::Left));
}

TEST(Gestures, tapBesideTheModelRecentres) {
    const auto tap = [](Hand& h, double x, double y) {
        h.send(InputEvent::PointerDown, 1, x, y);
        return h.send(InputEvent::PointerUp, 1, x, y);
    };
    Hand h;
    h.drag(30, 0, 2);
    h.send(InputEvent::Wheel, 0, 0, 0, -100);
    jumpToGoal(h.state);
    EXPECT_FALSE(tap(h, 200, 100)) << "on the model";
    EXPECT_TRUE(tap(h, 2, 2));
    EXPECT_NEAR(h.state.target[0].goal, 0, 1e-9);
    EXPECT_NEAR(h.state.radius.goal, h.state.radiusLimit.max, 1e-9);
    Hand off(Hand::Attributes{{"disable-tap", ""}});
    off.drag(30, 0, 2);
    EXPECT_FALSE(tap(off, 2, 2));
}

TEST(Gestures, cancelledPointersAreForgotten) {
    Hand h;
    h.send(InputEvent::PointerDown, 1, 10, 10);
    h.send(InputEvent::PointerCancel, 1, 10, 10);
    EXPECT_FALSE(h.gestures.active());
    EXPECT_FALSE(h.send(InputEvent::PointerMove, 1, 90, 10));
    EXPECT_FALSE(h.send(InputEvent::PointerUp, 7, 90, 10));
}

TEST(Gestures, thirdFingerAndUnknownPointersAreIgnored) {
    Gestures g;
    for (int id = 0; id < 5; ++id)
        g.feed({InputEvent::PointerDown, double(id), 10.0 * id, 0, 0, 1, 0, 0});
    EXPECT_EQ(g.feed({InputEvent::PointerMove, 4, 500, 500, 0, 1, 0, 0}).rotate, glm::dvec2(0));
    for (int id = 0; id < 5; ++id) g.feed({InputEvent::PointerUp, double(id), 0, 0, 0, 1, 0, 0});
    EXPECT_FALSE(g.active());
}

TEST(Gestures, touchPadPinchIsLimitedPerEvent) {
    Gestures g;
    EXPECT_NEAR(g.feed({InputEvent::Wheel, 0, 0, 0, 5, 1, 0, 0}).zoom, 0.05, 1e-12);
    EXPECT_LE(g.feed({InputEvent::Wheel, 0, 0, 0, 4000, 1, 0, 0}).zoom, 0.25);
}

}  // namespace
}  // namespace vitrine::camera
