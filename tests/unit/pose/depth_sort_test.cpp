// Blended triangles are drawn back to front.
#include "pose/DepthSort.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <random>

namespace vitrine::pose {
namespace {

using Indices = std::vector<uint32_t>;

/// One small triangle about each point, with indices in that order.
struct Soup {
    std::vector<glm::vec3> positions;
    Indices indices;
    explicit Soup(const std::vector<glm::vec3>& middles) {
        for (const glm::vec3& m : middles) {
            for (const glm::vec3& corner :
                 {glm::vec3(0.01f, 0, 0), glm::vec3(-0.01f, 0.01f, 0), glm::vec3(0, -0.01f, 0)}) {
                indices.push_back(static_cast<uint32_t>(positions.size()));
                positions.push_back(m + corner);
            }
        }
    }
};

TEST(DepthSort, farthestComesFirst) {
    const Soup soup({{0, 0, 1}, {0, 0, -3}, {0, 0, 2}});
    DepthSort sorter;
    EXPECT_EQ(sorter.sort(soup.positions, soup.indices, glm::mat4(1), {0, 0, 10}),
              (Indices{3, 4, 5, 0, 1, 2, 6, 7, 8}));
    EXPECT_EQ(sorter.sort(soup.positions, soup.indices, glm::mat4(1), {0, 0, -10}),
              (Indices{6, 7, 8, 0, 1, 2, 3, 4, 5}))
        << "from behind";
    const glm::mat4 turned = glm::scale(glm::mat4(1), {1, 1, -1});
    EXPECT_EQ(sorter.sort(soup.positions, soup.indices, turned, {0, 0, 10}),
              (Indices{6, 7, 8, 0, 1, 2, 3, 4, 5}))
        << "as the world has them";
}

TEST(DepthSort, equallyFarOnesKeepTheirOrder) {
    const Soup soup({{1, 0, 0}, {-1, 0, 0}, {1, 0, 0}});
    DepthSort sorter;
    EXPECT_EQ(sorter.sort(soup.positions, soup.indices, glm::mat4(1), {0, 0, 5}), soup.indices);
    EXPECT_TRUE(sorter.sort({}, {}, glm::mat4(1), {0, 0, 5}).empty());
}

TEST(DepthSort, manyTrianglesAreInOrder) {
    std::mt19937 random(7);
    std::uniform_real_distribution<float> anywhere(-1, 1);
    std::vector<glm::vec3> middles(5000);
    for (glm::vec3& m : middles) m = {anywhere(random), anywhere(random), anywhere(random)};
    const Soup soup(middles);
    const glm::vec3 eye(2, 1, 3);
    DepthSort sorter;
    const Indices& sorted = sorter.sort(soup.positions, soup.indices, glm::mat4(1), eye);
    Indices all = sorted;
    std::sort(all.begin(), all.end());
    EXPECT_EQ(all, soup.indices) << "each triangle once";
    float before = 1e9f;
    for (size_t i = 0; i < sorted.size(); i += 3) {
        const float distance = glm::distance(middles[sorted[i] / 3], eye);
        ASSERT_LE(distance, before + 3.5f / 65535) << "triangle " << i / 3;
        before = distance;
    }
}

TEST(DepthSort, brokenPositionsAreHarmless) {
    Soup soup({{0, 0, 1}, {0, 0, -3}});
    soup.positions[0].x = NAN;
    soup.positions[4].y = INFINITY;
    EXPECT_EQ(DepthSort().sort(soup.positions, soup.indices, glm::mat4(1), {0, 0, 5}).size(), 6u);
}

}  // namespace
}  // namespace vitrine::pose
