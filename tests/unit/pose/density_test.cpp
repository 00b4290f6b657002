// How finely an image is spread over a surface.
#include "pose/Density.h"

#include <gtest/gtest.h>

namespace vitrine::pose {
namespace {

/// Squares of one metre side by side, each with `uv[i]` widths of the image per metre.
gltf::Primitive squares(const std::vector<float>& uv) {
    gltf::Primitive p;
    for (size_t i = 0; i < uv.size(); ++i) {
        const auto x = static_cast<float>(i);
        const auto first = static_cast<uint32_t>(p.positions.size());
        for (const glm::vec2 at : {glm::vec2{0, 0}, {1, 0}, {1, 1}, {0, 1}}) {
            p.positions.emplace_back(x + at.x, at.y, 0);
            p.uv[0].push_back(at * uv[i]);
        }
        for (const uint32_t corner : {0, 1, 2, 0, 2, 3}) p.indices.push_back(first + corner);
    }
    return p;
}

double densityOf(const std::vector<float>& uv, const glm::mat4& world = glm::mat4(1)) {
    return uvPerMetre(squares(uv), {}, world);
}

constexpr double kExact = 0.04;  // of the value: what a bin is wide

TEST(UvPerMetre, isWidthsOfTheImagePerMetre) {
    EXPECT_NEAR(densityOf({2}), 2, 2 * kExact);
    EXPECT_NEAR(densityOf({0.01f}), 0.01, 0.01 * kExact);
}

TEST(UvPerMetre, isThatOfTheWorldAndOfTheTransformedImage) {
    glm::mat4 twice(2);
    twice[3][3] = 1;
    EXPECT_NEAR(densityOf({2}, twice), 1, kExact);
    gltf::TextureSlot slot;
    slot.row0.x = slot.row1.y = 3;
    EXPECT_NEAR(uvPerMetre(squares({2}), slot, glm::mat4(1)), 6, 6 * kExact);
}

TEST(UvPerMetre, threeQuartersOfTheSurfaceReachIt) {
    EXPECT_NEAR(densityOf({8, 8, 8, 8, 8, 8, 8, 1}), 8, 8 * kExact) << "an eighth is coarser";
    EXPECT_NEAR(densityOf({8, 8, 8, 8, 8, 1, 1, 1}), 1, kExact) << "three eighths are coarser";
}

TEST(UvPerMetre, passesOverTrianglesOfOneTexel) {
    EXPECT_NEAR(densityOf({0, 0, 0, 4}), 4, 4 * kExact);
}

TEST(UvPerMetre, isNotKnownWithoutCoordinatesOrArea) {
    EXPECT_EQ(densityOf({0, 0}), 0);
    EXPECT_EQ(densityOf({}), 0);
    EXPECT_EQ(densityOf({1}, glm::mat4(0)), 0);
    gltf::Primitive bare = squares({1});
    bare.uv[0].clear();
    EXPECT_EQ(uvPerMetre(bare, {}, glm::mat4(1)), 0);
}

}  // namespace
}  // namespace vitrine::pose
