// Shared by the camera tests.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <glm/glm.hpp>
#include <vector>

#include "camera/Orbit.h"

namespace vitrine::camera {

constexpr double kDeg = 3.14159265358979323846 / 180;

inline settings::Settings settingsOf(std::vector<std::pair<const char*, const char*>> attributes) {
    settings::Settings s;
    for (const auto& [name, value] : attributes) {
        EXPECT_TRUE(static_cast<bool>(settings::set(s, name, value))) << name << "=" << value;
    }
    return s;
}

inline OrbitState framed(const Framing& framing, const settings::Settings& s, double aspect = 1) {
    OrbitState state;
    frame(state, framing, s, aspect);
    return state;
}

inline std::vector<glm::dvec3> corners(const Framing& f) {
    std::vector<glm::dvec3> out;
    for (int i = 0; i < 8; ++i) {
        out.push_back(
            {i & 1 ? f.max.x : f.min.x, i & 2 ? f.max.y : f.min.y, i & 4 ? f.max.z : f.min.z});
    }
    return out;
}

/// Where a point is in the picture: x, y in −1…1 when visible, z the distance along the view. In
/// doubles, from the pose's numbers, so that the renderer's rounding is not part of the test.
inline glm::dvec3 project(const Pose& p, double aspect, glm::dvec3 point) {
    const glm::dvec3 forward = p.forward, up = p.up, right = glm::cross(forward, up);
    const glm::dvec3 d = point - glm::dvec3(p.eye);
    const double z = glm::dot(d, forward), t = std::tan(p.verticalFov * 0.5);
    return {glm::dot(d, right) / (z * t * aspect), glm::dot(d, up) / (z * t), z};
}

inline bool allFinite(const OrbitState& s) {
    const Pose p = pose(s);
    const glm::mat4 v = p.view(), m = p.projection(s.aspect);
    double sum =
        s.theta.goal + s.phi.goal + s.radius.goal + s.logFov.goal + s.turntable + s.idleSeconds;
    sum += p.verticalFov + p.nearPlane + p.farPlane + glm::dot(p.eye, p.eye) * 0 + p.up.y;
    for (int i = 0; i < 4; ++i) {
        for (int j = 0; j < 4; ++j) sum += v[i][j] * 0.0 + m[i][j] * 0.0;
    }
    for (const Damped& t : s.target) sum += t.value * 0 + t.goal * 0;
    return std::isfinite(sum) && p.nearPlane > 0 && p.farPlane > p.nearPlane && p.verticalFov > 0 &&
           p.verticalFov < 3.1416f;
}

/// Runs until still; the number of steps of 1/60 s.
inline int settle(OrbitState& state, const settings::Settings& s, int most = 2000) {
    int n = 0;
    while (n < most && advance(state, s, 1.0 / 60)) ++n;
    return n;
}

}  // namespace vitrine::camera
