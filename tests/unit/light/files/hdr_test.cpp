#include "light/files/HdrImage.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace vitrine::light {
namespace {

using Row = std::vector<uint8_t>;

Bytes bytesOf(const std::string& s) {
    return {reinterpret_cast<const uint8_t*>(s.data()), s.size()};
}

std::string header(int width, int height, const std::string& lines = "FORMAT=32-bit_rle_rgbe\n") {
    return "#?RADIANCE\n" + lines + "\n-Y " + std::to_string(height) + " +X " +
           std::to_string(width) + "\n";
}

std::string pixel(int r, int g, int b, int e) {
    return {static_cast<char>(r), static_cast<char>(g), static_cast<char>(b), static_cast<char>(e)};
}

void expectBad(const std::string& file, const char* what) {
    const Result<Equirect> r = readHdr(bytesOf(file));
    ASSERT_FALSE(static_cast<bool>(r)) << what;
    EXPECT_EQ(r.error().code, ErrorCode::BadEnvironment) << what;
    EXPECT_FALSE(r.error().message.empty());
}

TEST(Hdr, flatPixels) {
    const std::string file = header(2, 1) + pixel(128, 64, 0, 129) + pixel(200, 200, 200, 0);
    const Result<Equirect> r = readHdr(bytesOf(file));
    ASSERT_TRUE(static_cast<bool>(r));
    EXPECT_EQ(r->width, 2u);
    EXPECT_EQ(r->texels[0], glm::vec3(1, 0.5f, 0));  // 128 × 2^(129 − 136)
    EXPECT_EQ(r->texels[1], glm::vec3(0));
}

TEST(Hdr, oldRunLengths) {
    const std::string file =
        header(6, 1) + pixel(128, 128, 128, 129) + pixel(1, 1, 1, 4) + pixel(128, 0, 0, 130);
    const Result<Equirect> r = readHdr(bytesOf(file));
    ASSERT_TRUE(static_cast<bool>(r));
    for (int i = 0; i < 5; ++i) EXPECT_EQ(r->texels[i], glm::vec3(1));
    EXPECT_EQ(r->texels[5], glm::vec3(2, 0, 0));
    // Two repeats in a row: 2 + 1 × 256.
    const std::string wide =
        header(259, 1) + pixel(128, 128, 128, 129) + pixel(1, 1, 1, 2) + pixel(1, 1, 1, 1);
    const Result<Equirect> w = readHdr(bytesOf(wide));
    ASSERT_TRUE(static_cast<bool>(w));
    EXPECT_EQ(w->texels[258], glm::vec3(1));
}

std::string componentRow(int width) {
    // R: a run; G: literals; B: run and literals; E: a run.
    std::string row = {2, 2, static_cast<char>(width >> 8), static_cast<char>(width & 255)};
    row += {static_cast<char>(128 + width), static_cast<char>(128)};
    row += static_cast<char>(width);
    for (int i = 0; i < width; ++i) row += static_cast<char>(i);
    row += {static_cast<char>(128 + 3), 7};
    row += static_cast<char>(width - 3);
    for (int i = 3; i < width; ++i) row += static_cast<char>(64);
    row += {static_cast<char>(128 + width), static_cast<char>(129)};
    return row;
}

TEST(Hdr, runLengthsPerComponent) {
    const std::string file = header(10, 2) + componentRow(10) + componentRow(10);
    const Result<Equirect> r = readHdr(bytesOf(file));
    ASSERT_TRUE(static_cast<bool>(r)) << r.error().message;
    EXPECT_EQ(r->texels[19], glm::vec3(128, 9, 64) / 128.0f);
    EXPECT_EQ(r->texels[2], glm::vec3(128, 2, 7) / 128.0f);
}

TEST(Hdr, headerVariants) {
    const std::string p = pixel(128, 128, 128, 129), q = pixel(0, 0, 0, 0);
    // CRLF, comments, exposure (the file is darker by 2), "#?RGBE", no FORMAT line.
    const std::string crlf = "#?RGBE\r\n# a comment\r\nEXPOSURE= 0.5\r\n\r\n-Y 1 +X 1\r\n" + p;
    const Result<Equirect> r = readHdr(bytesOf(crlf));
    ASSERT_TRUE(static_cast<bool>(r));
    EXPECT_EQ(r->texels[0], glm::vec3(2));
    const std::string exponent = header(1, 1, "EXPOSURE=2.5e-01\n") + p;
    EXPECT_EQ(readHdr(bytesOf(exponent))->texels[0], glm::vec3(4));
    const std::string flipped = "#?RADIANCE\n\n+Y 2 -X 2\n" + p + q + q + q;
    const Result<Equirect> f = readHdr(bytesOf(flipped));
    ASSERT_TRUE(static_cast<bool>(f));
    EXPECT_EQ(f->texels[3], glm::vec3(1)) << "bottom up and mirrored";
}

TEST(Hdr, wideImagesAreAveraged) {
    std::string file = header(64, 32);
    for (int i = 0; i < 64 * 32; ++i) file += i % 2 ? pixel(0, 0, 0, 0) : pixel(128, 128, 128, 130);
    const Result<Equirect> r = readHdr(bytesOf(file), 16);
    ASSERT_TRUE(static_cast<bool>(r));
    EXPECT_EQ(r->width, 16u);
    EXPECT_EQ(r->height, 8u);
    for (const glm::vec3& t : r->texels) EXPECT_NEAR(t.r, 1, 1e-6f);
}

TEST(Hdr, malformedFilesAreTypedErrors) {
    const std::string good = header(10, 2) + componentRow(10) + componentRow(10);
    expectBad("", "empty");
    expectBad("<!DOCTYPE html><html></html>\n\n\n", "HTML");
    expectBad("#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n", "no end of header");
    expectBad(header(10, 2, "FORMAT=32-bit_rle_xyze\n") + componentRow(10), "XYZE");
    expectBad("#?RADIANCE\n\n+X 10 -Y 2\n" + componentRow(10), "rotated");
    expectBad("#?RADIANCE\n\n-Y 0 +X 10\n" + componentRow(10), "no rows");
    expectBad("#?RADIANCE\n\n-Y 99999 +X 10\n" + componentRow(10), "absurd height");
    expectBad("#?RADIANCE\n\n-Y 16384 +X 16384\n" + componentRow(10),
              "gigabytes promised by a few bytes");
    expectBad("#?RADIANCE\n\nfoo\n" + componentRow(10), "no resolution");
    expectBad(header(6, 1) + pixel(1, 1, 1, 4) + pixel(1, 1, 1, 2), "run without a pixel");
    expectBad(header(6, 1) + pixel(9, 1, 1, 129) + pixel(1, 1, 1, 9), "run beyond the row");
    std::string run = good;
    run[header(10, 2).size() + 4] = static_cast<char>(128 + 11);
    expectBad(run, "component run beyond the row");
    std::string zero = good;
    zero[header(10, 2).size() + 4] = 0;
    expectBad(zero, "empty run");
    for (size_t cut = 0; cut < good.size(); ++cut) expectBad(good.substr(0, cut), "cut off");
}

// No byte, changed to anything, may do more than give an error or another picture.
TEST(Hdr, damagedFilesDoNotCrash) {
    const std::string good = header(10, 2) + componentRow(10) + componentRow(10);
    uint32_t random = 7;
    for (int round = 0; round < 20000; ++round) {
        std::string file = good;
        for (int i = 0; i < 3; ++i) {
            random = random * 1664525u + 1013904223u;
            file[(random >> 8) % file.size()] = static_cast<char>(random >> 24);
        }
        const Result<Equirect> r = readHdr(bytesOf(file));
        if (!r) continue;
        for (const glm::vec3& t : r->texels)
            ASSERT_TRUE(std::isfinite(t.r + t.g + t.b) && t.r >= 0);
    }
}

std::string sharedFolder() {
    const char* set = std::getenv("VITRINE_SHARED");
#ifdef VITRINE_ROOT
    return set ? set : VITRINE_ROOT "/../shared";
#else
    return set ? set : "../shared";
#endif
}

TEST(Hdr, realEnvironments) {
    int found = 0;
    for (const char* name : {"lightroom_14b.hdr", "studio_small_03_1k.hdr", "chinese_garden_1k.hdr",
                             "venice_sunset_1k.hdr"}) {
        const std::string path = sharedFolder() + "/assets/env/" + name;
        FILE* file = std::fopen(path.c_str(), "rb");
        if (!file) continue;
        ++found;
        std::string data;
        char block[65536];
        for (size_t n; (n = std::fread(block, 1, sizeof block, file)) > 0;) data.append(block, n);
        std::fclose(file);
        Result<Equirect> r = readHdr(bytesOf(data));
        ASSERT_TRUE(static_cast<bool>(r)) << name << ": " << r.error().message;
        EXPECT_EQ(r->width, 1024u);
        EXPECT_EQ(r->height, 512u);
        double sum = 0;
        for (const glm::vec3& t : r->texels) sum += t.r + t.g + t.b;
        const double mean = sum / (3.0 * r->texels.size());
        EXPECT_GT(mean, 0.05) << name;
        EXPECT_LT(mean, 10) << name;
    }
    if (found == 0) GTEST_SKIP() << "needs .hdr files in " << sharedFolder() << "/assets/env";
}

}  // namespace
}  // namespace vitrine::light
