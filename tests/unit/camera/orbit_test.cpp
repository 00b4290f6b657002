#include "camera/Orbit.h"

#include "camera_test_util.h"

namespace vitrine::camera {
namespace {

const Framing kCube = Framing::ofBox(glm::dvec3(-1), glm::dvec3(1));

TEST(Orbit, defaultViewIsThatOfModelViewer) {
    const settings::Settings s;
    const OrbitState state = framed(kCube, s);
    const double ideal = std::sqrt(3.0) / std::sin(15 * kDeg);
    EXPECT_DOUBLE_EQ(state.theta.value, 0);
    EXPECT_DOUBLE_EQ(state.phi.value, 75 * kDeg);
    EXPECT_NEAR(state.radius.value, 1.05 * ideal, 1e-9);
    EXPECT_NEAR(fieldOfView(state), 30 * kDeg, 1e-9);
    EXPECT_NEAR(state.radiusLimit.min, 2.2 * std::sqrt(3.0), 1e-9);
    EXPECT_NEAR(state.radiusLimit.max, 1.05 * ideal, 1e-9);
    EXPECT_NEAR(std::exp(state.logFovLimit.min), 12 * kDeg, 1e-9);
    const Pose p = pose(state);
    EXPECT_NEAR(p.eye.z, 1.05 * ideal * std::sin(75 * kDeg), 1e-4);
    EXPECT_NEAR(p.eye.y, 1.05 * ideal * std::cos(75 * kDeg), 1e-4);
}

// The set-up of golden renders: everything given in metres and degrees.
TEST(Orbit, explicitCameraIsExactlyThatPinhole) {
    const settings::Settings s = settingsOf({{"camera-orbit", "-60deg 90deg 1.24m"},
                                             {"camera-target", "0m 0.5m -0.25m"},
                                             {"field-of-view", "45deg"}});
    const OrbitState state = framed(Framing::ofBox({-0.3, 0, -0.3}, {0.3, 0.8, 0.3}), s);
    const Pose p = pose(state);
    EXPECT_NEAR(p.verticalFov, 45 * kDeg, 1e-6);
    EXPECT_NEAR(p.target.y, 0.5, 1e-6);
    EXPECT_NEAR(p.eye.x, 1.24 * std::sin(-60 * kDeg), 1e-6);
    EXPECT_NEAR(p.eye.y, 0.5, 1e-5);
    EXPECT_NEAR(p.eye.z, -0.25 + 1.24 * std::cos(-60 * kDeg), 1e-6);
    const glm::vec4 clip = p.projection(1) * p.view() * glm::vec4(p.target, 1);
    EXPECT_NEAR(clip.x / clip.w, 0, 1e-6);
    EXPECT_NEAR(clip.y / clip.w, 0, 1e-6);
    const glm::vec4 up = p.projection(1) * p.view() *
                         glm::vec4(p.target + p.up * (1.24f * std::tan(float(22.5 * kDeg))), 1);
    EXPECT_NEAR(up.y / up.w, 1, 1e-5);
}

TEST(Orbit, radiusInMetresMayLeaveTheAutoLimits) {
    for (const char* orbit : {"0deg 90deg 0.05m", "0deg 90deg 500m"}) {
        const OrbitState state = framed(kCube, settingsOf({{"camera-orbit", orbit}}));
        EXPECT_NEAR(state.radius.value, orbit[11] == '0' ? 0.05 : 500, 1e-9);
        EXPECT_TRUE(allFinite(state));
    }
}

TEST(Orbit, explicitLimitsHold) {
    const settings::Settings s = settingsOf({{"camera-orbit", "90deg 170deg 100m"},
                                             {"min-camera-orbit", "-20deg 30deg 1m"},
                                             {"max-camera-orbit", "20deg 80deg 5m"},
                                             {"field-of-view", "60deg"},
                                             {"max-field-of-view", "50deg"}});
    const OrbitState state = framed(kCube, s);
    EXPECT_NEAR(state.theta.value, 20 * kDeg, 1e-12);
    EXPECT_NEAR(state.phi.value, 80 * kDeg, 1e-12);
    EXPECT_NEAR(state.radius.value, 5, 1e-12);
    EXPECT_NEAR(fieldOfView(state), 50 * kDeg, 1e-9);
}

TEST(Orbit, contradictoryLimitsGiveARange) {
    const settings::Settings s = settingsOf(
        {{"min-camera-orbit", "10deg 80deg 9m"}, {"max-camera-orbit", "-10deg 20deg 1m"}});
    const OrbitState state = framed(kCube, s);
    EXPECT_LE(state.radiusLimit.min, state.radiusLimit.max);
    EXPECT_LE(state.phiLimit.min, state.phiLimit.max);
    EXPECT_TRUE(allFinite(state));
}

TEST(Orbit, narrowElementsWidenTheFieldOfView) {
    const OrbitState tall = framed(kCube, {}, 0.5);
    EXPECT_GT(fieldOfView(tall), 30 * kDeg * 1.5);
    const OrbitState wide = framed(kCube, {}, 3);
    EXPECT_NEAR(fieldOfView(wide), 30 * kDeg, 1e-9);
}

TEST(Orbit, resizeKeepsTheZoomAndDoesNotAnimate) {
    const settings::Settings s;
    OrbitState state = framed(kCube, s, 1);
    zoom(state, s, 8);
    jumpToGoal(state);
    const double before = fieldOfView(state);
    resize(state, s, 0.4);
    EXPECT_GT(fieldOfView(state), before * 1.5);
    EXPECT_FALSE(advance(state, s, 0.016));
    resize(state, s, 1);
    EXPECT_NEAR(fieldOfView(state), before, 1e-9);
}

TEST(Orbit, springArrivesExactlyAndStaysStill) {
    settings::Settings s = settingsOf({{"camera-controls", ""}});
    OrbitState state = framed(kCube, s);
    s = settingsOf({{"camera-orbit", "120deg 30deg 3m"},
                    {"camera-target", "0.2m 0m 0m"},
                    {"field-of-view", "20deg"}});
    applySettings(state, s);
    EXPECT_NE(state.theta.value, state.theta.goal);
    const int steps = settle(state, s);
    EXPECT_GT(steps, 10);
    EXPECT_LT(steps, 120);
    EXPECT_EQ(state.theta.value, state.theta.goal);
    EXPECT_EQ(state.radius.value, 3);
    EXPECT_EQ(state.target[0].value, 0.2);
    for (int i = 0; i < 10; ++i) EXPECT_FALSE(advance(state, s, 0.1));
}

TEST(Orbit, pathDoesNotDependOnTheStep) {
    const settings::Settings start, then = settingsOf({{"camera-orbit", "100deg 20deg 90%"}});
    OrbitState a = framed(kCube, start), b = a, c = a;
    applySettings(a, then);
    applySettings(b, then);
    applySettings(c, then);
    advance(a, then, 0.12);
    for (int i = 0; i < 12; ++i) advance(b, then, 0.01);
    for (int i = 0; i < 120; ++i) advance(c, then, 0.001);
    EXPECT_NEAR(a.theta.value, b.theta.value, 1e-9);
    EXPECT_NEAR(a.theta.value, c.theta.value, 1e-9);
    EXPECT_NEAR(a.radius.value, c.radius.value, 1e-9);
    EXPECT_NEAR(a.phi.value, c.phi.value, 1e-9);
}

TEST(Orbit, settingsChangedOnTheWayGiveNoJump) {
    settings::Settings s;
    OrbitState state = framed(kCube, s);
    s = settingsOf({{"camera-orbit", "90deg 40deg 100%"}});
    applySettings(state, s);
    for (int i = 0; i < 4; ++i) advance(state, s, 0.016);
    const double theta = state.theta.value, speed = state.theta.velocity;
    s = settingsOf({{"camera-orbit", "-90deg 40deg 100%"}});
    applySettings(state, s);
    EXPECT_EQ(state.theta.value, theta);
    EXPECT_EQ(state.theta.velocity, speed);
    advance(state, s, 1e-4);
    EXPECT_NEAR(state.theta.value, theta, 0.01);
    settle(state, s);
    EXPECT_NEAR(state.theta.value, -90 * kDeg, 1e-12);
}

TEST(Orbit, onlyWhatChangedMovesItsGoal) {
    settings::Settings s = settingsOf({{"camera-controls", ""}});
    OrbitState state = framed(kCube, s);
    Gestures g;
    apply(state, g, s, {InputEvent::KeyDown, 0, 0, 0, InputEvent::Left, 0, 0, 0}, {400, 400});
    const double theta = state.theta.goal;
    ASSERT_NE(theta, 0);
    ASSERT_TRUE(static_cast<bool>(settings::set(s, "exposure", "2")));
    applySettings(state, s);
    EXPECT_EQ(state.theta.goal, theta);
}

TEST(Orbit, turnsTheShortWayRound) {
    settings::Settings s = settingsOf({{"camera-orbit", "170deg 75deg 100%"}});
    OrbitState state = framed(kCube, s);
    s = settingsOf({{"camera-orbit", "-170deg 75deg 100%"}});
    applySettings(state, s);
    EXPECT_NEAR(std::abs(state.theta.value - state.theta.goal), 20 * kDeg, 1e-9);
}

TEST(Orbit, zeroDecayFollowsAtOnce) {
    settings::Settings s = settingsOf({{"interpolation-decay", "0"}});
    OrbitState state = framed(kCube, s);
    ASSERT_TRUE(static_cast<bool>(settings::set(s, "camera-orbit", "40deg 40deg 90%")));
    applySettings(state, s);
    advance(state, s, 1.0 / 60);
    EXPECT_NEAR(state.theta.value, 40 * kDeg, 1e-6);
}

TEST(Orbit, anotherModelKeepsTheAngles) {
    const settings::Settings s = settingsOf({{"camera-controls", ""}});
    OrbitState state = framed(kCube, s);
    state.theta.goal = 1;
    jumpToGoal(state);
    frame(state, Framing::ofBox(glm::dvec3(10), glm::dvec3(30)), s, 1);
    EXPECT_EQ(state.theta.value, 1);
    EXPECT_EQ(target(state), glm::dvec3(20));
}

TEST(Orbit, takesUpAViewWithinTheLimitsAndWithoutMotion) {
    const settings::Settings settings;
    OrbitState state = framed(kCube, settings);
    takeUp(state, {0.7, 99, state.radius.value, {0.1, 0, 0}, fieldOfView(state) * 0.9});
    EXPECT_DOUBLE_EQ(state.theta.value, 0.7);
    EXPECT_DOUBLE_EQ(state.target[0].value, 0.1);
    EXPECT_LE(state.phi.value, state.phiLimit.max);
    EXPECT_FALSE(advance(state, settings, 0.016));
    const double before = state.theta.value;
    takeUp(state, {std::nan(""), 1, 1, {0, 0, 0}, 1});
    EXPECT_EQ(state.theta.value, before);
}

TEST(Orbit, autoRotateWaitsTurnsTheModelAndHonoursTheRate) {
    const settings::Settings s = settingsOf(
        {{"auto-rotate", ""}, {"auto-rotate-delay", "1000"}, {"rotation-per-second", "90deg"}});
    OrbitState state = framed(kCube, s);
    const Pose before = pose(state);
    for (int i = 0; i < 9; ++i) EXPECT_FALSE(advance(state, s, 0.1));
    EXPECT_TRUE(waiting(state, s));
    EXPECT_TRUE(advance(state, s, 0.6));  // 0.5 s of it are beyond the delay
    EXPECT_FALSE(waiting(state, s));
    EXPECT_NEAR(state.turntable, 45 * kDeg, 1e-9);
    EXPECT_EQ(state.theta.value, 0);
    // The model turns to the right in front of a resting camera: the same as the camera going left.
    const Pose after = pose(state);
    EXPECT_NEAR(after.eye.x, before.eye.z * std::sin(-45 * kDeg), 1e-4);
    EXPECT_NEAR(after.turntable, 45 * kDeg, 1e-6);
}

TEST(Orbit, interactionStopsAutoRotate) {
    const settings::Settings s = settingsOf({{"auto-rotate", ""}, {"camera-controls", ""}});
    OrbitState state = framed(kCube, s);
    advance(state, s, 4);
    const double turned = state.turntable;
    EXPECT_GT(turned, 0);
    Gestures g;
    apply(state, g, s, {InputEvent::PointerDown, 1, 10, 10, 0, 0, 0, 0}, {400, 400});
    for (int i = 0; i < 100; ++i) advance(state, s, 0.1);  // held for ten seconds
    EXPECT_EQ(state.turntable, turned);
    apply(state, g, s, {InputEvent::PointerUp, 1, 10, 10, 0, 0, 0, 900}, {400, 400});
    EXPECT_FALSE(advance(state, s, 2.5));
    EXPECT_TRUE(advance(state, s, 1));
    EXPECT_GT(state.turntable, turned);
}

TEST(Orbit, cameraInsideAModelHasAUsableDepthRange) {
    const Framing room = Framing::ofBox({-5, 0, -5}, {5, 3, 5});
    const settings::Settings s =
        settingsOf({{"camera-orbit", "0deg 90deg 0.1m"}, {"camera-target", "0m 1.6m 0m"}});
    const Pose p = pose(framed(room, s));
    EXPECT_LT(p.nearPlane, 0.05f);
    EXPECT_GT(p.farPlane, 7.3f);
    EXPECT_LE(p.farPlane / p.nearPlane, 1001);
}

TEST(Orbit, upIsSteadyAtThePoles) {
    for (const char* orbit : {"30deg 0deg 100%", "30deg 180deg 100%"}) {
        const Pose p = pose(framed(kCube, settingsOf({{"camera-orbit", orbit}})));
        EXPECT_NEAR(glm::length(p.up), 1, 1e-5);
        EXPECT_NEAR(glm::dot(p.up, p.forward), 0, 1e-5);
        EXPECT_NEAR(p.up.x, -std::sin(30 * kDeg) * (orbit[6] == '0' ? 1 : -1), 1e-4);
    }
}

TEST(Orbit, everythingStaysFiniteUnderAbsurdValues) {
    const double odd[] = {NAN, INFINITY, -INFINITY, 0, -1, 1e300, -1e300, 1e-300, 5};
    const char* orbits[] = {"Infinity -Infinity Infinity", "1e300rad 1e300rad 1e300m",
                            "-1e9% 1e9% -1e9%", "0 0 0", "0deg 90deg -5m"};
    for (const char* orbit : orbits) {
        const settings::Settings s = settingsOf({{"camera-orbit", orbit},
                                                 {"min-camera-orbit", orbit},
                                                 {"field-of-view", "1e300rad"},
                                                 {"camera-controls", ""},
                                                 {"auto-rotate", ""},
                                                 {"camera-target", "1e300m 0m 0m"}});
        for (const double value : odd) {
            OrbitState state;
            Gestures g;
            frame(state, kCube, s, value);
            ASSERT_TRUE(allFinite(state)) << orbit << " aspect " << value;
            resize(state, s, value);
            for (int kind = 0; kind <= InputEvent::KeyDown; ++kind) {
                for (int field = 0; field < 8; ++field) {
                    double record[8] = {double(kind), 1, 20, 20, 0, 0, 0, 0};
                    record[field] = value;
                    const InputEvent e{record[0], record[1], record[2], record[3],
                                       record[4], record[5], record[6], record[7]};
                    apply(state, g, s, e, {value, value});
                    apply(state, g, s, e, {300, 200});
                    advance(state, s, value);
                    advance(state, s, 0.016);
                    ASSERT_TRUE(allFinite(state))
                        << orbit << " kind " << kind << " field " << field << " value " << value;
                }
            }
            zoom(state, s, value);
            home(state, s);
            advance(state, s, 0.016);
            ASSERT_TRUE(allFinite(state));
        }
    }
}

TEST(Orbit, absurdFramingsStayFinite) {
    const settings::Settings s;
    for (const double size : {0.0, 1e-30, 1e-12, 1e12, 1e30}) {
        OrbitState state = framed(Framing::ofBox(glm::dvec3(-size), glm::dvec3(size)), s);
        EXPECT_TRUE(allFinite(state)) << size;
        advance(state, s, 0.016);
        EXPECT_TRUE(allFinite(state)) << size;
    }
}

}  // namespace
}  // namespace vitrine::camera
