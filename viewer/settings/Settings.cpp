#include "settings/Settings.h"

#include <cmath>

namespace vitrine::settings {

namespace {

constexpr double kMaxNumber = 1e9;  // keeps products of settings far from overflow

// The expectation, as the message states it, or null when the value was taken.
using Setter = const char* (*)(Settings&, std::string_view value, bool present);

struct Attribute {
    std::string_view name;
    Setter set;
};

const Settings& defaults() {
    static const Settings settings;
    return settings;
}

template <auto Member>
const char* setFlag(Settings& s, std::string_view, bool present) {
    s.*Member = present;
    return nullptr;
}

template <auto Member>
const char* setText(Settings& s, std::string_view value, bool) {
    s.*Member = std::string(trim(value));
    return nullptr;
}

// Numbers that are 0 or more, which is what all plain number attributes want.
template <auto Member>
const char* setNumber(Settings& s, std::string_view value, bool) {
    using T = std::remove_reference_t<decltype(s.*Member)>;
    double number = 0;
    if (trim(value).empty()) {
        s.*Member = defaults().*Member;
        return nullptr;
    }
    if (!parseNumber(value, number) || number < 0 || number > kMaxNumber) {
        return "a number from 0, such as \"1\" or \"0.5\"";
    }
    s.*Member = static_cast<T>(number);
    return nullptr;
}

template <OrbitSetting CameraSettings::*Member>
const char* setOrbit(Settings& s, std::string_view value, bool) {
    static constexpr Dimension kDimensions[] = {Dimension::Angle, Dimension::Angle,
                                                Dimension::Length};
    Quantity q[3];
    if (!parseQuantities(value, kDimensions, 3, q)) {
        return "two angles and a distance, such as \"30deg 75deg 105%\" or \"auto auto 1.2m\"";
    }
    s.camera.*Member = {q[0], q[1], q[2]};
    return nullptr;
}

template <Quantity CameraSettings::*Member>
const char* setAngle(Settings& s, std::string_view value, bool) {
    static constexpr Dimension kDimension = Dimension::Angle;
    Quantity q;
    if (!parseQuantities(value, &kDimension, 1, &q)) {
        return "an angle, such as \"30deg\", \"0.5rad\" or \"auto\"";
    }
    s.camera.*Member = q;
    return nullptr;
}

const char* setTarget(Settings& s, std::string_view value, bool) {
    static constexpr Dimension kDimensions[] = {Dimension::Length, Dimension::Length,
                                                Dimension::Length};
    Quantity q[3];
    bool good = parseQuantities(value, kDimensions, 3, q);
    for (const Quantity& each : q) good = good && std::isfinite(each.absolute);
    if (!good) return "three distances, such as \"0m 1.2m 0m\" or \"auto auto auto\"";
    s.camera.target = {q[0], q[1], q[2]};
    return nullptr;
}

const char* setRotationPerSecond(Settings& s, std::string_view value, bool) {
    static constexpr Dimension kDimension = Dimension::Angle;
    Quantity q;
    if (!parseQuantities(value, &kDimension, 1, &q) ||
        std::abs(q.resolve(defaults().rotationPerSecond, 0)) > kMaxNumber) {
        return "an angle per second, such as \"30deg\", \"-0.5rad\" or \"200%\"";
    }
    const double standard = defaults().rotationPerSecond;
    s.rotationPerSecond = q.resolve(standard, standard);
    return nullptr;
}

const char* setEnvironmentRotation(Settings& s, std::string_view value, bool) {
    static constexpr Dimension kDimension = Dimension::Angle;
    Quantity q;
    if (!parseQuantities(value, &kDimension, 1, &q) || std::abs(q.resolve(0, 0)) > kMaxNumber) {
        return "an angle, such as \"90deg\" or \"-0.5rad\"";
    }
    s.environmentRotation = q.resolve(0, 0);
    return nullptr;
}

const char* setSkyboxHeight(Settings& s, std::string_view value, bool) {
    static constexpr Dimension kDimension = Dimension::Length;
    Quantity q;
    const bool good = parseQuantities(value, &kDimension, 1, &q);
    const double height = q.resolve(0, 0);
    if (!good || !(height >= 0 && height <= kMaxNumber)) return "a height, such as \"1.5m\"";
    s.skyboxHeight = height;
    return nullptr;
}

bool setTriple(double (&out)[3], std::string_view value, Dimension dimension,
               const double (&otherwise)[3]) {
    const Dimension dimensions[] = {dimension, dimension, dimension};
    Quantity q[3];
    if (!parseQuantities(value, dimensions, 3, q)) return false;
    double result[3];
    for (int i = 0; i < 3; ++i) {
        result[i] = q[i].resolve(1, otherwise[i]);
        if (!(std::abs(result[i]) <= kMaxNumber)) return false;
    }
    for (int i = 0; i < 3; ++i) out[i] = result[i];
    return true;
}

const char* setOrientation(Settings& s, std::string_view value, bool) {
    return setTriple(s.orientation, value, Dimension::Angle, defaults().orientation)
               ? nullptr
               : "roll, pitch and yaw, such as \"0deg 90deg 0deg\"";
}

const char* setScale(Settings& s, std::string_view value, bool) {
    // "auto" leaves an axis at 1, so that "2" alone scales x only, as in <model-viewer>.
    return setTriple(s.scale, value, Dimension::Number, defaults().scale)
               ? nullptr
               : "three factors, such as \"1 1 1\"";
}

const char* setTimeScale(Settings& s, std::string_view value, bool) {
    double scale = defaults().timeScale;
    if (!trim(value).empty() && (!parseNumber(value, scale) || std::abs(scale) > kMaxNumber)) {
        return "a number, such as \"2\", \"0.5\" or \"-1\"";
    }
    s.timeScale = scale;
    return nullptr;
}

const char* setToneMapping(Settings& s, std::string_view value, bool) {
    static constexpr struct {
        std::string_view name;
        ToneMapping value;
    } kNames[] = {
        {"", ToneMapping::Neutral},        {"auto", ToneMapping::Neutral},
        {"neutral", ToneMapping::Neutral}, {"commerce", ToneMapping::Neutral},
        {"none", ToneMapping::Linear},     {"linear", ToneMapping::Linear},
        {"aces", ToneMapping::Aces},       {"agx", ToneMapping::Agx},
        {"filmic", ToneMapping::Filmic},
    };
    for (const auto& each : kNames) {
        if (each.name == trim(value)) {
            s.toneMapping = each.value;
            return nullptr;
        }
    }
    return "one of neutral, commerce, none, linear, aces, agx, filmic";
}

const char* setTouchAction(Settings& s, std::string_view value, bool) {
    const std::string_view name = trim(value);
    if (name.empty() || name == "pan-y") {
        s.touchAction = TouchAction::PanY;
    } else if (name == "pan-x") {
        s.touchAction = TouchAction::PanX;
    } else if (name == "none") {
        s.touchAction = TouchAction::None;
    } else {
        return "one of pan-y, pan-x, none";
    }
    return nullptr;
}

constexpr Attribute kAttributes[] = {
    {"camera-orbit", setOrbit<&CameraSettings::orbit>},
    {"min-camera-orbit", setOrbit<&CameraSettings::minOrbit>},
    {"max-camera-orbit", setOrbit<&CameraSettings::maxOrbit>},
    {"camera-target", setTarget},
    {"field-of-view", setAngle<&CameraSettings::fieldOfView>},
    {"min-field-of-view", setAngle<&CameraSettings::minFieldOfView>},
    {"max-field-of-view", setAngle<&CameraSettings::maxFieldOfView>},
    {"camera-name", setText<&Settings::cameraName>},
    {"camera-controls", setFlag<&Settings::cameraControls>},
    {"disable-zoom", setFlag<&Settings::disableZoom>},
    {"disable-pan", setFlag<&Settings::disablePan>},
    {"disable-tap", setFlag<&Settings::disableTap>},
    {"orbit-sensitivity", setNumber<&Settings::orbitSensitivity>},
    {"zoom-sensitivity", setNumber<&Settings::zoomSensitivity>},
    {"pan-sensitivity", setNumber<&Settings::panSensitivity>},
    {"interpolation-decay", setNumber<&Settings::interpolationDecay>},
    {"touch-action", setTouchAction},
    {"auto-rotate", setFlag<&Settings::autoRotate>},
    {"auto-rotate-delay", setNumber<&Settings::autoRotateDelay>},
    {"rotation-per-second", setRotationPerSecond},
    {"exposure", setNumber<&Settings::exposure>},
    {"shadow-intensity", setNumber<&Settings::shadowIntensity>},
    {"shadow-softness", setNumber<&Settings::shadowSoftness>},
    {"tone-mapping", setToneMapping},
    {"environment-image", setText<&Settings::environmentImage>},
    {"environment-intensity", setNumber<&Settings::environmentIntensity>},
    {"skybox-image", setText<&Settings::skyboxImage>},
    {"skybox-height", setSkyboxHeight},
    {"environment-rotation", setEnvironmentRotation},
    {"memory-budget", setNumber<&Settings::memoryBudget>},
    {"variant-name", setText<&Settings::variantName>},
    {"autoplay", setFlag<&Settings::autoplay>},
    {"animation-name", setText<&Settings::animationName>},
    {"animation-crossfade-duration", setNumber<&Settings::animationCrossfadeDuration>},
    {"time-scale", setTimeScale},
    {"minimum-render-scale", setNumber<&Settings::minimumRenderScale>},
    {"orientation", setOrientation},
    {"scale", setScale},
};

// A value of a megabyte must not become a message of a megabyte. Cut between characters of UTF-8.
std::string shorten(std::string_view value) {
    constexpr size_t kShown = 80;
    if (value.size() <= kShown) return std::string(value);
    size_t end = kShown;
    while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xc0) == 0x80) --end;
    return std::string(value.substr(0, end)) + "…";
}

const Attribute* find(std::string_view name) {
    for (const Attribute& each : kAttributes) {
        if (each.name == name) return &each;
    }
    return nullptr;
}

}  // namespace

bool isSetting(std::string_view attribute) noexcept {
    return find(attribute) != nullptr;
}

Status set(Settings& settings, std::string_view attribute, std::optional<std::string_view> value) {
    const Attribute* found = find(attribute);
    if (!found) return {};
    // Every setter reads the empty string as its default.
    const char* expected = found->set(settings, value.value_or(""), value.has_value());
    if (!expected) return {};
    Error error;
    error.code = ErrorCode::BadSetting;
    error.message = "The attribute " + std::string(attribute) + " is \"" +
                    shorten(value.value_or("")) + "\"; expected " + expected + ".";
    return error;
}

}  // namespace vitrine::settings
