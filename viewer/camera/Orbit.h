// The orbit camera: state, event, time → state. Pure functions over plain data; it feels like
// <model-viewer>'s.
//
//     OrbitState orbit;                     // one per viewer
//     Gestures gestures;
//     frame(orbit, framing, settings, aspect);             // a model came: shows all of it, at
//     once applySettings(orbit, settings);                      // attributes changed: moves the
//     goal resize(orbit, settings, aspect);                     // the element changed its shape if
//     (apply(orbit, gestures, settings, event, viewport)) tellThePage(); bool draw = advance(orbit,
//     settings, seconds);       // per tick; false = exactly still Pose p = pose(orbit); // eye,
//     target, up, field of view, near, far bool tick = draw || waiting(orbit, settings);        //
//     waiting: auto-rotate will start soon
//
// There is a goal and a current value; input and settings move the goal, and advance() lets the
// current value follow as a critically damped spring (time constant: interpolation-decay), which
// also gives the inertia. The spring is solved exactly, so the path does not depend on the step
// size. After a rest pass advance() the time of one frame, not that of the rest, or the first step
// jumps.
//
// Limits, as in <model-viewer> 4: theta none, phi 0 to π, radius 2.2 × the bounding sphere's to 105
// % of the ideal distance, field of view 12° to 30°. Unlike there, an explicit camera-orbit or
// field-of-view beyond an *auto* limit moves that limit, so that one attribute is enough to ask for
// a view.
//
// The auto-rotate turntable turns the model, not the camera: theta stays, light stays with the
// camera's world. To save moving the model, pose() is in the model's own space, and the environment
// turns instead: look it up with directions turned by +Pose::turntable about +Y.
//
// Units: radians, metres, seconds. Everything stays finite whatever comes in.
#pragma once

#include <glm/glm.hpp>

#include "camera/Framing.h"
#include "camera/Gestures.h"
#include "settings/Settings.h"

namespace vitrine::camera {

/// Something that follows its goal on a critically damped spring.
struct Damped {
    double value = 0;
    double goal = 0;
    double velocity = 0;  ///< per second

    void jump() { value = goal, velocity = 0; }
    bool still() const { return value == goal && velocity == 0; }
    /// One exact step; `scale` is the size of a large change, which says when it has arrived. True
    /// if it moved.
    bool step(double seconds, double decaySeconds, double scale);
};

struct Range {
    double min = 0;
    double max = 0;
};

struct OrbitState {
    Damped theta, phi, radius;
    Damped
        logFov;  ///< logarithm of the vertical field of view, already widened for narrow elements
    Damped target[3];

    double turntable = 0;    ///< angle by which auto-rotate has turned the model
    double idleSeconds = 0;  ///< since the last interaction
    bool held = false;       ///< a pointer is down

    // Derived by frame(), applySettings() and resize().
    Framing framing = Framing::ofBox(glm::dvec3(-0.5), glm::dvec3(0.5));
    double aspect = 1;
    double baseFov = 0;  ///< of the settings, before widening
    bool framed = false;
    Range thetaLimit, phiLimit, radiusLimit, logFovLimit;
    settings::CameraSettings applied;
};

struct Viewport {
    double width = 0;  ///< CSS pixels
    double height = 0;
};

/// A pinhole camera, in the model's space.
struct Pose {
    glm::vec3 eye{0, 0, 1};
    glm::vec3 target{0};
    glm::vec3 forward{0, 0, -1};  ///< unit, from eye to target (more exact than their difference)
    glm::vec3 up{0, 1, 0};        ///< unit, at right angles to the view, steady at the poles too
    float verticalFov = 0.5f;     ///< radians
    float nearPlane = 0.01f;      ///< > 0
    float farPlane = 100.0f;
    float turntable = 0;

    glm::mat4 view() const;
    glm::mat4 projection(double aspect) const;  ///< OpenGL clip space, z in −1…1
};

/// A model came (or changed its bounds): limits and goal anew, and jumps there. From the second
/// call on theta and phi stay as the user left them, as in <model-viewer>.
void frame(OrbitState& state, const Framing& framing, const settings::Settings& settings,
           double aspect);

/// Attributes changed. Only what differs from the last call moves its goal; nothing jumps.
void applySettings(OrbitState& state, const settings::Settings& settings);

/// The element has another shape. Keeps the zoom relative to the framed view, without animation.
void resize(OrbitState& state, const settings::Settings& settings, double aspect);

/// Takes one input event; honours camera-controls, disable-* and the sensitivities. True when it
/// moved the goal.
bool apply(OrbitState& state, Gestures& gestures, const settings::Settings& settings,
           const InputEvent& event, Viewport viewport);

/// Zooms in by as many key presses (out when negative), as the element's zoom().
void zoom(OrbitState& state, const settings::Settings& settings, double keyPresses);

/// Turns the camera by so many radians more about the product, within its limits.
void turn(OrbitState& state, double theta);

/// Turns the camera, within its limits, to where it looks against `direction` (in the model's space): a surface with
/// that normal then faces it.
void face(OrbitState& state, glm::dvec3 direction);

/// Goal back to what the attributes say.
void home(OrbitState& state, const settings::Settings& settings);

/// Where a camera stands.
struct View {
    double theta, phi, radius;  ///< radians, metres
    glm::dvec3 target;          ///< metres
    double fieldOfView;         ///< vertical, radians
};

/// Jumps to a view, as far as the limits allow. One that is not finite changes nothing.
void takeUp(OrbitState& state, const View& view);

/// Makes the current values those of the goal.
void jumpToGoal(OrbitState& state);

/// Lets time pass. True while something still moves (a frame is due).
bool advance(OrbitState& state, const settings::Settings& settings, double seconds);

/// True while nothing moves but auto-rotate will set in by itself.
bool waiting(const OrbitState& state, const settings::Settings& settings);

/// The current camera.
Pose pose(const OrbitState& state);

/// The limits of the field of view now, radians.
Range fieldOfViewLimits(const OrbitState& state);

/// The vertical field of view that shows at a narrow `aspect` what `fov` shows at the model's ideal
/// aspect.
double widenedFov(const OrbitState& state, double fov, double aspect);

inline double fieldOfView(const OrbitState& state) {
    return std::exp(state.logFov.value);
}
inline glm::dvec3 target(const OrbitState& state) {
    return {state.target[0].value, state.target[1].value, state.target[2].value};
}

}  // namespace vitrine::camera
