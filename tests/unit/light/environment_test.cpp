#include "light/Environment.h"

#include <gtest/gtest.h>

#include <cmath>

#include "light/Cube.h"
#include "light/Packing.h"
#include "light/Sampling.h"

namespace vitrine::light {
namespace {

glm::vec3 texel(const Environment::Level& level, int face, uint32_t x, uint32_t y) {
    const uint16_t* p = &level.texels[4 * ((size_t(face) * level.size + y) * level.size + x)];
    return {fromHalf(p[0]), fromHalf(p[1]), fromHalf(p[2])};
}

glm::vec3 constant(const glm::vec3&) {
    return {0.5f, 1.0f, 2.0f};
}
glm::vec3 cosineUp(const glm::vec3& d) {
    return glm::vec3(std::max(d.y, 0.0f));
}
glm::vec3 lamp(const glm::vec3& d) {
    return glm::vec3(0.1f + 10 * std::exp(20 * (d.x - 1)));
}
glm::vec3 byAxis(const glm::vec3& d) {
    return d * 0.5f + 0.5f;
}

std::vector<glm::vec3> directions() {
    std::vector<glm::vec3> out;
    for (int i = 0; i < 200; ++i) {
        const float y = 1 - 2 * (i + 0.5f) / 200, r = std::sqrt(1 - y * y), a = i * 2.399963f;
        out.push_back({r * std::cos(a), y, r * std::sin(a)});
    }
    return out;
}

TEST(Environment, whiteFurnace) {
    const Environment e = buildEnvironment(constant, {64, 1});
    ASSERT_EQ(e.levels.size(), 4u);
    for (const Environment::Level& level : e.levels) {
        ASSERT_EQ(level.texels.size(), size_t(24) * level.size * level.size);
        for (size_t i = 0; i < level.texels.size(); i += 4) {
            ASSERT_NEAR(fromHalf(level.texels[i]), 0.5f, 0.001f);
            ASSERT_NEAR(fromHalf(level.texels[i + 1]), 1.0f, 0.002f);
            ASSERT_NEAR(fromHalf(level.texels[i + 2]), 2.0f, 0.004f);
            ASSERT_EQ(level.texels[i + 3], 0x3c00);
        }
    }
    for (const glm::vec3& n : directions()) {
        EXPECT_NEAR(diffuse(e, n).r, 0.5f, 1e-3f);
        EXPECT_NEAR(diffuse(e, n).b, 2.0f, 4e-3f);
    }
}

// A surface facing +Y under radiance max(y, 0): ∫ cos² / π over the hemisphere = 2/3; facing down
// nothing.
TEST(Environment, diffuseLightIsTheCosineIntegral) {
    const Environment e = buildEnvironment(cosineUp, {64, 1});
    EXPECT_NEAR(diffuse(e, {0, 1, 0}).r, 2.0f / 3, 0.02f);
    EXPECT_NEAR(diffuse(e, {0, -1, 0}).r, 0, 0.03f);
    // Sideways: ∫ y · x / π over x, y > 0 = 2 / (3π).
    EXPECT_NEAR(diffuse(e, {1, 0, 0}).r, 2 / (3 * 3.14159265f), 0.02f);
}

TEST(Environment, diffuseLightAgreesWithBruteForce) {
    const Environment e = buildEnvironment(studioRadiance, {64, 1});
    for (const glm::vec3& n : directions()) {
        double sum = 0;
        const int count = 4000;
        for (int i = 0; i < count; ++i) {
            const float y = 1 - 2 * (i + 0.5f) / count, r = std::sqrt(1 - y * y), a = i * 2.399963f;
            const glm::vec3 d{r * std::cos(a), y, r * std::sin(a)};
            sum += studioRadiance(d).r * std::max(glm::dot(d, n), 0.0f) * 4.0 / count;
        }
        EXPECT_NEAR(diffuse(e, n).r, sum, 0.02);
    }
}

TEST(Environment, facesAreWhereGlExpectsThem) {
    const Environment e = buildEnvironment(byAxis, {32, 1});
    const Environment::Level& l = e.levels[0];
    const uint32_t m = l.size / 2, last = l.size - 1;
    const glm::vec3 axes[6] = {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}};
    for (int face = 0; face < 6; ++face) {
        const glm::vec3 expected = axes[face] * 0.5f + 0.5f;
        EXPECT_LT(glm::length(texel(l, face, m, m) - expected), 0.05f) << face;
    }
    EXPECT_GT(texel(l, 4, m, 0).g, 0.8f) << "row 0 of +Z is up";
    EXPECT_GT(texel(l, 4, last, m).r, 0.8f) << "the right of +Z is +X";
    EXPECT_GT(texel(l, 0, 0, m).b, 0.8f) << "the left of +X is +Z";
    EXPECT_GT(texel(l, 2, m, last).b, 0.8f) << "the bottom of +Y is +Z";
}

TEST(Environment, rougherLevelsAreBlurredMoreAndKeepTheirEnergy) {
    const Environment e = buildEnvironment(lamp, {64, 1});
    float lastPeak = 11;
    for (const Environment::Level& level : e.levels) {
        const float peak = texel(level, 0, level.size / 2, level.size / 2).r;
        EXPECT_LT(peak, lastPeak);
        lastPeak = peak;
        double sum = 0, weight = 0;
        for (int face = 0; face < 6; ++face) {
            for (uint32_t y = 0; y < level.size; ++y) {
                for (uint32_t x = 0; x < level.size; ++x) {
                    const glm::vec3 p =
                        faceDirection(face, texelCenter(x, level.size), texelCenter(y, level.size));
                    const double w = 1 / std::pow(glm::dot(p, p), 1.5);
                    sum += w * texel(level, face, x, y).r;
                    weight += w;
                }
            }
        }
        EXPECT_NEAR(sum / weight, 0.1 + 10.0 / 40, 0.02) << level.size;  // ½ ∫ over x
    }
    EXPECT_LT(lastPeak, 2);
}

// The GGX lobe integrated straight from its definition, against a filtered level.
TEST(Environment, levelsAreTheGgxIntegral) {
    const Environment e = buildEnvironment(studioRadiance, {128, 1});
    for (size_t i = 1; i < e.levels.size(); ++i) {
        const Environment::Level& level = e.levels[i];
        const double roughness = double(i) / (e.levels.size() - 1), a2 = std::pow(roughness, 4);
        double error = 0;
        int count = 0;
        for (int face = 0; face < 6; ++face) {
            const uint32_t x = level.size / 3, y = level.size / 4;
            const glm::vec3 n = glm::normalize(
                faceDirection(face, texelCenter(x, level.size), texelCenter(y, level.size)));
            double sum = 0, total = 0;
            const int samples = 200000;
            for (int s = 0; s < samples; ++s) {
                const float dy = 1 - 2 * (s + 0.5f) / samples, r = std::sqrt(1 - dy * dy),
                            a = s * 2.39996323f;
                const glm::vec3 d{r * std::cos(a), dy, r * std::sin(a)};
                const double nl = glm::dot(n, d);
                if (nl <= 0) continue;
                const double k = (1 + nl) / 2 * (a2 - 1) + 1;
                sum += nl / (k * k) * studioRadiance(d).r;
                total += nl / (k * k);
            }
            error += std::abs(texel(level, face, x, y).r - sum / total) / (sum / total);
            ++count;
        }
        EXPECT_LT(error / count, 0.05) << "level " << i;
    }
}

TEST(Environment, studioLightsAWhiteSurfaceToAboutOne) {
    const Environment e = buildEnvironment(studioRadiance, {64, 1});
    const glm::vec3 front = diffuse(e, glm::normalize(glm::vec3(0, 0.3f, 1)));
    EXPECT_GT(front.r, 0.8f);
    EXPECT_LT(front.r, 1.15f);
    EXPECT_EQ(front.r, front.g);
    EXPECT_EQ(front.g, front.b);
    EXPECT_GT(diffuse(e, {0, 1, 0}).r, diffuse(e, {0, -1, 0}).r * 2) << "light from above";
    EXPECT_GT(diffuse(e, {-1, 0, 0}).r, diffuse(e, {1, 0, 0}).r) << "the key is on the left";
    const Environment n = buildEnvironment(neutralRadiance, {64, 1});
    for (const glm::vec3& d : directions()) {
        if (std::abs(d.y) > 0.05f) continue;
        EXPECT_NEAR(diffuse(n, d).r, 1 / 0.96f, 0.02f) << "the neutral light has no side";
    }
}

TEST(Environment, slicesGiveTheSameAsOneGo) {
    EnvironmentBuilder builder(studioRadiance, {32, 1.5f});
    float last = -1;
    int slices = 0;
    while (!builder.step(1)) {
        EXPECT_GE(builder.progress(), last);
        EXPECT_LE(builder.progress(), 1);
        last = builder.progress();
        ++slices;
    }
    EXPECT_GT(slices, 20);
    const Environment a = builder.take(), b = buildEnvironment(studioRadiance, {32, 1.5f});
    for (size_t i = 0; i < a.levels.size(); ++i) EXPECT_EQ(a.levels[i].texels, b.levels[i].texels);
    EXPECT_EQ(a.irradiance.texels, b.irradiance.texels);
}

TEST(Environment, equirectImagesLieAsInThreeJs) {
    // A bright spot in the middle of the picture is seen along +X, one at a quarter of the width
    // along −Z.
    Equirect image{64, 32, std::vector<glm::vec3>(64 * 32, glm::vec3(0.1f))};
    for (int y = 14; y < 18; ++y) {
        for (int x = 30; x < 34; ++x) image.texels[y * 64 + x] = {10, 0, 0};
        for (int x = 14; x < 18; ++x) image.texels[y * 64 + x] = {0, 10, 0};
    }
    for (int x = 0; x < 64; ++x) image.texels[x] = {0, 0, 10};
    EnvironmentBuilder builder(image, {64, 1});
    while (!builder.step(1000)) {
    }
    const Environment e = builder.take();
    const uint32_t m = 32;
    EXPECT_GT(texel(e.levels[0], 0, m, m).r, 8);
    EXPECT_GT(texel(e.levels[0], 5, m, m).g, 8);
    EXPECT_GT(texel(e.levels[0], 2, m, m).b, 8);
    EXPECT_NEAR(texel(e.levels[0], 4, m, m).r, 0.1f, 0.01f);
    EXPECT_NEAR(texel(e.levels[0], 1, m, m).g, 0.1f, 0.01f);
}

// One pixel of sun in a large image must give as much light as it should.
TEST(Environment, smallSunsAreNotLost) {
    Equirect image{512, 256, std::vector<glm::vec3>(512 * 256, glm::vec3(0))};
    for (int y = 100; y < 102; ++y) {
        for (int x = 300; x < 302; ++x) image.texels[y * 512 + x] = glm::vec3(20000);
    }
    double expected = 0;
    for (int y = 100; y < 102; ++y) {
        expected += 2 * 20000 * std::sin((y + 0.5) / 256 * M_PI) * (M_PI / 256) * (2 * M_PI / 512);
    }
    EnvironmentBuilder builder(image, {128, 1});
    while (!builder.step(1000)) {
    }
    const double around = (301.0 / 512 - 0.5) * 2 * M_PI, down = 101.0 / 256 * M_PI;
    const glm::vec3 sun(std::cos(around) * std::sin(down), std::cos(down),
                        std::sin(around) * std::sin(down));
    EXPECT_NEAR(diffuse(builder.take(), sun).r * M_PI, expected, expected * 0.05);
}

TEST(Environment, brokenImagesGiveDarkness) {
    EnvironmentBuilder builder(Equirect{4, 4, {}}, {16, 1});
    while (!builder.step(1000)) {
    }
    EXPECT_EQ(diffuse(builder.take(), {0, 1, 0}), glm::vec3(0));
}

TEST(Cube, lookUpsSeeNoSeams) {
    Cube cube(16);
    for (int f = 0; f < 6; ++f) {
        for (int y = 0; y < 16; ++y) {
            for (int x = 0; x < 16; ++x) {
                cube.at(f, x, y) = byAxis(
                    glm::normalize(faceDirection(f, texelCenter(x, 16), texelCenter(y, 16))));
            }
        }
    }
    cube.sealBorders();
    for (const glm::vec3& d : directions()) {
        EXPECT_LT(glm::length(cube.sample(d * 3.0f) - byAxis(d)), 0.06f)
            << d.x << " " << d.y << " " << d.z;
    }
    for (float t = -1; t <= 1; t += 0.05f) {
        const glm::vec3 a = cube.sample({1, t, 0.999f}), b = cube.sample({0.999f, t, 1});
        EXPECT_LT(glm::length(a - b), 0.05f);
    }
}

}  // namespace
}  // namespace vitrine::light
