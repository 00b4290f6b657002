#include "light/BrdfLut.h"

#include <gtest/gtest.h>

#include <cmath>

#include "light/Packing.h"

namespace vitrine::light {
namespace {

// The same integral the slow way: uniformly over the hemisphere of light, in doubles, straight from
// the definition.
void reference(double nv, double roughness, double& scale, double& bias) {
    const double a2 = std::pow(roughness, 4);
    const double vx = std::sqrt(1 - nv * nv);
    const int n = 700;
    scale = bias = 0;
    for (int i = 0; i < n; ++i) {
        const double nl = (i + 0.5) / n, s = std::sqrt(1 - nl * nl);
        for (int j = 0; j < n; ++j) {
            const double phi = 2 * M_PI * (j + 0.5) / n;
            const double lx = s * std::cos(phi), ly = s * std::sin(phi);
            const double hx = vx + lx, hy = ly, hz = nv + nl;
            const double length = std::sqrt(hx * hx + hy * hy + hz * hz);
            const double nh = hz / length, vh = (vx * hx + nv * hz) / length;
            const double k = nh * nh * (a2 - 1) + 1;
            const double d = a2 / (M_PI * k * k);
            // Height-correlated Smith visibility, Heitz 2014, equation 99 over 4 N·L N·V.
            const double vis = 0.5 / (nl * std::sqrt(nv * nv * (1 - a2) + a2) +
                                      nv * std::sqrt(nl * nl * (1 - a2) + a2));
            const double f = std::pow(1 - vh, 5), w = d * vis * nl * 2 * M_PI / (double(n) * n);
            scale += (1 - f) * w;
            bias += f * w;
        }
    }
}

TEST(BrdfLut, agreesWithTheIntegral) {
    for (const float roughness : {0.3f, 0.5f, 0.75f, 1.0f}) {
        for (const float nv : {0.1f, 0.35f, 0.7f, 0.98f}) {
            double a, b;
            reference(nv, roughness, a, b);
            float scale, bias;
            integrateBrdf(nv, roughness, 64, scale, bias);
            EXPECT_NEAR(scale, a, 0.01) << "roughness " << roughness << " N.V " << nv;
            EXPECT_NEAR(bias, b, 0.01) << "roughness " << roughness << " N.V " << nv;
        }
    }
}

TEST(BrdfLut, smoothSurfaceIsFresnelAlone) {
    for (const float nv : {0.05f, 0.3f, 0.6f, 1.0f}) {
        float scale, bias;
        integrateBrdf(nv, 0, 64, scale, bias);
        const float f = std::pow(1 - nv, 5.0f);
        EXPECT_NEAR(scale, 1 - f, 2e-3f);
        EXPECT_NEAR(bias, f, 2e-3f);
    }
}

TEST(BrdfLut, neverReflectsMoreThanArrives) {
    const uint32_t n = 32;
    const std::vector<uint16_t> lut = brdfLut(n);
    ASSERT_EQ(lut.size(), 4u * n * n);
    for (uint32_t i = 0; i < n * n; ++i) {
        const float scale = fromHalf(lut[4 * i]), bias = fromHalf(lut[4 * i + 1]);
        const float sheen = fromHalf(lut[4 * i + 2]);
        EXPECT_GE(sheen, 0);
        EXPECT_LE(sheen, 1);
        EXPECT_GE(scale, 0);
        EXPECT_GE(bias, 0);
        EXPECT_LE(scale + bias, 1.001f);
        EXPECT_GT(scale + bias, 0.3f);
    }
}

// By the definition, in doubles, on a fine grid.
double sheenReference(double nv, double roughness) {
    const double inverse = 1 / (roughness * roughness), vx = std::sqrt(1 - nv * nv);
    const int n = 600;
    double sum = 0;
    for (int i = 0; i < n; ++i) {
        const double nl = (i + 0.5) / n, s = std::sqrt(1 - nl * nl);
        for (int j = 0; j < n; ++j) {
            const double phi = 2 * M_PI * (j + 0.5) / n;
            const double hx = vx + s * std::cos(phi), hy = s * std::sin(phi), hz = nv + nl;
            const double nh = hz / std::sqrt(hx * hx + hy * hy + hz * hz);
            const double d = (2 + inverse) *
                             std::pow(std::max(1 - nh * nh, 0.0078125), inverse / 2) / (2 * M_PI);
            sum += d * nl / (4 * (nl + nv - nl * nv)) * 2 * M_PI / (double(n) * n);
        }
    }
    return std::min(1.0, sum);
}

TEST(BrdfLut, sheenAgreesWithTheIntegral) {
    for (const float roughness : {0.2f, 0.5f, 0.75f, 1.0f}) {
        for (const float nv : {0.1f, 0.35f, 0.7f, 0.98f}) {
            EXPECT_NEAR(integrateSheen(nv, roughness, 64), sheenReference(nv, roughness), 0.02)
                << "roughness " << roughness << " N.V " << nv;
        }
    }
}

TEST(BrdfLut, axesAreAsDocumented) {
    const uint32_t n = 16;
    const std::vector<uint16_t> lut = brdfLut(n);
    float scale, bias;
    integrateBrdf((3 + 0.5f) / n, (11 + 0.5f) / n, 64, scale, bias);
    EXPECT_EQ(lut[4 * (11 * n + 3)], toHalf(scale));
    EXPECT_EQ(lut[4 * (11 * n + 3) + 1], toHalf(bias));
}

}  // namespace
}  // namespace vitrine::light
