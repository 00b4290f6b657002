// From gestures to goals: rotate, pan, zoom, tap.
#include <algorithm>
#include <cmath>
#include <limits>

#include "camera/OrbitInternal.h"
#include "camera/Projection.h"

namespace vitrine::camera {

namespace {

using detail::aimAtTarget;
using detail::clampGoals;
using detail::kPi;
using detail::kZoomStep;
using settings::Settings;

// Radius and field of view run through their ranges together, so that both reach the end at once.
bool zoomBy(OrbitState& s, double delta) {
    if (delta == 0 || !std::isfinite(delta)) return false;
    const double radiusEnd = delta > 0 ? s.radiusLimit.max : s.radiusLimit.min;
    const double fovEnd = delta > 0 ? s.logFovLimit.max : s.logFovLimit.min;
    const double before = s.radius.goal, beforeFov = s.logFov.goal;
    const double left = fovEnd - s.logFov.goal;
    // With the field of view at its end (or fixed) the radius alone goes on, as fast as its range
    // allows.
    const double rate = std::abs(left) > 1e-9 ? (radiusEnd - s.radius.goal) / left
                                              : (s.radiusLimit.max - s.radiusLimit.min) * 2;
    s.radius.goal += delta * rate;
    s.logFov.goal += delta;
    clampGoals(s);
    return s.radius.goal != before || s.logFov.goal != beforeFov;
}

bool rotateBy(OrbitState& s, glm::dvec2 angle) {
    if (angle.x == 0 && angle.y == 0) return false;
    const double theta = s.theta.goal, phi = s.phi.goal;
    // Not more than half a turn ahead, or the camera would follow the short way round, backwards.
    const double ahead = s.theta.value - theta;
    const double most = kPi - 0.001;
    s.theta.goal -= std::clamp(angle.x, std::min(-most - ahead, 0.0), std::max(most - ahead, 0.0));
    s.phi.goal -= std::clamp(angle.y, -kPi, kPi);
    clampGoals(s);
    return s.theta.goal != theta || s.phi.goal != phi;
}

// Moves the target in the plane of the picture so that what is under the finger stays there.
bool panBy(OrbitState& s, glm::dvec2 pixels, double height) {
    if (pixels.x == 0 && pixels.y == 0) return false;
    const double perPixel = 2 * s.radius.value * std::tan(fieldOfView(s) * 0.5) / height;
    const double psi = s.theta.value - s.turntable, phi = s.phi.value;
    const glm::dvec3 right{std::cos(psi), 0, -std::sin(psi)};
    const glm::dvec3 up{-std::cos(phi) * std::sin(psi), std::sin(phi),
                        -std::cos(phi) * std::cos(psi)};
    const glm::dvec3 before{s.target[0].goal, s.target[1].goal, s.target[2].goal};
    glm::dvec3 t = before + (up * pixels.y - right * pixels.x) * perPixel;
    // Within the sphere around the model about where the attributes look, so that it can't get
    // lost.
    const glm::dvec3 middle = detail::resolveTarget(s, s.applied);
    const double reach = s.framing.radiusAbout(middle);
    const double away = glm::length(t - middle);
    if (!std::isfinite(away)) return false;
    if (away > reach) t = middle + (t - middle) * (reach / away);
    for (int i = 0; i < 3; ++i) s.target[i].goal = t[i];
    return t != before;
}

double usableSensitivity(double s) {
    return std::isfinite(s) ? std::clamp(s, 0.0, 1e3) : 1;
}

// Whether a tap at this place can have hit the model: does its ray meet the box?
bool meetsBox(const OrbitState& s, glm::dvec2 at, Viewport v) {
    const Ray ray = rayThrough(pose(s), v.width / v.height, {at.x / v.width, at.y / v.height});
    const glm::dvec3 eye = ray.origin;
    double enter = 0, leave = std::numeric_limits<double>::infinity();
    for (int i = 0; i < 3; ++i) {
        if (ray.direction[i] == 0) {
            if (eye[i] < s.framing.min[i] || eye[i] > s.framing.max[i]) return false;
            continue;
        }
        const double a = (s.framing.min[i] - eye[i]) / ray.direction[i];
        const double b = (s.framing.max[i] - eye[i]) / ray.direction[i];
        enter = std::max(enter, std::min(a, b));
        leave = std::min(leave, std::max(a, b));
    }
    return enter <= leave;
}

}  // namespace

bool apply(OrbitState& state, Gestures& gestures, const Settings& settings, const InputEvent& event,
           Viewport viewport) {
    if (!settings.cameraControls) {
        gestures.reset();
        state.held = false;
        return false;
    }
    const Gesture g = gestures.feed(event);
    state.held = gestures.active();
    const double height =
        viewport.height >= 1 && std::isfinite(viewport.height) ? viewport.height : 1;
    const double turn = 2 * kPi * usableSensitivity(settings.orbitSensitivity);

    bool moved = rotateBy(state, (g.rotate / height + g.turns) * turn);
    if (!settings.disablePan) {
        moved |= panBy(state, g.pan * usableSensitivity(settings.panSensitivity), height);
    }
    if (!settings.disableZoom) {
        const double pinch = g.pinch * kZoomStep * 50 / height;
        moved |= zoomBy(state, (g.zoom + pinch) * usableSensitivity(settings.zoomSensitivity));
    }
    if (g.home) {
        home(state, settings);
        moved = true;
    }
    if (g.tap && !settings.disableTap && viewport.width >= 1 &&
        !meetsBox(state, g.at, {viewport.width, height})) {
        // A tap beside the model recentres it, all of it in view.
        aimAtTarget(state, settings.camera);
        state.radius.goal = state.radiusLimit.max;
        state.logFov.goal = state.logFovLimit.max;
        moved = true;
    }
    if (moved || state.held) state.idleSeconds = 0;
    return moved;
}

void turn(OrbitState& state, double theta) {
    if (!std::isfinite(theta)) return;
    rotateBy(state, {-theta, 0});
    state.idleSeconds = 0;
}

void face(OrbitState& state, glm::dvec3 direction) {
    const double length = glm::length(direction);
    if (!(length > 0) || !std::isfinite(length)) return;
    const double aside = std::hypot(direction.x, direction.z);
    state.phi.goal = std::atan2(aside, direction.y);
    // Straight above and below, any side is as good as the one at hand.
    if (aside > 1e-6 * length) {
        const double theta = std::atan2(direction.x, direction.z) + state.turntable;
        state.theta.goal += std::remainder(theta - state.theta.goal, 2 * kPi);
    }
    clampGoals(state);
    state.idleSeconds = 0;
}

void zoom(OrbitState& state, const Settings& settings, double keyPresses) {
    zoomBy(state, -keyPresses * kZoomStep * usableSensitivity(settings.zoomSensitivity));
}

}  // namespace vitrine::camera
