#include "light/Packing.h"

#include <gtest/gtest.h>

#include <cmath>

#include "light/ToneMapping.h"

namespace vitrine::light {
namespace {

TEST(Packing, everyHalfSurvivesTheRoundTrip) {
    for (uint32_t bits = 0; bits < 0x10000; ++bits) {
        const uint16_t half = static_cast<uint16_t>(bits);
        const float value = fromHalf(half);
        if (std::isnan(value)) {
            EXPECT_TRUE(std::isnan(fromHalf(toHalf(value))));
        } else {
            ASSERT_EQ(toHalf(value), half) << bits;
        }
    }
}

TEST(Packing, halfRoundsToNearestEven) {
    EXPECT_EQ(toHalf(1.0f), 0x3c00);
    EXPECT_EQ(toHalf(65504.0f), 0x7bff);
    EXPECT_EQ(toHalf(65519.0f), 0x7bff);
    EXPECT_EQ(toHalf(65520.0f), 0x7c00);
    EXPECT_EQ(toHalf(1.0f + 0x1p-11f), 0x3c00);      // tie: to even
    EXPECT_EQ(toHalf(1.0f + 3 * 0x1p-11f), 0x3c02);  // tie: to even, upwards
    EXPECT_EQ(toHalf(1.0f + 0x1.1p-11f), 0x3c01);
    EXPECT_EQ(toHalf(0x1p-25f), 0);
    EXPECT_EQ(toHalf(0x1.8p-25f), 1);
    EXPECT_EQ(toHalf(-2.0f), 0xc000);
    EXPECT_EQ(toHalf(INFINITY), 0x7c00);
}

TEST(Packing, r11g11b10KeepsItsPrecision) {
    for (float v = 0x1p-14f; v < 60000; v *= 1.037f) {
        const glm::vec3 back = unpackR11G11B10(packR11G11B10({v, v, v}));
        EXPECT_NEAR(back.r / v, 1, 0x1.01p-7f);
        EXPECT_NEAR(back.g / v, 1, 0x1.01p-7f);
        EXPECT_NEAR(back.b / v, 1, 0x1.01p-6f);
    }
    EXPECT_EQ(packR11G11B10({0, -3, NAN}), 0u);
    EXPECT_EQ(unpackR11G11B10(packR11G11B10({1e9f, INFINITY, 1e9f})),
              glm::vec3(65024, 65024, 64512));
    EXPECT_EQ(unpackR11G11B10(packR11G11B10({1, 0.5f, 2})), glm::vec3(1, 0.5f, 2));
}

TEST(Packing, srgbIsTheStandardsCurve) {
    EXPECT_NEAR(linearToSrgb(0.5f), 0.735357f, 1e-5f);
    EXPECT_NEAR(linearToSrgb(0.002f), 0.02584f, 1e-6f);
    EXPECT_NEAR(srgbToLinear(128 / 255.0f), 0.215861f, 1e-5f);
    for (int i = 0; i <= 255; ++i) {
        EXPECT_EQ(std::lround(linearToSrgb(srgbToLinear(i / 255.0f)) * 255), i);
    }
    EXPECT_EQ(linearToSrgb(NAN), 0);
    EXPECT_EQ(linearToSrgb(7), 1);
    EXPECT_EQ(srgbToLinear(-1), 0);
}

// Values worked out by hand from the specification's formulas.
TEST(ToneMapping, pbrNeutralIsTheSpecifiedCurve) {
    const glm::vec3 mid = pbrNeutral(glm::vec3(0.5f));
    EXPECT_NEAR(mid.r, 0.46f, 1e-6f);
    const glm::vec3 dark = pbrNeutral(glm::vec3(0.04f));  // x − x + x² / 0.16 … = 6.25 x²
    EXPECT_NEAR(dark.r, 6.25f * 0.04f * 0.04f, 1e-6f);
    // Peak 2: offset 0.04, d = 0.24, new peak 1 − 0.0576 / (1.96 + 0.24 − 0.76) = 0.96.
    EXPECT_NEAR(pbrNeutral(glm::vec3(2)).r, 0.96f, 1e-5f);
    // A saturated bright red: desaturated by 1 − 1 / (0.15 (2 − 0.9614286) + 1).
    const glm::vec3 red = pbrNeutral({2, 0, 0});
    const float peak = 1 - 0.0576f / (2 + 0.24f - 0.76f);
    const float g = 1 - 1 / (0.15f * (2 - peak) + 1);
    EXPECT_NEAR(red.r, peak, 1e-5f);
    EXPECT_NEAR(red.g, peak * g, 1e-5f);
    EXPECT_EQ(pbrNeutral(glm::vec3(0)), glm::vec3(0));
    float last = 0;
    for (float v = 0; v < 50; v += 0.05f) {
        const float now = pbrNeutral(glm::vec3(v)).r;
        EXPECT_GE(now, last);
        EXPECT_LT(now, 1);
        last = now;
    }
}

}  // namespace
}  // namespace vitrine::light
