// Views from the cameras of a file.
#include "camera/FileCamera.h"

#include "camera_test_util.h"

namespace vitrine::camera {
namespace {

const Framing kCube = Framing::ofBox(glm::dvec3(-1), glm::dvec3(1));

OrbitState seen(const FileCamera& from, settings::Settings s = {}) {
    s.camera = seenFrom(from, kCube, s.camera);
    return framed(kCube, s);
}

TEST(FileCamera, theOrbitStandsWhereTheCameraStands) {
    // Beside the product, a little above, and looking past its middle.
    const glm::dvec3 eye(4, 1, 3), forward = glm::normalize(glm::dvec3(0, 0.5, 0) - eye);
    const Pose p = pose(seen({eye, forward, 40 * kDeg}));
    EXPECT_LT(glm::distance(glm::dvec3(p.eye), eye), 1e-5);
    EXPECT_LT(glm::distance(glm::dvec3(p.forward), forward), 1e-5);
    EXPECT_NEAR(p.verticalFov, 40 * kDeg, 1e-5);
    // It turns about what the camera looks at.
    const glm::dvec3 toTarget = glm::dvec3(p.target) - eye;
    EXPECT_NEAR(glm::dot(glm::normalize(toTarget), forward), 1, 1e-9);
    EXPECT_NEAR(glm::dot(glm::dvec3(p.target), forward), 0, 1e-5) << "nearest to the middle";
}

TEST(FileCamera, anOrthographicOneFramesItsHeightFromFarAway) {
    FileCamera flat{{0, 0, 3}, {0, 0, -1}};
    flat.halfHeight = 1.5;
    const OrbitState state = seen(flat);
    const double fov = fieldOfView(state);
    EXPECT_LT(fov, 12 * kDeg);
    EXPECT_NEAR(state.radius.value * std::tan(fov / 2), 1.5, 1e-9);
    EXPECT_NEAR(state.theta.value, 0, 1e-9);
    EXPECT_NEAR(state.phi.value, 90 * kDeg, 1e-9);
    EXPECT_LT(glm::length(glm::dvec3(pose(state).target)), 1e-5);
}

TEST(FileCamera, whatThePageAsksForGoesBefore) {
    const settings::Settings s =
        settingsOf({{"camera-orbit", "auto auto 9m"}, {"field-of-view", "20deg"}});
    const OrbitState state = seen({{5, 0, 0}, {-1, 0, 0}, 1}, s);
    EXPECT_NEAR(state.theta.value, 90 * kDeg, 1e-9);
    EXPECT_NEAR(state.phi.value, 90 * kDeg, 1e-9);
    EXPECT_NEAR(state.radius.value, 9, 1e-9);
    EXPECT_NEAR(fieldOfView(state), 20 * kDeg, 1e-9);
}

TEST(FileCamera, oneThatLooksAwayOrStraightDownStaysUsable) {
    EXPECT_LT(glm::distance(glm::dvec3(pose(seen({{0, 0, 5}, {0, 0, 1}, 1})).eye), {0, 0, 5}),
              1e-5);
    EXPECT_TRUE(allFinite(seen({{0, 5, 0}, {0, -1, 0}, 1})));
    EXPECT_TRUE(allFinite(seen({{0, 0, 0}, {0, 0, -1}, 3.2})));
}

}  // namespace
}  // namespace vitrine::camera
