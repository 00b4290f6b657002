// The typed settings of a viewer, read from the attributes of <product-viewer>.
//
// Names, value syntax and defaults follow <model-viewer> 4. Each attribute is set on its own; a
// value that does not parse leaves the former one and says what was expected:
//
//     Settings settings;
//     Status s = set(settings, "camera-orbit", "30deg 75deg 105%");
//     if (!s) report(s.error());                       // code BadSetting
//     s = set(settings, "camera-orbit", std::nullopt);  // attribute removed: back to the default
//
// An empty value means the default too, except for the boolean attributes, which are true when
// present. Attribute names unknown here are ignored (the page has attributes of its own: src, alt,
// poster, …). Units: radians, metres, milliseconds. Plain data, owned by the caller; any one thread
// at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/Result.h"
#include "settings/Values.h"

namespace vitrine::settings {

enum class ToneMapping : uint8_t { Neutral, Linear, Aces, Agx, Filmic };
enum class TouchAction : uint8_t { PanY, PanX, None };

/// theta turns around +Y from +Z, phi goes down from +Y, radius is the distance to the target.
/// A percentage is a share of: camera-orbit: 0deg, 75deg and the ideal distance;
/// min/max-camera-orbit: the "auto" limit.
struct OrbitSetting {
    Quantity theta, phi, radius;
    bool operator==(const OrbitSetting& o) const {
        return theta == o.theta && phi == o.phi && radius == o.radius;
    }
};

/// A point in the model's space. "auto" and percentages refer to the centre of its bounds.
struct PointSetting {
    Quantity x, y, z;
    bool operator==(const PointSetting& o) const { return x == o.x && y == o.y && z == o.z; }
};

/// What decides where the camera may be and where it starts. All "auto" unless set:
/// orbit 0deg 75deg 105%, target = centre of the bounds, vertical field of view 30deg,
/// limits: see camera/Orbit.h.
struct CameraSettings {
    OrbitSetting orbit, minOrbit, maxOrbit;
    PointSetting target;
    Quantity fieldOfView, minFieldOfView, maxFieldOfView;
};

struct Settings {
    CameraSettings camera;

    std::string cameraName;  ///< of the file; empty, or none of it: no such view

    bool cameraControls = false;
    bool disableZoom = false;
    bool disablePan = false;
    bool disableTap = false;
    double orbitSensitivity = 1;
    double zoomSensitivity = 1;
    double panSensitivity = 1;
    double interpolationDecay = 50;  ///< ms; 0 = the camera follows at once
    TouchAction touchAction = TouchAction::PanY;

    bool autoRotate = false;
    double autoRotateDelay = 3000;  ///< ms without interaction before the turntable starts
    double rotationPerSecond = 0.09817477042468103;  ///< radians: π/32

    float exposure = 1;
    float shadowIntensity = 0;  ///< 0 = none, 1 = darkest
    float shadowSoftness = 1;   ///< 0 = hard, 1 = soft
    ToneMapping toneMapping = ToneMapping::Neutral;
    std::string environmentImage;    ///< URL, "neutral", or empty = the studio light
    float environmentIntensity = 1;  ///< of what light the environment casts
    std::string skyboxImage;         ///< URL, or empty = no background
    double skyboxHeight = 0;  ///< metres above the floor that it was taken at; 0 = it is far away
    double environmentRotation = 0;  ///< radians about +Y, of light and background

    float minimumRenderScale = 0.5f;  ///< of pixels per axis, while frames run late
    double memoryBudget = 0;          ///< MiB of GPU texture memory; 0 = as the device suggests

    std::string variantName;  ///< empty, or none of the model's: its own materials

    bool autoplay = false;
    std::string animationName;                ///< empty = the first one
    double animationCrossfadeDuration = 300;  ///< ms
    double timeScale = 1;                     ///< of animations; negative = backwards

    double orientation[3] = {
        0, 0, 0};  ///< roll, pitch, yaw in radians (about Z, X, Y; applied in that order)
    double scale[3] = {1, 1, 1};
};

/// Sets one attribute; nullopt = the attribute was removed. Unknown attributes are ignored.
/// Error: BadSetting, naming attribute, value and what is expected; `settings` is then unchanged.
Status set(Settings& settings, std::string_view attribute, std::optional<std::string_view> value);

/// True when `attribute` is one of the names that set() knows.
bool isSetting(std::string_view attribute) noexcept;

}  // namespace vitrine::settings
