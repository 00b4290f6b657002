#include "camera/Orbit.h"

#include <algorithm>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <limits>

namespace vitrine::camera {

namespace {

using settings::CameraSettings;
using settings::Settings;

constexpr double kPi = 3.14159265358979323846;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Defaults of <model-viewer> 4.
constexpr double kFov = 30 * kPi / 180;
constexpr double kMinFov = 12 * kPi / 180;
constexpr double kPhi = 75 * kPi / 180;
constexpr double kRadiusShare = 1.05;
constexpr double kMinRadiusRatio = 2.2;
constexpr double kZoomStep = 0.04;

// What a camera can be at all.
constexpr double kSmallestFov = 0.1 * kPi / 180;
constexpr double kWidestFov = 175 * kPi / 180;
constexpr double kSmallest = 1e-7, kLargest = 1e12;  // metres
constexpr double kMostTurned = 1e6;                  // radians; beyond, sines lose their digits
constexpr double kPole = 1e-6;                       // keeps theta meaningful at the poles
constexpr double kMaxAspect = 1e3;

double clampTo(double value, Range range) { return std::min(std::max(value, range.min), range.max); }

double usableAspect(double aspect) {
    return aspect > 0 && std::isfinite(aspect) ? std::clamp(aspect, 1 / kMaxAspect, kMaxAspect) : 1;
}

glm::dvec3 resolveTarget(const OrbitState& state, const CameraSettings& camera) {
    const glm::dvec3 center = state.framing.center();
    glm::dvec3 t{camera.target.x.resolve(center.x, center.x), camera.target.y.resolve(center.y, center.y),
                 camera.target.z.resolve(center.z, center.z)};
    return glm::clamp(t, glm::dvec3(-kLargest), glm::dvec3(kLargest));
}

double resolveFov(const CameraSettings& camera) {
    const double fov = camera.fieldOfView.resolve(kFov, kFov);
    return std::isfinite(fov) ? std::clamp(fov, kSmallestFov, kWidestFov) : kFov;
}

struct Start {
    double theta, phi, radius;
};

// What camera-orbit says, before limits.
Start resolveOrbit(const OrbitState& state, const CameraSettings& camera) {
    const double ideal = state.framing.idealDistance(resolveTarget(state, camera), state.baseFov);
    Start s{camera.orbit.theta.resolve(0, 0), camera.orbit.phi.resolve(kPhi, kPhi),
            camera.orbit.radius.resolve(ideal, kRadiusShare * ideal)};
    if (!std::isfinite(s.theta)) s.theta = 0;
    if (!std::isfinite(s.phi)) s.phi = s.phi > 0 ? kPi : 0;
    if (!std::isfinite(s.radius)) s.radius = s.radius > 0 ? kLargest : kSmallest;
    return s;
}

// An auto limit gives way to an explicit wish; and never is min above max.
Range makeRange(const settings::Quantity& min, const settings::Quantity& max, Range automatic, double wish,
                Range possible) {
    Range r;
    r.min = min.isAuto ? std::min(automatic.min, wish) : min.resolve(automatic.min, 0);
    r.max = max.isAuto ? std::max(automatic.max, wish) : max.resolve(automatic.max, 0);
    if (std::isnan(r.min) || r.min == kInfinity) r.min = automatic.min;
    if (std::isnan(r.max) || r.max == -kInfinity) r.max = automatic.max;
    r.min = clampTo(r.min, possible);
    r.max = std::max(clampTo(r.max, possible), r.min);
    return r;
}

void deriveLimits(OrbitState& state, const CameraSettings& c) {
    state.baseFov = resolveFov(c);
    const Start start = resolveOrbit(state, c);
    const glm::dvec3 target = resolveTarget(state, c);
    const double ball = state.framing.radiusAbout(target);
    const double ideal = ball / std::sin(state.baseFov * 0.5);

    const Range everywhere{-kInfinity, kInfinity};
    state.thetaLimit = makeRange(c.minOrbit.theta, c.maxOrbit.theta, everywhere, 0, everywhere);
    state.phiLimit = makeRange(c.minOrbit.phi, c.maxOrbit.phi, {0, kPi}, kPhi, {kPole, kPi - kPole});
    state.radiusLimit =
        makeRange(c.minOrbit.radius, c.maxOrbit.radius,
                  {std::min(kMinRadiusRatio * ball, ideal), kRadiusShare * ideal}, start.radius,
                  {kSmallest, kLargest});

    const Range fov = makeRange(c.minFieldOfView, c.maxFieldOfView, {kMinFov, kFov}, state.baseFov,
                                {kSmallestFov, kWidestFov});
    state.logFovLimit = {std::log(fov.min), std::log(widenedFov(state, fov.max, state.aspect))};
}

bool unlimitedTheta(const OrbitState& s) {
    return !std::isfinite(s.thetaLimit.min) && !std::isfinite(s.thetaLimit.max);
}

// The current theta, by whole turns, to within half a turn of the goal: the short way round.
void unwind(OrbitState& s) {
    if (unlimitedTheta(s) && std::abs(s.theta.value - s.theta.goal) > kPi) {
        s.theta.value = s.theta.goal + std::remainder(s.theta.value - s.theta.goal, 2 * kPi);
    }
}

void clampGoals(OrbitState& s) {
    s.theta.goal = clampTo(clampTo(s.theta.goal, s.thetaLimit), {-kMostTurned, kMostTurned});
    s.phi.goal = clampTo(s.phi.goal, s.phiLimit);
    s.radius.goal = clampTo(s.radius.goal, s.radiusLimit);
    s.logFov.goal = clampTo(s.logFov.goal, s.logFovLimit);
}

void aimAtTarget(OrbitState& s, const CameraSettings& camera) {
    const glm::dvec3 t = resolveTarget(s, camera);
    for (int i = 0; i < 3; ++i) s.target[i].goal = t[i];
}

void aimFov(OrbitState& s) { s.logFov.goal = std::log(widenedFov(s, s.baseFov, s.aspect)); }

// Radius and field of view run through their ranges together, so that both reach the end at once.
bool zoomBy(OrbitState& s, double delta) {
    if (delta == 0 || !std::isfinite(delta)) return false;
    const double radiusEnd = delta > 0 ? s.radiusLimit.max : s.radiusLimit.min;
    const double fovEnd = delta > 0 ? s.logFovLimit.max : s.logFovLimit.min;
    const double before = s.radius.goal, beforeFov = s.logFov.goal;
    const double left = fovEnd - s.logFov.goal;
    // With the field of view at its end (or fixed) the radius alone goes on, as fast as its range allows.
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
    const glm::dvec3 up{-std::cos(phi) * std::sin(psi), std::sin(phi), -std::cos(phi) * std::cos(psi)};
    const glm::dvec3 before{s.target[0].goal, s.target[1].goal, s.target[2].goal};
    glm::dvec3 t = before + (up * pixels.y - right * pixels.x) * perPixel;
    // Within the sphere around the model about where the attributes look, so that it can't get lost.
    const glm::dvec3 middle = resolveTarget(s, s.applied);
    const double reach = s.framing.radiusAbout(middle);
    const double away = glm::length(t - middle);
    if (!std::isfinite(away)) return false;
    if (away > reach) t = middle + (t - middle) * (reach / away);
    for (int i = 0; i < 3; ++i) s.target[i].goal = t[i];
    return t != before;
}

double usableSensitivity(double s) { return std::isfinite(s) ? std::clamp(s, 0.0, 1e3) : 1; }

// Whether a tap at this place can have hit the model: does its ray meet the box?
bool meetsBox(const OrbitState& s, glm::dvec2 at, Viewport v) {
    const Pose p = pose(s);
    const double tangent = std::tan(fieldOfView(s) * 0.5);
    const glm::dvec3 eye = p.eye, up = p.up;
    const glm::dvec3 ahead = p.forward;
    const glm::dvec3 right = glm::cross(ahead, up);
    const glm::dvec3 ray = ahead + right * ((2 * at.x - v.width) / v.height * tangent) +
                           up * ((1 - 2 * at.y / v.height) * tangent);
    double enter = 0, leave = kInfinity;
    for (int i = 0; i < 3; ++i) {
        if (ray[i] == 0) {
            if (eye[i] < s.framing.min[i] || eye[i] > s.framing.max[i]) return false;
            continue;
        }
        const double a = (s.framing.min[i] - eye[i]) / ray[i];
        const double b = (s.framing.max[i] - eye[i]) / ray[i];
        enter = std::max(enter, std::min(a, b));
        leave = std::min(leave, std::max(a, b));
    }
    return enter <= leave;
}

}  // namespace

bool Damped::step(double seconds, double decaySeconds, double scale) {
    if (still()) return false;
    if (!std::isfinite(value) || !std::isfinite(velocity) || !(seconds >= 0)) {
        jump();
        return true;
    }
    // x'' = ω² (goal − x) − 2 ω x' has the solution (d + (v + ω d) t) e^(−ω t) for the distance d to the goal.
    const double w = 1 / std::max(decaySeconds, 1e-6);
    const double d = value - goal;
    const double k = velocity + w * d;
    const double e = std::exp(-w * seconds);
    const double distance = (d + k * seconds) * e;
    velocity = (k - w * (d + k * seconds)) * e;
    value = goal + distance;
    // Asymptotes never arrive. This is a fraction of a pixel, and the rest of the way at that speed is too.
    const double close = 5e-5 * std::abs(scale);
    if (!(std::abs(distance) > close) && !(std::abs(velocity) > close * w)) jump();
    return true;
}

double widenedFov(const OrbitState& state, double fov, double aspect) {
    const double ideal = state.framing.idealAspect(resolveTarget(state, state.applied), state.baseFov);
    const double tangent = std::tan(fov * 0.5) * std::max(1.0, ideal / usableAspect(aspect));
    return std::min(2 * std::atan(tangent), kWidestFov);
}

void frame(OrbitState& state, const Framing& framing, const Settings& settings, double aspect) {
    state.framing = framing;
    state.aspect = usableAspect(aspect);
    state.applied = settings.camera;
    deriveLimits(state, state.applied);
    const Start start = resolveOrbit(state, state.applied);
    if (!state.framed) {
        state.theta.goal = start.theta;
        state.phi.goal = start.phi;
    }
    state.radius.goal = start.radius;
    aimFov(state);
    aimAtTarget(state, state.applied);
    clampGoals(state);
    state.framed = true;
    jumpToGoal(state);
}

void applySettings(OrbitState& state, const Settings& settings) {
    const CameraSettings before = state.applied;
    const CameraSettings& now = settings.camera;
    state.applied = now;
    deriveLimits(state, now);
    const bool newTarget = !(now.target == before.target);
    const bool newFov = now.fieldOfView != before.fieldOfView;
    if (newTarget) aimAtTarget(state, now);
    if (newFov) aimFov(state);
    if (!(now.orbit == before.orbit)) {
        const Start start = resolveOrbit(state, now);
        state.theta.goal = start.theta;
        state.phi.goal = start.phi;
        state.radius.goal = start.radius;
    } else if (newTarget || newFov) {
        // The ideal distance depends on both, and with it what "105%" is.
        state.radius.goal = resolveOrbit(state, now).radius;
    }
    clampGoals(state);
    unwind(state);
    if (!state.framed) jumpToGoal(state);
}

void resize(OrbitState& state, const Settings& settings, double aspect) {
    const double before = widenedFov(state, state.baseFov, state.aspect);
    state.aspect = usableAspect(aspect);
    state.applied = settings.camera;
    deriveLimits(state, state.applied);
    const double change = std::log(widenedFov(state, state.baseFov, state.aspect) / before);
    state.logFov.goal += change;
    state.logFov.value += change;
    clampGoals(state);
    state.logFov.value = clampTo(state.logFov.value, state.logFovLimit);
}

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

void zoom(OrbitState& state, const Settings& settings, double keyPresses) {
    zoomBy(state, -keyPresses * kZoomStep * usableSensitivity(settings.zoomSensitivity));
}

void home(OrbitState& state, const Settings& settings) {
    state.applied = settings.camera;
    deriveLimits(state, state.applied);
    const Start start = resolveOrbit(state, state.applied);
    state.theta.goal = start.theta;
    state.phi.goal = start.phi;
    state.radius.goal = start.radius;
    aimFov(state);
    aimAtTarget(state, state.applied);
    clampGoals(state);
    unwind(state);
}

void jumpToGoal(OrbitState& state) {
    state.theta.jump();
    state.phi.jump();
    state.radius.jump();
    state.logFov.jump();
    for (Damped& axis : state.target) axis.jump();
}

bool advance(OrbitState& state, const Settings& settings, double seconds) {
    if (!(seconds >= 0) || !std::isfinite(seconds)) seconds = 0;
    const double decay = settings.interpolationDecay / 1000;
    const double size = state.framing.radiusAbout(state.framing.center());
    bool moved = state.theta.step(seconds, decay, kPi);
    moved |= state.phi.step(seconds, decay, kPi);
    moved |= state.radius.step(seconds, decay, state.radius.goal);
    moved |= state.logFov.step(seconds, decay, 1);
    for (Damped& axis : state.target) moved |= axis.step(seconds, decay, size);
    // Springs overshoot when pushed; a pole or the inside of the ground must not be crossed.
    state.phi.value = clampTo(state.phi.value, {kPole, kPi - kPole});
    state.radius.value = std::max(state.radius.value, kSmallest);

    if (state.held) {
        state.idleSeconds = 0;
    } else {
        const double delay = settings.autoRotateDelay / 1000;
        state.idleSeconds += seconds;
        const double turning = std::min(seconds, state.idleSeconds - delay);
        if (settings.autoRotate && state.idleSeconds >= delay && settings.rotationPerSecond != 0) {
            state.turntable += settings.rotationPerSecond * std::max(turning, 0.0);
            state.turntable = std::remainder(state.turntable, 2 * kPi);
            if (!std::isfinite(state.turntable)) state.turntable = 0;
            moved = true;
        }
    }
    return moved;
}

bool waiting(const OrbitState& state, const Settings& settings) {
    return settings.autoRotate && settings.rotationPerSecond != 0 && !state.held &&
           state.idleSeconds < settings.autoRotateDelay / 1000;
}

Pose pose(const OrbitState& state) {
    const double theta = state.theta.value - state.turntable, phi = state.phi.value;
    const glm::dvec3 back{std::sin(phi) * std::sin(theta), std::cos(phi), std::sin(phi) * std::cos(theta)};
    const glm::dvec3 aim = target(state);
    const glm::dvec3 eye = aim + back * state.radius.value;

    Pose p;
    p.eye = eye;
    p.target = aim;
    p.forward = -back;
    p.up = glm::dvec3(-std::cos(phi) * std::sin(theta), std::sin(phi), -std::cos(phi) * std::cos(theta));
    p.verticalFov = static_cast<float>(fieldOfView(state));
    p.turntable = static_cast<float>(state.turntable);
    // Twice the sphere leaves room for the shadow's edge and for parts that an animation swings out. The
    // ratio keeps a 24 bit depth buffer good to a ten thousandth of the model from inside it too.
    const double reach = 2 * state.framing.radiusAbout(state.framing.center());
    const double away = glm::length(eye - state.framing.center());
    const double far = away + reach;
    p.farPlane = static_cast<float>(far);
    p.nearPlane = static_cast<float>(std::clamp(away - reach, far / 1000, far * 0.99));
    return p;
}

glm::mat4 Pose::view() const {
    const glm::vec3 right = glm::cross(forward, up);
    const glm::mat3 turn = glm::transpose(glm::mat3(right, up, -forward));
    glm::mat4 m(turn);
    m[3] = glm::vec4(turn * -eye, 1);
    return m;
}

glm::mat4 Pose::projection(double aspect) const {
    return glm::perspective(verticalFov, static_cast<float>(usableAspect(aspect)), nearPlane, farPlane);
}

}  // namespace vitrine::camera
