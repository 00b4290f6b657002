#include "camera/Orbit.h"

#include <algorithm>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <limits>

#include "camera/OrbitInternal.h"

namespace vitrine::camera {

namespace {

using detail::aimAtTarget;
using detail::clampGoals;
using detail::kPi;
using detail::resolveTarget;
using settings::CameraSettings;
using settings::Settings;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Defaults of <model-viewer> 4.
constexpr double kFov = 30 * kPi / 180;
constexpr double kMinFov = 12 * kPi / 180;
constexpr double kPhi = 75 * kPi / 180;
constexpr double kRadiusShare = 1.05;
constexpr double kMinRadiusRatio = 2.2;

// What a camera can be at all.
constexpr double kSmallestFov = 0.1 * kPi / 180;
constexpr double kWidestFov = 175 * kPi / 180;
constexpr double kSmallest = 1e-7, kLargest = 1e12;  // metres
constexpr double kMostTurned = 1e6;                  // radians; beyond, sines lose their digits
constexpr double kPole = 1e-6;                       // keeps theta meaningful at the poles
constexpr double kMaxAspect = 1e3;

double clampTo(double value, Range range) {
    return std::min(std::max(value, range.min), range.max);
}

double usableAspect(double aspect) {
    return aspect > 0 && std::isfinite(aspect) ? std::clamp(aspect, 1 / kMaxAspect, kMaxAspect) : 1;
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
Range makeRange(const settings::Quantity& min, const settings::Quantity& max, Range automatic,
                double wish, Range possible) {
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
    state.phiLimit =
        makeRange(c.minOrbit.phi, c.maxOrbit.phi, {0, kPi}, kPhi, {kPole, kPi - kPole});
    state.radiusLimit = makeRange(c.minOrbit.radius, c.maxOrbit.radius,
                                  {std::min(kMinRadiusRatio * ball, ideal), kRadiusShare * ideal},
                                  start.radius, {kSmallest, kLargest});

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

void aimFov(OrbitState& s) {
    s.logFov.goal = std::log(widenedFov(s, s.baseFov, s.aspect));
}

}  // namespace

namespace detail {

glm::dvec3 resolveTarget(const OrbitState& state, const CameraSettings& camera) {
    const glm::dvec3 center = state.framing.center();
    glm::dvec3 t{camera.target.x.resolve(center.x, center.x),
                 camera.target.y.resolve(center.y, center.y),
                 camera.target.z.resolve(center.z, center.z)};
    return glm::clamp(t, glm::dvec3(-kLargest), glm::dvec3(kLargest));
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

}  // namespace detail

bool Damped::step(double seconds, double decaySeconds, double scale) {
    if (still()) return false;
    if (!std::isfinite(value) || !std::isfinite(velocity) || !(seconds >= 0)) {
        jump();
        return true;
    }
    // x'' = ω² (goal − x) − 2 ω x' has the solution (d + (v + ω d) t) e^(−ω t) for the distance d
    // to the goal.
    const double w = 1 / std::max(decaySeconds, 1e-6);
    const double d = value - goal;
    const double k = velocity + w * d;
    const double e = std::exp(-w * seconds);
    const double distance = (d + k * seconds) * e;
    velocity = (k - w * (d + k * seconds)) * e;
    value = goal + distance;
    // Asymptotes never arrive. This is a fraction of a pixel, and the rest of the way at that speed
    // is too.
    const double close = 5e-5 * std::abs(scale);
    if (!(std::abs(distance) > close) && !(std::abs(velocity) > close * w)) jump();
    return true;
}

double widenedFov(const OrbitState& state, double fov, double aspect) {
    const double ideal =
        state.framing.idealAspect(resolveTarget(state, state.applied), state.baseFov);
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

void takeUp(OrbitState& state, const View& view) {
    // The sum is finite only if all are.
    const double sum = view.theta + view.phi + view.radius + view.target.x + view.target.y +
                       view.target.z + view.fieldOfView;
    if (!std::isfinite(sum) || view.radius <= 0 || view.fieldOfView <= 0) return;
    state.theta.goal = view.theta;
    state.phi.goal = view.phi;
    state.radius.goal = view.radius;
    state.logFov.goal = std::log(view.fieldOfView);
    for (int i = 0; i < 3; ++i) state.target[i].goal = view.target[i];
    clampGoals(state);
    jumpToGoal(state);
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

Range fieldOfViewLimits(const OrbitState& state) {
    return {std::exp(state.logFovLimit.min), std::exp(state.logFovLimit.max)};
}

Pose pose(const OrbitState& state) {
    const double theta = state.theta.value - state.turntable, phi = state.phi.value;
    const glm::dvec3 back{std::sin(phi) * std::sin(theta), std::cos(phi),
                          std::sin(phi) * std::cos(theta)};
    const glm::dvec3 aim = target(state);
    const glm::dvec3 eye = aim + back * state.radius.value;

    Pose p;
    p.eye = eye;
    p.target = aim;
    p.forward = -back;
    p.up = glm::dvec3(-std::cos(phi) * std::sin(theta), std::sin(phi),
                      -std::cos(phi) * std::cos(theta));
    p.verticalFov = static_cast<float>(fieldOfView(state));
    p.turntable = static_cast<float>(state.turntable);
    // Twice the sphere leaves room for the shadow's edge and for parts that an animation swings
    // out. The ratio keeps a 24 bit depth buffer good to a ten thousandth of the model from inside
    // it too.
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
    return glm::perspective(verticalFov, static_cast<float>(usableAspect(aspect)), nearPlane,
                            farPlane);
}

}  // namespace vitrine::camera
