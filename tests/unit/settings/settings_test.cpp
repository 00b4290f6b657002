#include "settings/Settings.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace vitrine::settings {
namespace {

constexpr double kDegree = 3.14159265358979323846 / 180;

Settings with(std::string_view attribute, std::optional<std::string_view> value) {
    Settings s;
    Status status = set(s, attribute, value);
    EXPECT_TRUE(static_cast<bool>(status)) << attribute << "=" << value.value_or("(none)");
    return s;
}

TEST(Settings, defaultsAreThoseOfModelViewer) {
    const Settings s;
    EXPECT_TRUE(s.camera.orbit.theta.isAuto);
    EXPECT_TRUE(s.camera.maxFieldOfView.isAuto);
    EXPECT_FALSE(s.cameraControls);
    EXPECT_EQ(s.interpolationDecay, 50);
    EXPECT_EQ(s.autoRotateDelay, 3000);
    EXPECT_NEAR(s.rotationPerSecond, 3.14159265358979323846 / 32, 1e-15);
    EXPECT_EQ(s.exposure, 1);
    EXPECT_EQ(s.shadowIntensity, 0);
    EXPECT_EQ(s.shadowSoftness, 1);
    EXPECT_EQ(s.toneMapping, ToneMapping::Neutral);
    EXPECT_EQ(s.animationCrossfadeDuration, 300);
}

TEST(Settings, orbitTakesAnglesAndPercentages) {
    const OrbitSetting o = with("camera-orbit", "30deg 75deg 105%").camera.orbit;
    EXPECT_DOUBLE_EQ(o.theta.resolve(0, 9), 30 * kDegree);
    EXPECT_DOUBLE_EQ(o.phi.resolve(0, 9), 75 * kDegree);
    EXPECT_DOUBLE_EQ(o.radius.resolve(2, 9), 2.1);
}

TEST(Settings, orbitTakesRadiansAndLengths) {
    const OrbitSetting o = with("camera-orbit", "  -1.5rad\t.5rad 120cm ").camera.orbit;
    EXPECT_DOUBLE_EQ(o.theta.absolute, -1.5);
    EXPECT_DOUBLE_EQ(o.phi.absolute, 0.5);
    EXPECT_DOUBLE_EQ(o.radius.absolute, 1.2);
    EXPECT_DOUBLE_EQ(with("camera-orbit", "0 0 25mm").camera.orbit.radius.absolute, 0.025);
    EXPECT_DOUBLE_EQ(with("camera-orbit", "0 0 1e-2m").camera.orbit.radius.absolute, 0.01);
}

TEST(Settings, missingTermsAndAutoStayAuto) {
    const OrbitSetting o = with("camera-orbit", "45deg").camera.orbit;
    EXPECT_FALSE(o.theta.isAuto);
    EXPECT_TRUE(o.phi.isAuto);
    EXPECT_TRUE(o.radius.isAuto);
    EXPECT_TRUE(with("min-camera-orbit", "auto").camera.minOrbit.theta.isAuto);
    const OrbitSetting m = with("min-camera-orbit", "-Infinity 22.5deg auto").camera.minOrbit;
    EXPECT_EQ(m.theta.absolute, -std::numeric_limits<double>::infinity());
    EXPECT_TRUE(m.radius.isAuto);
}

TEST(Settings, calcAddsAndScales) {
    const Quantity r = with("camera-orbit", "calc(10deg + 2 * 5deg) calc(1rad/2) calc(100% - 0.5m)")
                           .camera.orbit.radius;
    EXPECT_DOUBLE_EQ(r.resolve(4, 0), 3.5);
    const OrbitSetting o =
        with("camera-orbit", "calc(10deg + 2 * 5deg) calc((1rad + 1rad) / 4) auto").camera.orbit;
    EXPECT_DOUBLE_EQ(o.theta.absolute, 20 * kDegree);
    EXPECT_DOUBLE_EQ(o.phi.absolute, 0.5);
    EXPECT_DOUBLE_EQ(with("field-of-view", "calc(30deg*1.5)").camera.fieldOfView.absolute,
                     45 * kDegree);
}

TEST(Settings, skyboxHeightTakesALength) {
    EXPECT_EQ(Settings().skyboxHeight, 0);
    EXPECT_DOUBLE_EQ(with("skybox-height", "1.5m").skyboxHeight, 1.5);
    EXPECT_DOUBLE_EQ(with("skybox-height", "20cm").skyboxHeight, 0.2);
    EXPECT_DOUBLE_EQ(with("skybox-height", "2").skyboxHeight, 2);
    EXPECT_EQ(with("skybox-height", "").skyboxHeight, 0);
    for (const char* bad : {"-1m", "high", "Infinity", "1m 2m", "30deg"}) {
        Settings s = with("skybox-height", "1m");
        EXPECT_FALSE(static_cast<bool>(set(s, "skybox-height", bad))) << bad;
        EXPECT_EQ(s.skyboxHeight, 1) << bad;
    }
}

TEST(Settings, targetTakesPointsAndAuto) {
    const PointSetting p = with("camera-target", "0m 1.5m auto").camera.target;
    EXPECT_EQ(p.x.resolve(7, 7), 0);
    EXPECT_EQ(p.y.resolve(7, 7), 1.5);
    EXPECT_EQ(p.z.resolve(7, 7), 7);
}

TEST(Settings, zeroPercentOfAnInfiniteLimitIsFinite) {
    EXPECT_EQ(Quantity::of(0, 0).resolve(std::numeric_limits<double>::infinity(), 1), 0);
}

TEST(Settings, booleansAreTrueByPresence) {
    EXPECT_TRUE(with("camera-controls", "").cameraControls);
    EXPECT_TRUE(with("auto-rotate", "false").autoRotate);
    EXPECT_FALSE(with("auto-rotate", std::nullopt).autoRotate);
    Settings s = with("disable-zoom", "");
    ASSERT_TRUE(static_cast<bool>(set(s, "disable-zoom", std::nullopt)));
    EXPECT_FALSE(s.disableZoom);
}

TEST(Settings, numbersAndTheirRemoval) {
    Settings s = with("exposure", "1.25");
    EXPECT_FLOAT_EQ(s.exposure, 1.25f);
    ASSERT_TRUE(static_cast<bool>(set(s, "exposure", std::nullopt)));
    EXPECT_FLOAT_EQ(s.exposure, 1.0f);
    ASSERT_TRUE(static_cast<bool>(set(s, "exposure", "")));
    EXPECT_FLOAT_EQ(s.exposure, 1.0f);
    EXPECT_EQ(with("auto-rotate-delay", "0").autoRotateDelay, 0);
}

TEST(Settings, rotationPerSecondTakesUnitsAndShares) {
    EXPECT_DOUBLE_EQ(with("rotation-per-second", "30deg").rotationPerSecond, 30 * kDegree);
    EXPECT_DOUBLE_EQ(with("rotation-per-second", "-0.5rad").rotationPerSecond, -0.5);
    EXPECT_NEAR(with("rotation-per-second", "200%").rotationPerSecond, 3.14159265358979 / 16,
                1e-12);
}

TEST(Settings, toneMappingNames) {
    EXPECT_EQ(with("tone-mapping", "commerce").toneMapping, ToneMapping::Neutral);
    EXPECT_EQ(with("tone-mapping", "none").toneMapping, ToneMapping::Linear);
    EXPECT_EQ(with("tone-mapping", "aces").toneMapping, ToneMapping::Aces);
    EXPECT_EQ(with("tone-mapping", "agx").toneMapping, ToneMapping::Agx);
    EXPECT_EQ(with("tone-mapping", "filmic").toneMapping, ToneMapping::Filmic);
    EXPECT_EQ(with("tone-mapping", std::nullopt).toneMapping, ToneMapping::Neutral);
}

TEST(Settings, textsOrientationAndScale) {
    EXPECT_EQ(with("environment-image", " studio.hdr ").environmentImage, "studio.hdr");
    EXPECT_EQ(with("animation-name", "Wald ❤").animationName, "Wald ❤");
    const Settings o = with("orientation", "0deg 90deg -1rad");
    EXPECT_DOUBLE_EQ(o.orientation[1], 90 * kDegree);
    EXPECT_DOUBLE_EQ(o.orientation[2], -1);
    EXPECT_EQ(with("scale", "2 3 0.5").scale[2], 0.5);
}

TEST(Settings, badValuesAreTypedErrorsAndChangeNothing) {
    const std::vector<std::pair<std::string, std::string>> bad = {
        {"camera-orbit", "banana"},
        {"camera-orbit", "30deg 75deg 105% 3"},
        {"camera-orbit", "30px 75deg 105%"},
        {"camera-orbit", "30deg75deg 105%"},
        {"camera-orbit", "1m 75deg 105%"},
        {"camera-orbit", "30degree 75deg 105%"},
        {"camera-orbit", "nan nan nan"},
        {"camera-orbit", "calc(1deg + ) 0 0"},
        {"camera-orbit", "calc(1deg / 0) 0 0"},
        {"camera-orbit", "calc(1deg * 2deg) 0 0"},
        {"camera-orbit", "calc((((((((((((1deg)))))))))))) 0 0"},
        {"camera-orbit", "calc(1deg 0 0"},
        {"camera-target", "Infinity 0 0"},
        {"camera-target", "1deg 0 0"},
        {"field-of-view", "wide"},
        {"field-of-view", "1m"},
        {"exposure", "-1"},
        {"exposure", "1.0.0"},
        {"exposure", "Infinity"},
        {"exposure", "1e999"},
        {"exposure", "bright"},
        {"tone-mapping", "hable"},
        {"touch-action", "pan-z"},
        {"rotation-per-second", "fast"},
        {"scale", "1 1 Infinity"},
        {"orientation", "up"},
    };
    for (const auto& [attribute, value] : bad) {
        Settings s = with("camera-orbit", "1rad 1rad 1m");
        s.exposure = 0.5f;
        const Status status = set(s, attribute, value);
        ASSERT_FALSE(static_cast<bool>(status)) << attribute << "=" << value;
        EXPECT_EQ(status.error().code, ErrorCode::BadSetting);
        EXPECT_NE(status.error().message.find(attribute), std::string::npos);
        EXPECT_NE(status.error().message.find(value), std::string::npos);
        EXPECT_NE(status.error().message.find("expected"), std::string::npos);
        EXPECT_EQ(s.camera.orbit.radius.absolute, 1) << value;
        EXPECT_EQ(s.exposure, 0.5f) << value;
    }
}

TEST(Settings, longValuesAreCutAtACharacterInMessages) {
    Settings s;
    std::string value(79, 'x');
    value += "❤ and a megabyte more";
    const Status status = set(s, "exposure", value);
    ASSERT_FALSE(static_cast<bool>(status));
    EXPECT_LT(status.error().message.size(), 250u);
    EXPECT_NE(status.error().message.find("x…\""), std::string::npos) << status.error().message;
}

TEST(Settings, unknownAttributesAreIgnored) {
    Settings s;
    EXPECT_TRUE(static_cast<bool>(set(s, "src", "model.glb")));
    EXPECT_FALSE(isSetting("src"));
    EXPECT_TRUE(isSetting("camera-orbit"));
}

// Whatever the page says, nothing crashes and what is taken is no NaN.
TEST(Settings, absurdTextNeverGivesNaN) {
    const char* pieces[] = {"Infinity", "-Infinity", "1e308", "-1e308", "0",   "%",
                            "deg",      "calc(",     ")",     " + ",    " - ", "*",
                            "/",        " ",         ".",     "e9",     "auto"};
    uint32_t random = 12345;
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (int i = 0; i < 8; ++i) {
            random = random * 1664525u + 1013904223u;
            text += pieces[(random >> 16) % std::size(pieces)];
        }
        Settings s;
        (void)set(s, "camera-orbit", text);
        for (const Quantity* q :
             {&s.camera.orbit.theta, &s.camera.orbit.phi, &s.camera.orbit.radius}) {
            EXPECT_FALSE(std::isnan(q->absolute)) << text;
            EXPECT_FALSE(std::isnan(q->relative)) << text;
        }
    }
}

}  // namespace
}  // namespace vitrine::settings
