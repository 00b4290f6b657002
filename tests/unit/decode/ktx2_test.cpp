#include "decode/Ktx2.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

#include "support.h"

namespace vitrine::decode {
namespace {

using test::Buffer;
using test::bytesOf;

constexpr BlockFormat kFormats[] = {
    BlockFormat::Rgba8, BlockFormat::Astc4x4,  BlockFormat::Bc7,    BlockFormat::Bc3,
    BlockFormat::Bc1,   BlockFormat::Etc2Rgba, BlockFormat::Etc2Rgb};

TEST(Ktx2, AHandMadeFileOfOneColorBecomesThatColor) {
    const Buffer file = test::uastcFile(10, 6, 0xC0336699);
    const auto ktx2 = Ktx2::open(bytesOf(file));
    ASSERT_TRUE(ktx2) << ktx2.error().message;
    const Ktx2Info& info = ktx2->info();
    EXPECT_TRUE(info.uastc);
    EXPECT_TRUE(info.alpha);
    EXPECT_TRUE(info.srgb);
    ASSERT_EQ(info.levels.size(), 4u);
    EXPECT_EQ(info.levels[1].width, 5u);
    EXPECT_EQ(info.levels[3].height, 1u);
    EXPECT_LT(info.headerBytes, info.levels[3].offset + 1);
    for (size_t level = 0; level < info.levels.size(); ++level) {
        const auto pixels = ktx2->transcode(level, BlockFormat::Rgba8);
        ASSERT_TRUE(pixels) << pixels.error().message;
        ASSERT_EQ(pixels->size(), info.levels[level].width * info.levels[level].height * 4);
        for (size_t i = 0; i < pixels->size(); i += 4) {
            uint32_t rgba;
            std::memcpy(&rgba, pixels->data() + i, 4);
            ASSERT_EQ(rgba, 0xC0336699u);
        }
    }
}

TEST(Ktx2, EveryFormatHasItsSize) {
    const Buffer file = test::uastcFile(20, 12, 0xFF336699);
    const auto ktx2 = Ktx2::open(bytesOf(file));
    ASSERT_TRUE(ktx2);
    EXPECT_FALSE(ktx2->info().alpha);
    for (const BlockFormat format : kFormats) {
        const auto blocks = ktx2->transcode(0, format);
        ASSERT_TRUE(blocks) << blocks.error().message;
        EXPECT_EQ(blocks->size(), blockBytes(format, 20, 12));
    }
    const auto none = ktx2->transcode(9, BlockFormat::Rgba8);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::BadImage);
}

TEST(Ktx2, APrefixOfTheFileIsEnoughForItsSmallLevels) {
    std::vector<Buffer> files = test::sampleKtx2();
    files.push_back(test::uastcFile(64, 64, 0xFF336699));
    for (const Buffer& file : files) {
        const auto whole = Ktx2::open(bytesOf(file));
        ASSERT_TRUE(whole) << whole.error().message;
        const auto& levels = whole->info().levels;
        const size_t level = levels.size() / 2;
        const size_t known = size_t(levels[level].offset + levels[level].length);
        Buffer part = test::prefix(file, known);
        part.resize(file.size());
        ASSERT_GE(known, whole->info().headerBytes);
        const auto partial = Ktx2::open(bytesOf(part));
        ASSERT_TRUE(partial) << partial.error().message;
        for (size_t i = level; i < levels.size(); ++i) {
            const auto a = whole->transcode(i, BlockFormat::Bc7);
            const auto b = partial->transcode(i, BlockFormat::Bc7);
            ASSERT_TRUE(a && b);
            EXPECT_EQ(*a, *b);
        }
    }
}

TEST(Ktx2, SampleImagesBecomeEveryFormatThatChooseNames) {
    const std::vector<Buffer> files = test::sampleKtx2();
    if (files.empty()) GTEST_SKIP() << "the sample models are not at hand";
    for (const Buffer& file : files) {
        const auto ktx2 = Ktx2::open(bytesOf(file));
        ASSERT_TRUE(ktx2) << ktx2.error().message;
        const auto& levels = ktx2->info().levels;
        const size_t level = std::min<size_t>(levels.size() - 1, 3);
        for (const BlockFormat format : kFormats) {
            if (format != BlockFormat::Rgba8 && ktx2->choose(bit(format)) != format) continue;
            const auto blocks = ktx2->transcode(level, format);
            ASSERT_TRUE(blocks) << int(format) << ": " << blocks.error().message;
            EXPECT_NE(std::count(blocks->begin(), blocks->end(), 0), long(blocks->size()));
        }
    }
}

TEST(Ktx2, FilesThatAreCutAnywhereAreErrors) {
    const Buffer made = test::uastcFile(16, 16, 0xFF336699);
    for (size_t size = 0; size < made.size(); size += 7) {
        const Buffer part = test::prefix(made, size);
        const auto ktx2 = Ktx2::open(bytesOf(part));
        ASSERT_FALSE(ktx2) << size;
        EXPECT_EQ(ktx2.error().code, ErrorCode::BadImage);
    }
    for (const Buffer& file : test::sampleKtx2()) {
        const auto whole = Ktx2::open(bytesOf(file));
        const size_t header = size_t(whole->info().headerBytes);
        for (size_t size = 0; size < std::min<size_t>(header, 2000); size += 7) {
            const Buffer part = test::prefix(file, size);
            EXPECT_FALSE(Ktx2::open(bytesOf(part))) << size;
        }
    }
}

TEST(Ktx2, HeadersThatLieAreErrors) {
    const Buffer good = test::uastcFile(16, 16, 0xFF336699);
    const auto codeOf = [&](size_t at, uint32_t word) {
        Buffer bad = good;
        std::memcpy(bad.data() + at, &word, 4);
        const auto ktx2 = Ktx2::open(bytesOf(bad));
        return ktx2 ? ErrorCode::Internal : ktx2.error().code;
    };
    EXPECT_EQ(codeOf(0, 0), ErrorCode::BadImage);            // identifier
    EXPECT_EQ(codeOf(12, 37), ErrorCode::BadImage);          // a Vulkan format
    EXPECT_EQ(codeOf(20, 0), ErrorCode::BadImage);           // width
    EXPECT_EQ(codeOf(20, 1 << 20), ErrorCode::TooLarge);     // width
    EXPECT_EQ(codeOf(20, 4096), ErrorCode::BadImage);        // more pixels than bytes
    EXPECT_EQ(codeOf(32, 6), ErrorCode::BadImage);           // layers
    EXPECT_EQ(codeOf(36, 6), ErrorCode::BadImage);           // faces
    EXPECT_EQ(codeOf(40, 0), ErrorCode::BadImage);           // levels
    EXPECT_EQ(codeOf(40, 77), ErrorCode::BadImage);          // levels
    EXPECT_EQ(codeOf(44, 1), ErrorCode::BadImage);           // BasisLZ of UASTC
    EXPECT_EQ(codeOf(48, 0xFFFFFFF0), ErrorCode::BadImage);  // descriptor
    EXPECT_EQ(codeOf(80, 0x7FFFFFFF), ErrorCode::BadImage);  // a level's offset
    EXPECT_EQ(codeOf(84, 0xFFFFFFFF), ErrorCode::BadImage);  // a level's offset
}

TEST(Ktx2, LevelsThatDoNotUnpackAreErrors) {
    Buffer file = test::uastcFile(16, 16, 0xFF336699);
    const uint32_t zstandard = 2;
    std::memcpy(file.data() + 44, &zstandard, 4);
    const auto ktx2 = Ktx2::open(bytesOf(file));
    ASSERT_TRUE(ktx2) << ktx2.error().message;
    for (const BlockFormat format : kFormats) {
        const auto out = ktx2->transcode(0, format);
        ASSERT_FALSE(out);
        EXPECT_EQ(out.error().code, ErrorCode::BadImage);
    }
}

}  // namespace
}  // namespace vitrine::decode
