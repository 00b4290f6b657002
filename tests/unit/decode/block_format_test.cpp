#include <gtest/gtest.h>

#include "decode/Ktx2.h"
#include "support.h"

namespace vitrine::decode {
namespace {

constexpr uint32_t kMobile =
    bit(BlockFormat::Astc4x4) | bit(BlockFormat::Etc2Rgba) | bit(BlockFormat::Etc2Rgb);
constexpr uint32_t kDesktop = bit(BlockFormat::Bc7) | bit(BlockFormat::Bc3) | bit(BlockFormat::Bc1);
constexpr uint32_t kOldDesktop = bit(BlockFormat::Bc3) | bit(BlockFormat::Bc1);

BlockFormat chosen(uint32_t width, uint32_t height, uint32_t rgba, uint32_t supported,
                   size_t top = 0) {
    const test::Buffer file = test::uastcFile(width, height, rgba);
    const auto ktx2 = Ktx2::open(test::bytesOf(file));
    EXPECT_TRUE(ktx2);
    return ktx2->choose(supported, top);
}

TEST(BlockFormats, TheOneThatHoldsTheQualityIsChosen) {
    EXPECT_EQ(chosen(16, 16, 0xFF336699, kMobile), BlockFormat::Astc4x4);
    EXPECT_EQ(chosen(16, 16, 0xFF336699, kDesktop), BlockFormat::Bc7);
    EXPECT_EQ(chosen(16, 16, 0xFF336699, kOldDesktop), BlockFormat::Bc1);
    EXPECT_EQ(chosen(16, 16, 0x80336699, kOldDesktop), BlockFormat::Bc3);
    EXPECT_EQ(chosen(16, 16, 0xFF336699, kMobile | kDesktop), BlockFormat::Astc4x4);
    EXPECT_EQ(chosen(16, 16, 0xFF336699, 0), BlockFormat::Rgba8);
}

TEST(BlockFormats, DesktopFormatsNeedSidesOfWholeBlocks) {
    EXPECT_EQ(chosen(18, 16, 0xFF336699, kDesktop), BlockFormat::Rgba8);
    EXPECT_EQ(chosen(18, 16, 0xFF336699, kDesktop | kMobile), BlockFormat::Astc4x4);
    // The texture's largest level counts, and that may be a smaller one of the file.
    EXPECT_EQ(chosen(20, 20, 0xFF336699, kDesktop, 1), BlockFormat::Rgba8);
}

TEST(BlockFormats, SizesAreInWholeBlocks) {
    EXPECT_EQ(blockBytes(BlockFormat::Rgba8, 5, 3), 60u);
    EXPECT_EQ(blockBytes(BlockFormat::Bc1, 5, 3), 16u);
    EXPECT_EQ(blockBytes(BlockFormat::Etc2Rgb, 1, 1), 8u);
    EXPECT_EQ(blockBytes(BlockFormat::Astc4x4, 8, 9), 96u);
}

}  // namespace
}  // namespace vitrine::decode
