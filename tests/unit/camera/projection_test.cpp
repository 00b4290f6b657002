// Places in the picture and rays through them, and the camera that turns to a side of the model.
#include "camera/Projection.h"

#include <gtest/gtest.h>

#include <cmath>

namespace vitrine::camera {
namespace {

Pose lookingDownZ() {
    Pose p;
    p.eye = {0, 0, 5};
    p.verticalFov =
        static_cast<float>(std::acos(0.0));  // 90 degrees: the picture is 2 m high 1 m away
    return p;
}

TEST(Projection, placesRunFromTheTopLeft) {
    const Pose p = lookingDownZ();
    EXPECT_NEAR(placeOf(p, 2, {0, 0, 0})->x, 0.5, 1e-9);
    EXPECT_NEAR(placeOf(p, 2, {0, 0, 0})->y, 0.5, 1e-9);
    EXPECT_NEAR(placeOf(p, 2, {-10, 5, 0})->x, 0, 1e-6);
    EXPECT_NEAR(placeOf(p, 2, {-10, 5, 0})->y, 0, 1e-6);
    EXPECT_NEAR(placeOf(p, 2, {10, -5, 0})->x, 1, 1e-6);
    EXPECT_NEAR(placeOf(p, 2, {10, -5, 0})->y, 1, 1e-6);
    EXPECT_FALSE(placeOf(p, 2, {0, 0, 5})) << "the eye itself";
    EXPECT_FALSE(placeOf(p, 2, {0, 0, 9})) << "behind it";
}

TEST(Projection, raysGoThroughWhatIsProjectedThere) {
    const settings::Settings settings;
    OrbitState orbit;
    frame(orbit, Framing::ofBox({-1, 0, -2}, {3, 1, 1}), settings, 1.6);
    orbit.theta.value = 0.7;
    orbit.turntable = 0.2;
    const Pose p = pose(orbit);
    for (const glm::dvec3 point : {glm::dvec3(0, 0, 0), {1, 1, -2}, {-1, 0.5, 1}}) {
        const auto at = placeOf(p, 1.6, point);
        ASSERT_TRUE(at);
        const Ray ray = rayThrough(p, 1.6, *at);
        const glm::dvec3 to = point - ray.origin;
        const double along = glm::dot(to, ray.direction) / glm::dot(ray.direction, ray.direction);
        EXPECT_LT(glm::length(to - ray.direction * along), 1e-5);
    }
}

TEST(Face, theCameraSeesThatSide) {
    const settings::Settings settings;
    OrbitState orbit;
    frame(orbit, Framing::ofBox({-1, -1, -1}, {1, 1, 1}), settings, 1);
    orbit.turntable = 0.5;
    for (const glm::dvec3 normal :
         {glm::dvec3(1, 0, 0), {0, 0, -1}, {-1, 1, 0}, {0.3, -0.8, 0.5}, {0, 1, 0}}) {
        face(orbit, normal);
        jumpToGoal(orbit);
        const glm::dvec3 back = -glm::dvec3(pose(orbit).forward);
        EXPECT_LT(glm::length(back - glm::normalize(normal)), 1e-5)
            << normal.x << ' ' << normal.y << ' ' << normal.z;
    }
    const double theta = orbit.theta.goal;
    face(orbit, {0, 0, 0});
    face(orbit, {std::nan(""), 0, 0});
    EXPECT_EQ(orbit.theta.goal, theta);
}

TEST(Face, limitsHold) {
    settings::Settings settings;
    ASSERT_TRUE(settings::set(settings, "max-camera-orbit", "45deg 90deg auto"));
    ASSERT_TRUE(settings::set(settings, "min-camera-orbit", "-45deg auto auto"));
    OrbitState orbit;
    frame(orbit, Framing::ofBox({-1, -1, -1}, {1, 1, 1}), settings, 1);
    face(orbit, {1, -1, 0});
    EXPECT_NEAR(orbit.theta.goal, std::acos(0.0) / 2, 1e-9);
    EXPECT_NEAR(orbit.phi.goal, std::acos(0.0), 1e-9);
}

}  // namespace
}  // namespace vitrine::camera
