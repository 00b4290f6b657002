#include <gtest/gtest.h>

#include <cmath>

#include "support.h"

namespace vitrine::pack::test {
namespace {

TEST(Textures, aColourImageBecomesAnSrgbKtx2WithAllMipLevels) {
    const Pixels source = gradient(128, 64);
    const Texture texture = encodeOne(png(source), kColour);
    EXPECT_EQ(texture.width, 128u);
    EXPECT_EQ(texture.height, 64u);
    EXPECT_TRUE(texture.srgb);
    EXPECT_EQ(texture.levels.size(), 8u);

    const ReadBack back = readBack(texture.ktx2);
    EXPECT_TRUE(back.srgb);
    EXPECT_EQ(back.uastc, texture.uastc);
    EXPECT_FALSE(back.alpha);
    ASSERT_EQ(back.levels.size(), 8u);
    EXPECT_EQ(back.levels[7].width, 1u);
    EXPECT_EQ(back.levels[7].height, 1u);
    const double measured = psnr(source, back.levels[0]);
    EXPECT_GT(measured, 36);
    EXPECT_NEAR(texture.psnr, measured, 0.05);
}

TEST(Textures, levelsLieSmallestFirstBehindTheHeader) {
    for (const ImageUse use : {kColour, kNormals}) {
        const Texture texture = encodeOne(png(bumps(64)), use);
        uint64_t end = texture.headerLength;
        for (size_t i = texture.levels.size(); i-- > 0;) {
            EXPECT_GE(texture.levels[i].offset, end);
            EXPECT_LT(texture.levels[i].offset, end + 16);
            EXPECT_EQ(texture.levels[i].width, 64u >> i);
            end = texture.levels[i].offset + texture.levels[i].length;
        }
        EXPECT_EQ(end, texture.ktx2.size());
        EXPECT_EQ(texture.headerLength, texture.levels.back().offset);
    }
}

TEST(Textures, aNormalMapIsLinearPreciseAndItsLevelsAreUnitVectors) {
    const Pixels source = bumps(128);
    const Texture texture = encodeOne(png(source), kNormals);
    EXPECT_FALSE(texture.srgb);
    const ReadBack back = readBack(texture.ktx2);
    EXPECT_FALSE(back.srgb);
    EXPECT_GT(psnr(source, back.levels[0]), 36);
    for (const Pixels& level : back.levels) {
        double sum = 0;
        for (size_t i = 0; i < level.rgba.size(); i += 4) {
            double square = 0;
            for (size_t c = i; c < i + 3; ++c) square += std::pow(level.rgba[c] / 127.5 - 1, 2);
            sum += std::sqrt(square);
        }
        EXPECT_NEAR(sum / (double(level.rgba.size()) / 4), 1, 0.05) << level.width;
    }
}

TEST(Textures, whatEtc1sCannotHoldBecomesUastc) {
    // Two hues in every block, of which ETC1S has one.
    const Pixels source = paint(64, 64, [](uint32_t x, uint32_t y) {
        return (x * 7 + y * 3) % 5 < 2 ? std::array<int, 4>{230, 40, 30, 255}
                                       : std::array<int, 4>{30, 60, 230, 255};
    });
    const Texture texture = encodeOne(png(source), kColour);
    EXPECT_TRUE(texture.uastc);
    EXPECT_GT(psnr(source, readBack(texture.ktx2).levels[0]), 36);
}

TEST(Textures, aTextureOfMuchDetailStaysWithinItsBudget) {
    const File file = png(noise(256, 256));
    EXPECT_LT(encodeOne(file, kColour).ktx2.size(), file.bytes.size() * 3 / 10);
}

TEST(Textures, mipLevelsAreMeansOfLight) {
    // Half of the light of white is sRGB 188, not 128.
    const Pixels checker = paint(64, 64, [](uint32_t x, uint32_t y) {
        const int v = (x + y) % 2 ? 255 : 0;
        return std::array<int, 4>{v, v, v, 255};
    });
    const ReadBack colour = readBack(encodeOne(png(checker), kColour).ktx2);
    EXPECT_NEAR(colour.levels[3].rgba[0], 188, 6);
    const ReadBack data = readBack(encodeOne(png(checker), kData).ktx2);
    EXPECT_NEAR(data.levels[3].rgba[0], 128, 6);
}

TEST(Textures, alphaIsKeptWhereItIsUsedAndWeighsColours) {
    const File file = png(disc(64));
    const ReadBack with = readBack(encodeOne(file, kColourAlpha).ktx2);
    EXPECT_TRUE(with.alpha);
    EXPECT_LT(with.levels[0].rgba[3], 8);
    const size_t middle = (32 * 64 + 32) * 4;
    EXPECT_GT(with.levels[0].rgba[middle + 3], 247);
    // The blue of the transparent ground does not bleed into the smallest level.
    EXPECT_GT(with.levels.back().rgba[0], 180);
    EXPECT_LT(with.levels.back().rgba[2], 60);

    EXPECT_FALSE(readBack(encodeOne(file, kColour).ktx2).alpha);
}

TEST(Textures, sidesAreWholeBlocksWithinTheMaximumAndNeverLarger) {
    TextureOptions options;
    options.maxSize = 64;
    options.maxDataSize = 32;
    const File file = png(gradient(200, 101));
    const Texture colour = encodeOne(file, kColour, options);
    EXPECT_EQ(colour.width, 64u);
    EXPECT_EQ(colour.height, 32u);
    EXPECT_EQ(encodeOne(file, kData, options).width, 32u);
    const Texture whole = encodeOne(file, kColour);
    EXPECT_EQ(whole.width, 200u);
    EXPECT_EQ(whole.height, 100u);
    EXPECT_EQ(encodeOne(png(gradient(3, 2)), kColour).width, 4u);
}

TEST(Textures, anImageOfOneColourTakesOneBlock) {
    const Pixels flat = paint(128, 128, [](uint32_t, uint32_t) {
        return std::array<int, 4>{200, 100, 50, 255};
    });
    const Texture texture = encodeOne(png(flat), kColour);
    EXPECT_EQ(texture.width, 4u);
    EXPECT_GT(texture.psnr, 36);
}

TEST(Textures, theSamePixelsWithTheSameUseAreOneTexture) {
    const Pixels pixels = gradient(32, 32);
    const File asPng = png(pixels), asWebp = webp(pixels), other = png(bumps(32));
    const auto encoded =
        encodeTextures({other.source(kColour), asPng.source(kColour), asWebp.source(kColour),
                        asPng.source(kData), asPng.source(kColour)},
                       {}, nullptr);
    ASSERT_TRUE(encoded);
    EXPECT_EQ((*encoded).texture, (std::vector<uint32_t>{0, 1, 1, 2, 1}));
    EXPECT_EQ((*encoded).textures.size(), 3u);
}

TEST(Textures, theMeanIsOfLightAndWeighedByAlpha) {
    const Pixels halves = paint(8, 8, [](uint32_t x, uint32_t) {
        return x < 4 ? std::array<int, 4>{255, 0, 0, 255} : std::array<int, 4>{0, 0, 0, 255};
    });
    const File opaque = png(halves), cut = png(disc(64));
    const auto encoded =
        encodeTextures({opaque.source(kColour), cut.source(kColourAlpha)}, {}, nullptr);
    ASSERT_TRUE(encoded);
    EXPECT_NEAR((*encoded).mean[0][0], 0.5f, 1e-4f);
    EXPECT_EQ((*encoded).mean[0][3], 1.0f);
    EXPECT_NEAR((*encoded).mean[1][0], 0.7157f, 1e-3f);  // 220 in linear light
    EXPECT_NEAR((*encoded).mean[1][3], 0.385f, 0.01f);   // a disc of 0.7 of half the side
}

TEST(Textures, bytesDoNotDependOnTheNumberOfJobs) {
    const File a = png(gradient(64, 64)), b = png(bumps(64)), c = png(noise(64, 64)),
               d = png(disc(64));
    const std::vector<ImageSource> sources = {a.source(kColour), b.source(kNormals),
                                              c.source(kData), d.source(kColourAlpha)};
    TextureOptions options;
    const auto alone = encodeTextures(sources, options, nullptr);
    options.jobs = 4;
    uint32_t calls = 0, last = 0;
    const auto together = encodeTextures(sources, options, [&](uint32_t done, uint32_t total) {
        ++calls;
        EXPECT_GT(done, last);
        EXPECT_EQ(total, 8u);
        last = done;
    });
    ASSERT_TRUE(alone);
    ASSERT_TRUE(together);
    EXPECT_EQ(calls, 8u);
    EXPECT_EQ(last, 8u);
    for (size_t i = 0; i < sources.size(); ++i) {
        EXPECT_EQ((*alone).textures[i].ktx2, (*together).textures[i].ktx2) << i;
    }
}

TEST(Textures, ktx2IsReadToo) {
    const Pixels source = gradient(64, 64);
    const File once{encodeOne(png(source), kColour).ktx2};
    const Texture twice = encodeOne(once, kColour);
    EXPECT_GT(psnr(source, readBack(twice.ktx2).levels[0]), 34);
}

TEST(Textures, badImagesAreErrorsThatNameTheImage) {
    const auto fails = [](const std::vector<uint8_t>& bytes, ErrorCode code, const char* says) {
        const File file{bytes};
        const File good = png(gradient(8, 8));
        const auto encoded =
            encodeTextures({good.source(kColour), file.source(kColour, "label")}, {}, nullptr);
        ASSERT_FALSE(encoded) << says;
        EXPECT_EQ(encoded.error().code, code) << says;
        EXPECT_EQ(encoded.error().url, "label");
        EXPECT_NE(encoded.error().message.find(says), std::string::npos) << encoded.error().message;
        EXPECT_FALSE(makeSmallImages({file.source(kColour, "label")}, {}));
    };
    const auto text = [](const std::string& s) { return std::vector<uint8_t>(s.begin(), s.end()); };
    fails({}, ErrorCode::BadImage, "neither PNG");
    fails(text("<html>not found</html>"), ErrorCode::BadImage, "neither PNG");
    fails(text(std::string("\0\0\0\x1c", 4) + "ftypavif and more"), ErrorCode::BadImage,
          "Save it as PNG, JPEG, WebP or KTX2");
    fails(text("\xff\xd8\xff nothing more"), ErrorCode::BadImage, "damaged");
    fails(text("RIFF\x10WEBPVP8 nothing"), ErrorCode::BadImage, "neither PNG");

    for (const File& whole : {png(noise(32, 32)), webp(noise(32, 32)),
                              File{encodeOne(png(noise(32, 32)), kColour).ktx2}}) {
        std::vector<uint8_t> half(whole.bytes.begin(),
                                  whole.bytes.begin() + long(whole.bytes.size() / 2));
        fails(half, ErrorCode::BadImage, "label");
    }

    std::vector<uint8_t> huge = png(gradient(8, 8)).bytes;
    huge[16 + 2] = 0x50;  // the width in the header: 0x5008 texels
    fails(huge, ErrorCode::TooLarge, "20488 x 8");
}

}  // namespace
}  // namespace vitrine::pack::test
