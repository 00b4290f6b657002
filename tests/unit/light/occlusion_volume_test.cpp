#include "light/OcclusionVolume.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace vitrine::light {
namespace {

// A rectangle from a corner along two edges.
void addPlate(OcclusionVolume& volume, const glm::vec3& corner, const glm::vec3& u,
              const glm::vec3& v) {
    const glm::vec3 p[4] = {corner, corner + u, corner + u + v, corner + v};
    const uint32_t indices[] = {0, 1, 2, 0, 2, 3};
    volume.add(&p[0].x, 3, 4, indices, 6, glm::mat4(1));
}

// As the shader does it, but for the nearest cell.
float open(const VolumeMap& m, const glm::vec3& at, const glm::vec3& normal) {
    const glm::uvec3 i((at + normal * m.cell * 1.2f - m.min) / m.cell);
    const uint8_t* t = &m.texels[4 * ((i.z * m.size.y + i.y) * m.size.x + i.x)];
    return t[0] / 255.0f + glm::dot(glm::vec3(t[1], t[2], t[3]) / 255.0f - 0.5f, normal);
}

constexpr glm::vec3 kUp{0, 1, 0}, kDown{0, -1, 0};

TEST(OcclusionVolume, whereNothingIsAllIsOpen) {
    OcclusionVolume volume({-1, -1, -1}, {1, 1, 1});
    const VolumeMap m = volume.finish();
    ASSERT_EQ(m.texels.size(), size_t(4) * m.size.x * m.size.y * m.size.z);
    EXPECT_GE(m.size.x, 30u);
    EXPECT_LE(m.texels.size(), 4 * 50000u);
    for (const glm::vec3& n : {kUp, kDown, glm::vec3(1, 0, 0), glm::vec3(0, 0, -1)}) {
        EXPECT_NEAR(open(m, glm::vec3(0), n), 1, 0.05f);
    }
}

TEST(OcclusionVolume, aPlateHidesOnlyWhatIsBehindIt) {
    OcclusionVolume volume({-1, -0.5f, -1}, {1, 0.5f, 1});
    addPlate(volume, {-1, 0, -1}, {2, 0, 0}, {0, 0, 2});
    const VolumeMap m = volume.finish();
    EXPECT_NEAR(open(m, {0.1f, 0, 0.1f}, kUp), 1, 0.08f) << "a flat surface does not shade itself";
    EXPECT_NEAR(open(m, {0.1f, 0, 0.1f}, kDown), 1, 0.08f);
    EXPECT_LT(open(m, {0.1f, 0.25f, 0.1f}, kDown), 0.25f) << "under the table";
}

TEST(OcclusionVolume, aPlateThatIsHalfCutOutHidesHalf) {
    float under[3];
    for (const int quarters : {0, 2, 4}) {
        OcclusionVolume volume({-1, -0.5f, -1}, {1, 0.5f, 1});
        const glm::vec3 p[4] = {{-1, 0, -1}, {1, 0, -1}, {1, 0, 1}, {-1, 0, 1}};
        const uint32_t indices[] = {0, 1, 2, 0, 2, 3};
        volume.add(&p[0].x, 3, 4, indices, 6, glm::mat4(1), quarters * 0.25f);
        under[quarters / 2] = open(volume.finish(), {0.1f, -0.25f, 0.1f}, kUp);
    }
    EXPECT_NEAR(under[0], 1, 0.05f);
    EXPECT_LT(under[2], 0.25f);
    // A fifth more than the area says, as of any surface.
    EXPECT_NEAR(under[1], glm::mix(under[0], under[2], 0.6f), 0.1f);
}

TEST(OcclusionVolume, aWallTakesHalfOfTheLightOfTheFloorBesideIt) {
    OcclusionVolume volume({-1, 0, -1}, {1, 2, 1});
    addPlate(volume, {-1, 0, -1}, {2, 0, 0}, {0, 0, 2});
    addPlate(volume, {-1, 0, -1}, {0, 2, 0}, {0, 0, 2});
    const VolumeMap m = volume.finish();
    const float beside = open(m, {-0.85f, 0, 0}, kUp), away = open(m, {0.9f, 0, 0}, kUp);
    EXPECT_NEAR(beside, 0.6f, 0.15f);
    EXPECT_GT(away, 0.85f);
}

TEST(OcclusionVolume, insideABoxItIsDark) {
    OcclusionVolume volume({-1, -1, -1}, {1, 1, 1});
    const glm::vec3 x{2, 0, 0}, y{0, 2, 0}, z{0, 0, 2}, low{-1, -1, -1};
    addPlate(volume, low, x, y);
    addPlate(volume, low, y, z);
    addPlate(volume, low, z, x);
    addPlate(volume, low + z, x, y);
    addPlate(volume, low + x, y, z);
    addPlate(volume, low + y, z, x);
    const VolumeMap m = volume.finish();
    for (const glm::vec3& n : {kUp, kDown, glm::vec3(1, 0, 0), glm::vec3(0, 0, -1)}) {
        EXPECT_LT(open(m, glm::vec3(0), n), 0.05f);
        EXPECT_GT(open(m, n, n), 0.9f) << "outside it is bright";
    }
}

TEST(OcclusionVolume, thePoseCounts) {
    OcclusionVolume volume({-1, -1, -1}, {1, 1, 1});
    const float plate[] = {-1, 0, -1, 1, 0, -1, 1, 0, 1, -1, 0, 1};
    const uint32_t indices[] = {0, 1, 2, 0, 2, 3};
    glm::mat4 raised(1);
    raised[3] = {0, 0.8f, 0, 1};
    volume.add(plate, 3, 4, indices, 6, raised);
    const VolumeMap m = volume.finish();
    EXPECT_LT(open(m, {0, 0.6f, 0}, kUp), 0.4f);
    EXPECT_GT(open(m, {0, 0.6f, 0}, kDown), 0.9f);
}

TEST(OcclusionVolume, badInputIsSkipped) {
    EXPECT_EQ(OcclusionVolume(glm::vec3(1), glm::vec3(1)).finish().size, glm::uvec3(0));
    const float nan = std::numeric_limits<float>::quiet_NaN();
    OcclusionVolume volume({-1, -1, -1}, {1, 1, 1});
    const float far[] = {nan, 0, 0, 0, nan, 0, 0, 0, nan, 1e30f, 0, 0, 0, 1e30f, 0, 0, 0, 5};
    const uint32_t indices[] = {0, 1, 2, 3, 4, 5, 0, 1, 99};
    volume.add(far, 3, 6, indices, 9, glm::mat4(1));
    EXPECT_NEAR(open(volume.finish(), glm::vec3(0), kUp), 1, 0.05f);
}

TEST(OcclusionVolume, theSameInputGivesTheSameBytes) {
    const auto make = [] {
        OcclusionVolume volume({-1, 0, -1}, {1, 1, 1});
        addPlate(volume, {-1, 0, -1}, {2, 0.5f, 0}, {0, 0, 2});
        return volume.finish().texels;
    };
    EXPECT_EQ(make(), make());
}

}  // namespace
}  // namespace vitrine::light
