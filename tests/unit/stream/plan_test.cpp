// What is loaded of a product: pure decisions.
#include "stream/Plan.h"

#include <gtest/gtest.h>

namespace vitrine::stream {
namespace {

Manifest manifestOf(const std::vector<uint64_t>& bytes) {
    Manifest m;
    for (const uint64_t b : bytes) {
        Level l;
        l.file.length = b;
        m.levels.push_back(l);
    }
    return m;
}

TEST(Goal, isTheLastLevelUnlessTheShopperSavesData) {
    const Manifest three = manifestOf({1000, 10'000, 100'000});
    EXPECT_EQ(chooseGoal(three, {}).level, 2u);
    EXPECT_EQ(chooseGoal(three, {}).maxTexture, 0u);

    Device saving;
    saving.saveData = true;
    EXPECT_EQ(chooseGoal(three, saving).level, 1u);
    EXPECT_GT(chooseGoal(three, saving).maxTexture, 0u);
    EXPECT_EQ(chooseGoal(three, saving).reason, Reason::SaveData);

    Device slow;
    slow.connection = "2g";
    EXPECT_EQ(chooseGoal(three, slow).reason, Reason::SlowConnection);
    slow.connection = "4g";
    EXPECT_EQ(chooseGoal(three, slow).reason, Reason::Progress);
}

TEST(Goal, staysTheOnlyFullLevelButWithSmallTextures) {
    Device saving;
    saving.saveData = true;
    const Goal goal = chooseGoal(manifestOf({1000, 10'000}), saving);
    EXPECT_EQ(goal.level, 1u);
    EXPECT_GT(goal.maxTexture, 0u);
}

TEST(NextLevel, skipsStepsThatAreSmallAnyway) {
    EXPECT_EQ(nextLevel(manifestOf({20'000, 100'000, 400'000}), 0, 2), 2u);
    EXPECT_EQ(nextLevel(manifestOf({20'000, 300'000, 3'000'000}), 0, 2), 1u);
    EXPECT_EQ(nextLevel(manifestOf({20'000, 300'000, 3'000'000}), 1, 2), 2u);
    EXPECT_EQ(nextLevel(manifestOf({20'000, 9'000'000}), 0, 1), 1u) << "there is no other";
    EXPECT_EQ(nextLevel(manifestOf({20'000, 30'000, 40'000}), 0, 1), 1u) << "not beyond the goal";
}

/// 8 × 100'000 bytes, of which level 0 has 20'000: 80'000 may come ahead.
Manifest textured() {
    Manifest m = manifestOf({20'000, 50'000});
    m.levels[1].url = "level1.glb";
    m.levels[1].file.crc32 = "01234567";
    for (const char* url : {"a.ktx2", "b.ktx2", "c.ktx2"}) {
        TextureFile t;
        t.url = url;
        t.bytes = 210'000;
        t.width = t.height = 1024;
        // Smallest first behind a header of 1000 bytes, each four times as large as the one before.
        t.levels = {{10'000, 200'000, ""}, {5000, 5000, ""}, {3000, 2000, ""}, {1000, 2000, ""}};
        m.levels[1].textures.push_back(static_cast<uint32_t>(m.textures.size()));
        m.textures.push_back(t);
    }
    m.textures[2].bytes += 100'000;
    return m;
}

TEST(Ahead, isTheNextLevelsFileAndSmallLevelsOfItsTextures) {
    const std::vector<Beginning> ahead = aheadOf(textured(), 1, 256);
    ASSERT_EQ(ahead.size(), 4u);
    EXPECT_EQ(ahead[0].url, "level1.glb");
    EXPECT_EQ(ahead[0].length, 50'000u);
    EXPECT_EQ(ahead[0].crc32, "01234567") << "the whole file can be checked";
    EXPECT_EQ(ahead[1].url, "a.ktx2");
    EXPECT_EQ(ahead[1].length, 5000u)
        << "from the file's start to the end of the level of 256 texels";
    EXPECT_EQ(ahead[1].crc32, "");
}

TEST(Ahead, staysAnEighthOfTheProduct) {
    Manifest m = textured();
    m.levels[1].file.length = 70'000;
    EXPECT_EQ(aheadOf(m, 1, 256).size(), 3u) << "12'500 bytes are left for three times 5000";
    m.levels[1].file.length = 90'000;
    const std::vector<Beginning> small = aheadOf(m, 1, 256);
    ASSERT_EQ(small.size(), 3u) << "the level does not fit, but the textures do";
    EXPECT_EQ(small[0].url, "a.ktx2");
    m.levels[0].file.length = 200'000;
    EXPECT_TRUE(aheadOf(m, 1, 256).empty()) << "the first level alone is more";
}

TEST(Budget, isTheSmallerOfTheElementsAndTheDevices) {
    Device device;
    EXPECT_EQ(textureBudget(device, 0), 0u);
    EXPECT_EQ(textureBudget(device, 1000), 1000u);
    device.memory = 2;
    const uint64_t hint = textureBudget(device, 0);
    EXPECT_GT(hint, 0u);
    EXPECT_EQ(textureBudget(device, hint * 2), hint);
    EXPECT_EQ(textureBudget(device, hint / 2), hint / 2);
    device.memory = 8;
    EXPECT_EQ(textureBudget(device, 0), 0u);
}

uint64_t bytesOf(const std::vector<TextureSize>& sizes, const std::vector<uint32_t>& caps) {
    uint64_t sum = 0;
    for (size_t i = 0; i < sizes.size(); ++i) {
        for (uint32_t l = caps[i]; l < sizes[i].levels; ++l) {
            sum += uint64_t{std::max(sizes[i].width >> l, 1u)} * std::max(sizes[i].height >> l, 1u);
        }
    }
    return sum;
}

TEST(CapTextures, largestGiveWayFirstUntilAllFit) {
    const std::vector<TextureSize> sizes = {{2048, 2048, 12}, {1024, 1024, 11}, {64, 64, 7}};
    EXPECT_EQ(capTextures(sizes, 0, 0, 1), (std::vector<uint32_t>{0, 0, 0}));
    EXPECT_EQ(capTextures(sizes, 100u << 20, 0, 1), (std::vector<uint32_t>{0, 0, 0}));
    const auto caps = capTextures(sizes, 3u << 20, 0, 1);
    EXPECT_EQ(caps, (std::vector<uint32_t>{1, 0, 0}));
    for (const uint64_t budget : {1u << 20, 100'000u, 9'000u}) {
        EXPECT_LE(bytesOf(sizes, capTextures(sizes, budget, 0, 1)), budget);
    }
}

TEST(CapTextures, neverTakesTheSmallestLevel) {
    const std::vector<TextureSize> sizes = {{512, 512, 10}, {256, 256, 1}};
    EXPECT_EQ(capTextures(sizes, 1, 0, 4), (std::vector<uint32_t>{9, 0}));
}

TEST(CapTextures, sidesThatTheGpuTakes) {
    EXPECT_EQ(capTextures({{8192, 1024, 14}, {512, 512, 10}}, 0, 2048, 1),
              (std::vector<uint32_t>{2, 0}));
}

TEST(WantedLevel, isTheOneWithTexelsAsLargeAsPixels) {
    const auto wantedLevel = [](double texels, double pixels, uint32_t levels) {
        return stream::wantedLevel(texels, pixels, levels, Sharpness::Frame);
    };
    EXPECT_EQ(wantedLevel(1000, 1000, 12), 0u);
    EXPECT_EQ(wantedLevel(1000, 5000, 12), 0u) << "magnified";
    EXPECT_EQ(wantedLevel(1590, 1000, 12), 0u) << "the next has texels of more than 1.25 pixels";
    EXPECT_EQ(wantedLevel(1610, 1000, 12), 1u);
    EXPECT_EQ(wantedLevel(4000, 1000, 12), 2u);
    EXPECT_EQ(wantedLevel(1e12, 1e-3, 12), 11u);
    EXPECT_EQ(wantedLevel(0, 1000, 12), 0u) << "unknown density";
    EXPECT_EQ(wantedLevel(std::numeric_limits<double>::quiet_NaN(), 1000, 12), 0u);
}

TEST(WantedLevel, isOneMoreAtRest) {
    EXPECT_EQ(wantedLevel(1590, 1000, 12, Sharpness::Rest), 0u) << "there is none";
    EXPECT_EQ(wantedLevel(3190, 1000, 12, Sharpness::Rest), 0u);
    EXPECT_EQ(wantedLevel(3210, 1000, 12, Sharpness::Rest), 1u);
    EXPECT_EQ(wantedLevel(1e12, 1e-3, 12, Sharpness::Rest), 11u);
}

TEST(LevelWithin, isTheFirstThatFits) {
    EXPECT_EQ(levelWithin({2048, 512, 12}, 256), 3u);
    EXPECT_EQ(levelWithin({256, 256, 9}, 256), 0u);
    EXPECT_EQ(levelWithin({2048, 2048, 2}, 256), 1u) << "the last there is";
}

}  // namespace
}  // namespace vitrine::stream
