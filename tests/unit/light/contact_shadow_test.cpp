#include "light/ContactShadow.h"

#include <gtest/gtest.h>

#include <cmath>

namespace vitrine::light {
namespace {

// A horizontal square, as two triangles.
struct Plate {
    std::vector<float> positions;
    std::vector<uint32_t> indices{0, 1, 2, 0, 2, 3};
    Plate(float half, float height, float x = 0)
        : positions{x - half, height, -half, x + half, height, -half,
                    x + half, height, half,  x - half, height, half} {}
};

ShadowMap shade(const std::vector<Plate>& plates, float extent, float top, float softness,
                uint32_t size = 128) {
    ContactShadow s({-extent, -extent}, {extent, extent}, 0, top, softness, size);
    for (const Plate& p : plates) {
        s.add(p.positions.data(), 3, 4, p.indices.data(), 6, glm::mat4(1));
    }
    return s.finish();
}

int at(const ShadowMap& m, float x, float z) {
    const int i = static_cast<int>((x - m.min.x) / (m.max.x - m.min.x) * m.width);
    const int j = static_cast<int>((z - m.min.y) / (m.max.y - m.min.y) * m.height);
    if (i < 0 || j < 0 || i >= static_cast<int>(m.width) || j >= static_cast<int>(m.height))
        return 0;
    return m.alpha[static_cast<size_t>(j) * m.width + static_cast<size_t>(i)];
}

TEST(ContactShadow, darkUnderWhatTouchesTheGroundAndZeroAtTheBorder) {
    const ShadowMap m = shade({Plate(0.5f, 0)}, 0.5f, 1, 1);
    ASSERT_EQ(m.width, 128u);
    EXPECT_GT(at(m, 0, 0), 200);
    EXPECT_LT(at(m, 0.5f, 0), at(m, 0.3f, 0));
    EXPECT_LE(m.min.x, -0.6f);
    for (uint32_t i = 0; i < m.width; ++i) {
        EXPECT_EQ(m.alpha[i], 0);
        EXPECT_EQ(m.alpha[(m.height - 1) * m.width + i], 0);
        EXPECT_EQ(m.alpha[i * m.width], 0);
        EXPECT_EQ(m.alpha[i * m.width + m.width - 1], 0);
    }
}

TEST(ContactShadow, higherMeansFainterAndWider) {
    int last = 256;
    float lastEdge = 0;
    for (const float height : {0.0f, 0.1f, 0.3f, 0.6f}) {
        const ShadowMap m = shade({Plate(0.2f, height)}, 0.5f, 1, 1);
        const int middle = at(m, 0, 0);
        EXPECT_LT(middle, last) << height;
        last = middle;
        // Width at half of the darkness of the middle.
        float edge = 0;
        while (edge < 0.6f && at(m, edge, 0) > middle / 2) edge += 0.005f;
        EXPECT_GE(edge, lastEdge - 0.011f) << height;
        lastEdge = edge;
    }
    EXPECT_LT(last, 100);
}

TEST(ContactShadow, softnessWidensTheEdge) {
    const ShadowMap hard = shade({Plate(0.3f, 0.05f)}, 0.5f, 1, 0),
                    soft = shade({Plate(0.3f, 0.05f)}, 0.5f, 1, 1);
    const int hardRange = at(hard, 0.22f, 0) - at(hard, 0.38f, 0);
    const int softRange = at(soft, 0.22f, 0) - at(soft, 0.38f, 0);
    EXPECT_GT(hardRange, softRange);
    EXPECT_GT(at(hard, 0, 0), 150);
}

TEST(ContactShadow, wallsShadeTheGroundBesideThem) {
    const ShadowMap flat = shade({Plate(0.3f, 0)}, 0.3f, 1, 1),
                    block = shade({Plate(0.3f, 0), Plate(0.3f, 0.5f)}, 0.3f, 1, 1);
    ASSERT_EQ(flat.alpha.size(), block.alpha.size());
    for (size_t i = 0; i < flat.alpha.size(); ++i) EXPECT_GE(block.alpha[i] + 1, flat.alpha[i]);
    EXPECT_GT(at(block, 0.35f, 0), at(flat, 0.35f, 0) + 20);
    EXPECT_GT(at(block, 0.35f, 0), at(block, 0.4f, 0));
    EXPECT_GT(at(block, 0.4f, 0), at(block, 0.45f, 0));
}

// From its middle outwards the shade of a ball only gets fainter: no rings where its layers meet.
TEST(ContactShadow, noRingsUnderABall) {
    std::vector<float> p;
    const int n = 64;
    std::vector<uint32_t> indices;
    for (int a = 0; a <= n; ++a) {
        for (int c = 0; c <= n; ++c) {
            const float t = a * 3.14159265f / n, u = c * 6.2831853f / n;
            p.insert(p.end(), {0.5f * std::sin(t) * std::cos(u), 0.5f + 0.5f * std::cos(t),
                               0.5f * std::sin(t) * std::sin(u)});
        }
    }
    for (uint32_t a = 0; a < n; ++a) {
        for (uint32_t c = 0; c < n; ++c) {
            const uint32_t q = a * (n + 1) + c;
            for (const uint32_t v : {q, q + 1, q + n + 2, q, q + n + 2, q + n + 1})
                indices.push_back(v);
        }
    }
    for (const float softness : {0.3f, 1.0f}) {
        ContactShadow s({-0.5f, -0.5f}, {0.5f, 0.5f}, 0, 1, softness, 128);
        s.add(p.data(), 3, p.size() / 3, indices.data(), indices.size(), glm::mat4(1));
        const ShadowMap m = s.finish();
        const float cell = (m.max.x - m.min.x) / m.width;
        for (float x = 0; x < 0.9f; x += cell)
            EXPECT_LE(at(m, x + cell, 0), at(m, x, 0) + 3) << softness << " at " << x;
        EXPECT_GT(at(m, 0, 0), 180);
    }
}

TEST(ContactShadow, gradientsAreSmooth) {
    // High enough for a penumbra of a dozen texels.
    const ShadowMap m = shade({Plate(0.3f, 0.2f)}, 0.5f, 1, 1);
    int steepest = 0;
    for (uint32_t y = 0; y < m.height; ++y) {
        for (uint32_t x = 1; x < m.width; ++x) {
            steepest = std::max(steepest,
                                std::abs(m.alpha[y * m.width + x] - m.alpha[y * m.width + x - 1]));
        }
    }
    EXPECT_LT(steepest, 24);
}

TEST(ContactShadow, sameInputSameBytes) {
    EXPECT_EQ(shade({Plate(0.3f, 0.1f)}, 0.5f, 1, 0.7f).alpha,
              shade({Plate(0.3f, 0.1f)}, 0.5f, 1, 0.7f).alpha);
}

TEST(ContactShadow, windingAndOrderOfTrianglesDoNotMatter) {
    Plate turned(0.3f, 0.1f);
    turned.indices = {3, 2, 0, 2, 1, 0};
    EXPECT_EQ(shade({Plate(0.3f, 0.1f)}, 0.5f, 1, 1).alpha, shade({turned}, 0.5f, 1, 1).alpha);
}

TEST(ContactShadow, longModelsGetMapsOfTheirShape) {
    ContactShadow s({-2, -0.2f}, {2, 0.2f}, 0, 0.4f, 0.5f, 128);
    const Plate p(0.2f, 0);
    s.add(p.positions.data(), 3, 4, p.indices.data(), 6, glm::mat4(1));
    const ShadowMap m = s.finish();
    EXPECT_EQ(m.width, 128u);
    EXPECT_LT(m.height, 100u);
    EXPECT_NEAR((m.max.x - m.min.x) / m.width, (m.max.y - m.min.y) / m.height, 1e-5f);
    EXPECT_GT(at(m, 0, 0), 150);
}

TEST(ContactShadow, scaleDoesNotMatter) {
    const ShadowMap big = shade({Plate(300, 100)}, 500, 1000, 1),
                    small = shade({Plate(3e-4f, 1e-4f)}, 5e-4f, 1e-3f, 1);
    ASSERT_EQ(big.alpha.size(), small.alpha.size());
    int most = 0;
    for (size_t i = 0; i < big.alpha.size(); ++i)
        most = std::max(most, std::abs(big.alpha[i] - small.alpha[i]));
    EXPECT_LE(most, 12);
}

TEST(ContactShadow, thinLegsLeaveATrace) {
    const std::vector<float> leg = {0, 0, 0, 0.0005f, 0, 0, 0, 1, 0.0005f};
    ContactShadow s({-1, -1}, {1, 1}, 0, 1, 0.5f, 128);
    s.add(leg.data(), 3, 3, nullptr, 0, glm::mat4(1));
    const ShadowMap m = s.finish();
    ASSERT_GT(m.width, 0u);
    EXPECT_GT(at(m, 0, 0), 3);
}

TEST(ContactShadow, worldMatrixApplies) {
    glm::mat4 world(1);
    world[3] = glm::vec4(0.25f, 0, 0, 1);
    const Plate p(0.1f, 0), q(0.1f, 0, 0.25f);
    ContactShadow a({-0.5f, -0.5f}, {0.5f, 0.5f}, 0, 1, 1, 64),
        b({-0.5f, -0.5f}, {0.5f, 0.5f}, 0, 1, 1, 64);
    a.add(p.positions.data(), 3, 4, p.indices.data(), 6, world);
    b.add(q.positions.data(), 3, 4, q.indices.data(), 6, glm::mat4(1));
    EXPECT_EQ(a.finish().alpha, b.finish().alpha);
}

TEST(ContactShadow, nonsenseGivesNoMapOrASaneOne) {
    EXPECT_EQ(ContactShadow({0, 0}, {0, 0}, 0, 0, 1).finish().width, 0u);
    EXPECT_EQ(ContactShadow({NAN, 0}, {1, 1}, 0, 1, 1).finish().width, 0u);
    EXPECT_EQ(ContactShadow({1, 1}, {-1, -1}, 0, 1, 1).finish().width, 0u);
    EXPECT_EQ(ContactShadow({-1, -1}, {1, 1}, 0, 1, 1).finish().width, 0u) << "nothing added";
    ContactShadow s({-1, -1}, {1, 1}, 0, 1, NAN, 100000);
    const std::vector<float> bad = {NAN, 0,     0, INFINITY, 0, 0, 0, -INFINITY,
                                    1,   1e30f, 0, 1e30f,    0, 0, 0};
    const std::vector<uint32_t> indices = {0, 1, 2, 2, 3, 4, 4, 4, 4, 0, 1, 999999, 0};
    s.add(bad.data(), 3, 5, indices.data(), indices.size(), glm::mat4(1));
    const ShadowMap m = s.finish();
    EXPECT_LE(m.width, 1024u);
    // The footprint is a lie: far triangles stay outside, and huge ones don't take for ever.
    ContactShadow far({-1, -1}, {1, 1}, 0, 1, 1, 64);
    const std::vector<float> away = {100,   0, 100,   101,  0, 100,   100, 0, 101,
                                     -1e9f, 0, -1e9f, 1e9f, 0, -1e9f, 0,   0, 1e9f};
    far.add(away.data(), 3, 6, nullptr, 0, glm::mat4(1));
    EXPECT_GT(far.finish().width, 0u);
}

}  // namespace
}  // namespace vitrine::light
