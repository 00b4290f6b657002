#include <gtest/gtest.h>
#include <webp/decode.h>

#include "support.h"

namespace vitrine::pack::test {
namespace {

Pixels decodeWebp(const std::vector<uint8_t>& webp) {
    Pixels out;
    int width = 0, height = 0;
    uint8_t* texels = WebPDecodeRGBA(webp.data(), webp.size(), &width, &height);
    if (!texels) return out;
    out = {uint32_t(width), uint32_t(height), {}};
    out.rgba.assign(texels, texels + size_t(width) * size_t(height) * 4);
    WebPFree(texels);
    return out;
}

TEST(SmallImages, coloursAreLargerThanOtherImagesAndNoneGrows) {
    const File large = png(gradient(512, 256)), small = png(gradient(48, 20));
    const auto images =
        makeSmallImages({large.source(kColour), large.source(kData), small.source(kColour)}, {});
    ASSERT_TRUE(images);
    EXPECT_EQ((*images)[0].width, 256u);
    EXPECT_EQ((*images)[0].height, 128u);
    EXPECT_EQ((*images)[1].width, 128u);
    EXPECT_EQ((*images)[2].width, 48u);
    EXPECT_EQ((*images)[2].height, 20u);
}

TEST(SmallImages, theyAreSmallWebpFilesThatLookLikeTheirSource) {
    const Pixels source = gradient(256, 256);
    const auto images = makeSmallImages({jpeg(source).source(kColour)}, {});
    ASSERT_TRUE(images);
    const SmallImage& image = (*images)[0];
    EXPECT_LT(image.webp.size(), 4096u);
    const Pixels back = decodeWebp(image.webp);
    ASSERT_EQ(back.width, 256u);
    EXPECT_GT(psnr(source, back), 30);
}

TEST(SmallImages, alphaIsKeptOnlyWhereItIsUsed) {
    const File file = png(disc(64));
    const auto images = makeSmallImages({file.source(kColourAlpha), file.source(kColour)}, {});
    ASSERT_TRUE(images);
    EXPECT_LT(decodeWebp((*images)[0].webp).rgba[3], 8);
    EXPECT_EQ(decodeWebp((*images)[1].webp).rgba[3], 255);
}

TEST(SmallImages, bytesDoNotDependOnTheNumberOfJobs) {
    const File a = png(gradient(300, 200)), b = png(bumps(200)), c = png(noise(100, 100));
    const std::vector<ImageSource> sources = {a.source(kColour), b.source(kNormals),
                                              c.source(kData)};
    SmallOptions options;
    const auto alone = makeSmallImages(sources, options);
    options.jobs = 3;
    const auto together = makeSmallImages(sources, options);
    ASSERT_TRUE(alone);
    ASSERT_TRUE(together);
    for (size_t i = 0; i < sources.size(); ++i) EXPECT_EQ((*alone)[i].webp, (*together)[i].webp);
}

}  // namespace
}  // namespace vitrine::pack::test
