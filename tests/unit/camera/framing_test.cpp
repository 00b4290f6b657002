#include "camera/Framing.h"

#include "camera_test_util.h"

namespace vitrine::camera {
namespace {

void expectInView(const Framing& f, const std::vector<glm::dvec3>& points, const char* what) {
    for (const double aspect : {0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0}) {
        for (const char* orbit :
             {"0deg 75deg 100%", "45deg 90deg 100%", "90deg 0deg 100%", "200deg 180deg 100%",
              "-30deg 60deg 100%", "17deg 100deg 100%", "135deg 30deg 100%"}) {
            const settings::Settings s = settingsOf({{"camera-orbit", orbit}});
            const OrbitState state = framed(f, s, aspect);
            const Pose p = pose(state);
            for (const glm::dvec3& point : points) {
                const glm::dvec3 at = project(p, aspect, point);
                ASSERT_LE(std::abs(at.x), 1.0001) << what << " " << orbit << " aspect " << aspect;
                ASSERT_LE(std::abs(at.y), 1.0001) << what << " " << orbit << " aspect " << aspect;
                ASSERT_GT(at.z, p.nearPlane) << what << " " << orbit;
                ASSERT_LT(at.z, p.farPlane) << what << " " << orbit;
            }
        }
    }
}

TEST(Framing, everyBoxIsWhollyInViewFromEverywhere) {
    const struct {
        const char* name;
        glm::dvec3 min, max;
    } boxes[] = {
        {"cube", {-1, -1, -1}, {1, 1, 1}},
        {"millimetre", {-0.0005, 0, -0.0005}, {0.0005, 0.001, 0.0005}},
        {"kilometre", {-500, 0, -300}, {500, 200, 300}},
        {"offset", {100, 200, -300}, {101, 203, -299}},
        {"flat", {-1, 0, -2}, {1, 0, 2}},
        {"wall", {-1, 0, 0}, {1, 3, 0}},
        {"needle", {-0.001, 0, -0.001}, {0.001, 5, 0.001}},
        {"rod", {-4, 0, -0.01}, {4, 0.01, 0.01}},
    };
    for (const auto& box : boxes) {
        const Framing f = Framing::ofBox(box.min, box.max);
        expectInView(f, corners(f), box.name);
    }
}

std::vector<float> bottle() {
    // A slim body with a wide foot, away from the origin.
    std::vector<float> v;
    for (int i = 0; i <= 40; ++i) {
        const float y = i / 40.0f * 3, r = i < 6 ? 0.8f : 0.25f;
        for (int j = 0; j < 24; ++j) {
            const float a = j / 24.0f * 6.2831853f;
            v.insert(v.end(), {5 + r * std::cos(a), y, -2 + r * std::sin(a)});
        }
    }
    return v;
}

Framing measure(const std::vector<float>& v, const glm::mat4& world = glm::mat4(1)) {
    FramingBuilder b;
    b.add(v.data(), v.size() / 3, world);
    b.nextPass();
    b.add(v.data(), v.size() / 3, world);
    return b.finish();
}

TEST(Framing, measuredModelsAreInViewAndTighterThanTheirBox) {
    const std::vector<float> v = bottle();
    const Framing f = measure(v);
    std::vector<glm::dvec3> points;
    for (size_t i = 0; i < v.size(); i += 3) points.push_back({v[i], v[i + 1], v[i + 2]});
    expectInView(f, points, "bottle");
    const Framing box = Framing::ofBox(f.min, f.max);
    EXPECT_LT(f.radius, box.radius);
    EXPECT_LE(f.idealAspect(f.center(), 0.5), box.idealAspect(f.center(), 0.5));
    EXPECT_LT(f.idealAspect(f.center(), 0.5), 0.7);
}

TEST(Framing, sphereIsFramedByItsRadiusNotItsBox) {
    std::vector<float> v;
    for (int i = 0; i <= 64; ++i) {
        for (int j = 0; j < 64; ++j) {
            const float t = i / 64.0f * 3.14159265f, a = j / 64.0f * 6.2831853f;
            v.insert(v.end(), {std::sin(t) * std::cos(a), std::cos(t), std::sin(t) * std::sin(a)});
        }
    }
    const Framing f = measure(v);
    EXPECT_NEAR(f.radius, 1, 1e-5);
    EXPECT_NEAR(f.idealDistance(glm::dvec3(0), 30 * kDeg), 1 / std::sin(15 * kDeg), 1e-4);
    EXPECT_NEAR(f.idealAspect(glm::dvec3(0), 30 * kDeg), 1, 1e-9);
}

TEST(Framing, otherTargetsKeepTheModelInView) {
    const std::vector<float> v = bottle();
    const Framing f = measure(v);
    for (const char* target : {"5m 0m -2m", "5m 3m -2m", "6m 1m -1m"}) {
        for (const double aspect : {0.3, 1.0, 2.5}) {
            for (const char* orbit :
                 {"0deg 90deg 100%", "70deg 40deg 100%", "190deg 120deg 100%"}) {
                const settings::Settings s =
                    settingsOf({{"camera-orbit", orbit}, {"camera-target", target}});
                const Pose p = pose(framed(f, s, aspect));
                for (size_t i = 0; i < v.size(); i += 3) {
                    const glm::dvec3 at = project(p, aspect, {v[i], v[i + 1], v[i + 2]});
                    ASSERT_LE(std::max(std::abs(at.x), std::abs(at.y)), 1.0001)
                        << target << " " << orbit;
                }
            }
        }
    }
}

TEST(Framing, worldMatricesApply) {
    glm::mat4 m(1);
    m[3] = glm::vec4(10, 0, 0, 1);
    m[0][0] = -2;
    const Framing f = measure({-1, 0, 0, 1, 1, 1, 0, 0.5f, -1}, m);
    EXPECT_EQ(f.min, glm::dvec3(8, 0, -1));
    EXPECT_EQ(f.max, glm::dvec3(12, 1, 1));
}

TEST(Framing, nothingAndNonsenseGiveSomethingUsable) {
    EXPECT_GT(FramingBuilder().finish().radius, 0);
    const float nan = NAN, inf = INFINITY;
    const Framing f = measure({nan, 0, 0, 0, inf, 0, 1, 2, 3});
    EXPECT_EQ(f.min, glm::dvec3(1, 2, 3));
    EXPECT_EQ(f.max, glm::dvec3(1, 2, 3));
    EXPECT_GT(f.radiusAbout(f.center()), 0);
    EXPECT_TRUE(std::isfinite(f.idealDistance(f.center(), 0.5)));
    EXPECT_TRUE(std::isfinite(f.idealAspect(f.center(), 0.5)));
    const Framing odd = Framing::ofBox({nan, 0, 0}, {0, inf, 0});
    EXPECT_TRUE(std::isfinite(odd.radius));
}

}  // namespace
}  // namespace vitrine::camera
