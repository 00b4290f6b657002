#include <gtest/gtest.h>
#include <zstd.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "light/EnvironmentPixels.h"
#include "light/Packing.h"
#include "light/files/EnvironmentFile.h"

namespace vitrine::light {
namespace {

using File = std::string;

Bytes bytesOf(const File& file) {
    return {reinterpret_cast<const uint8_t*>(file.data()), file.size()};
}

template <typename T>
void put(File& file, T value) {
    char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    file.append(bytes, sizeof(T));
}

// Numbers of each format, as its KTX header names it and its texels hold it.
struct Format {
    const char* name;
    uint32_t vulkan, glType, glFormat;
    void (*texel)(File& out, const glm::vec3& value);
};

void half3(File& out, const glm::vec3& v) {
    for (int c = 0; c < 3; ++c) put(out, toHalf(v[c]));
}
void half4(File& out, const glm::vec3& v) {
    half3(out, v);
    put(out, toHalf(0.5f));
}
void float3(File& out, const glm::vec3& v) {
    for (int c = 0; c < 3; ++c) put(out, v[c]);
}
void float4(File& out, const glm::vec3& v) {
    float3(out, v);
    put(out, 0.5f);
}
void packed(File& out, const glm::vec3& v) {
    put(out, packR11G11B10(v));
}
// For values of 2 and less, in steps of 1/256: 511 steps of 2^-8 is the exponent 16.
void sharedExponent(File& out, const glm::vec3& v) {
    const auto bits = [&](int c) { return static_cast<uint32_t>(v[c] * 256); };
    put(out, bits(0) | bits(1) << 9 | bits(2) << 18 | 16u << 27);
}
const Format kFormats[] = {
    {"half3", 90, 0x140B, 0x1907, half3},    {"half4", 97, 0x140B, 0x1908, half4},
    {"float3", 106, 0x1406, 0x1907, float3}, {"float4", 109, 0x1406, 0x1908, float4},
    {"packed", 122, 0x8C3B, 0x1907, packed}, {"shared", 123, 0x8C3E, 0x1907, sharedExponent},
    {"cmgen", 122, 0x8C3A, 0x1907, packed},
};

using Texel = glm::vec3 (*)(uint32_t face, uint32_t x, uint32_t y);

struct Shape {
    uint32_t width, height, faces;
};

File pixels(const Format& format, const Shape& shape, Texel texel, size_t align) {
    File out;
    for (uint32_t face = 0; face < shape.faces; ++face) {
        for (uint32_t y = 0; y < shape.height; ++y) {
            for (uint32_t x = 0; x < shape.width; ++x) format.texel(out, texel(face, x, y));
            while (out.size() % align) out += '\0';
        }
    }
    return out;
}

File entry(const File& key, const File& value) {
    File out;
    put(out, static_cast<uint32_t>(key.size() + value.size() + 2));
    out += key + '\0' + value + '\0';
    while (out.size() % 4) out += '\0';
    return out;
}

File ktx1(const Format& format, const Shape& shape, Texel texel, const File& values = "") {
    const File data = pixels(format, shape, texel, 4);
    File file("\xABKTX 11\xBB\r\n\x1A\n", 12);
    for (const uint32_t word : {
             0x04030201u,
             format.glType,
             4u,
             format.glFormat,
             0u,
             0u,
             shape.width,
             shape.height,
             0u,
             0u,
             shape.faces,
             1u,
             static_cast<uint32_t>(values.size()),
         })
        put(file, word);
    file += values;
    put(file, static_cast<uint32_t>(data.size() / shape.faces));
    return file + data;
}

File ktx2(const Format& format, const Shape& shape, Texel texel, bool zstd = false,
          const File& values = "") {
    File data = pixels(format, shape, texel, 1);
    const uint64_t unpacked = data.size();
    if (zstd) {
        File packed(ZSTD_compressBound(data.size()), '\0');
        packed.resize(ZSTD_compress(packed.data(), packed.size(), data.data(), data.size(), 3));
        data = packed;
    }
    const uint32_t at = 80 + 24;
    File file("\xABKTX 20\xBB\r\n\x1A\n", 12);
    for (const uint32_t word :
         {format.vulkan, 4u, shape.width, shape.height, 0u, 0u, shape.faces, 1u, zstd ? 2u : 0u, 0u,
          0u, at, static_cast<uint32_t>(values.size()), 0u, 0u, 0u, 0u})
        put(file, word);
    put(file, uint64_t(at + values.size()));
    put(file, uint64_t(data.size()));
    put(file, unpacked);
    return file + values + data;
}

glm::vec3 ramp(uint32_t, uint32_t x, uint32_t y) {
    return {0.25f * static_cast<float>(x), 0.5f * static_cast<float>(y), 1};
}

void expectRamp(const File& file, const std::string& what, bool flipped = false) {
    const Result<Equirect> image = readEnvironment(bytesOf(file), 1024);
    ASSERT_TRUE(static_cast<bool>(image)) << what << ": " << image.error().message;
    ASSERT_EQ(image->width, 5u) << what;
    ASSERT_EQ(image->height, 3u) << what;
    for (uint32_t y = 0; y < 3; ++y) {
        for (uint32_t x = 0; x < 5; ++x)
            EXPECT_EQ(image->texels[y * 5 + x], ramp(0, x, flipped ? 2 - y : y)) << what;
    }
}

TEST(Ktx, panoramasOfEveryFormat) {
    for (const Format& format : kFormats) {
        expectRamp(ktx1(format, {5, 3, 1}, ramp), std::string("KTX, ") + format.name);
        expectRamp(ktx2(format, {5, 3, 1}, ramp), std::string("KTX2, ") + format.name);
        expectRamp(ktx2(format, {5, 3, 1}, ramp, true), std::string("Zstandard, ") + format.name);
    }
}

TEST(Ktx, rowsFromTheBottom) {
    const File other = entry("KTXwriter", "a test");
    expectRamp(ktx1(kFormats[0], {5, 3, 1}, ramp, other + entry("KTXorientation", "S=r,T=u")),
               "KTX", true);
    expectRamp(ktx1(kFormats[0], {5, 3, 1}, ramp, entry("KTXorientation", "S=r,T=d")), "KTX");
    expectRamp(ktx2(kFormats[0], {5, 3, 1}, ramp, true, other + entry("KTXorientation", "ru")),
               "KTX2", true);
    expectRamp(ktx2(kFormats[0], {5, 3, 1}, ramp, false, entry("KTXorientation", "rd")), "KTX2");
}

TEST(Ktx, whatIsNoLightIsNone) {
    const File file = ktx2(kFormats[2], {1, 1, 1}, [](uint32_t, uint32_t, uint32_t) {
        return glm::vec3(std::numeric_limits<float>::quiet_NaN(), -1,
                         std::numeric_limits<float>::infinity());
    });
    const Result<Equirect> image = readEnvironment(bytesOf(file), 1024);
    ASSERT_TRUE(static_cast<bool>(image));
    EXPECT_EQ(image->texels[0], glm::vec3(0, 0, 65504));
}

// Each face has a colour of its own, and is twice as bright in its upper left quarter.
glm::vec3 faces(uint32_t face, uint32_t x, uint32_t y) {
    const glm::vec3 colour(face < 2, face >= 2 && face < 4, face >= 4);
    return colour * (face % 2 ? 0.5f : 0.25f) * (x < 8 && y < 8 ? 2.0f : 1.0f);
}

glm::vec3 seen(const Equirect& image, const glm::vec3& towards) {
    const glm::vec3 d = glm::normalize(towards);
    const float u = std::atan2(d.z, d.x) / 6.2831853f + 0.5f;
    const float v = 0.5f - std::asin(d.y) / 3.1415927f;
    const auto x = static_cast<uint32_t>(u * static_cast<float>(image.width));
    const auto y = static_cast<uint32_t>(v * static_cast<float>(image.height));
    return image.texels[size_t(std::min(y, image.height - 1)) * image.width + x % image.width];
}

void expectFaces(const File& file) {
    const Result<Equirect> image = readEnvironment(bytesOf(file), 1024);
    ASSERT_TRUE(static_cast<bool>(image)) << image.error().message;
    EXPECT_EQ(image->width, 64u);
    EXPECT_EQ(image->height, 32u);
    // To the lower right of each face's middle, and to its upper left: +X has +Z on its left, and so on (OpenGL ES 3.0, table 8.19).
    const glm::vec3 forward[] = {{1, 0, 0},  {-1, 0, 0}, {0, 1, 0},
                                 {0, -1, 0}, {0, 0, 1},  {0, 0, -1}};
    const glm::vec3 left[] = {{0, 0, 1}, {0, 0, -1}, {-1, 0, 0}, {-1, 0, 0}, {-1, 0, 0}, {1, 0, 0}};
    const glm::vec3 up[] = {{0, 1, 0}, {0, 1, 0}, {0, 0, -1}, {0, 0, 1}, {0, 1, 0}, {0, 1, 0}};
    for (uint32_t face = 0; face < 6; ++face) {
        const glm::vec3 plain = seen(*image, forward[face] * 2.0f - left[face] - up[face]);
        const glm::vec3 bright = seen(*image, forward[face] * 2.0f + left[face] + up[face]);
        EXPECT_LT(glm::distance(plain, faces(face, 15, 15)), 0.01f) << face;
        EXPECT_LT(glm::distance(bright, faces(face, 0, 0)), 0.01f) << face;
    }
}

TEST(Ktx, cubes) {
    expectFaces(ktx1(kFormats[4], {16, 16, 6}, faces));
    expectFaces(ktx2(kFormats[0], {16, 16, 6}, faces));
    expectFaces(ktx2(kFormats[5], {16, 16, 6}, faces, true));
}

TEST(Ktx, largeOnesAreAveraged) {
    const auto stripes = [](uint32_t, uint32_t x, uint32_t) { return glm::vec3(x % 2 ? 0 : 1); };
    for (const Shape& shape : {Shape{128, 64, 1}, Shape{32, 32, 6}}) {
        const File file = ktx2(kFormats[0], shape, stripes);
        const Result<Equirect> image = readEnvironment(bytesOf(file), 64);
        ASSERT_TRUE(static_cast<bool>(image));
        EXPECT_EQ(image->width, 64u);
        EXPECT_EQ(image->height, 32u);
        for (const glm::vec3& t : image->texels) EXPECT_NEAR(t.g, 0.5f, 1e-5f);
    }
}

template <typename T>
T at(const RawBytes& bytes, size_t offset) {
    T value;
    std::memcpy(&value, bytes.data() + offset, sizeof(T));
    return value;
}

TEST(Environment, asLightAndAsBackground) {
    const File file = ktx2(kFormats[0], {64, 32, 1}, [](uint32_t, uint32_t, uint32_t y) {
        return glm::vec3(y < 16, 0.5f, 2);
    });
    const Result<RawBytes> both = decodeEnvironment(bytesOf(file), {32, 64});
    ASSERT_TRUE(static_cast<bool>(both));
    ASSERT_EQ(both->size(), 16u + 32 * 16 * 12 + 64 * 32 * 4);
    const uint32_t sizes[] = {32, 16, 64, 32};
    EXPECT_EQ(std::memcmp(both->data(), sizes, sizeof sizes), 0);
    EXPECT_EQ(at<glm::vec3>(*both, 16), glm::vec3(1, 0.5f, 2));
    EXPECT_EQ(at<glm::vec3>(*both, 16 + 12 * 32 * 16 - 12), glm::vec3(0, 0.5f, 2));
    EXPECT_EQ(at<uint32_t>(*both, both->size() - 4), packR11G11B10({0, 0.5f, 2}));
    const auto read = readPixels({both->data(), both->size()});
    ASSERT_TRUE(read);
    EXPECT_EQ(read->light.width, 32u);
    EXPECT_EQ(read->light.texels.size(), 32u * 16);
    EXPECT_EQ(read->skyHeight, 32u);
    EXPECT_EQ(read->sky.size, 64u * 32 * 4);
    EXPECT_FALSE(readPixels({both->data(), both->size() - 1})) << "cut off";
    EXPECT_FALSE(readPixels({})) << "nothing";
    EXPECT_EQ(decodeEnvironment(bytesOf(file), {32, 0})->size(), 16u + 32 * 16 * 12);
    EXPECT_EQ(decodeEnvironment(bytesOf(file), {0, 64})->size(), 16u + 64 * 32 * 4);
}

void expectBad(const File& file, const std::string& what) {
    const Result<Equirect> image = readEnvironment(bytesOf(file), 64);
    ASSERT_FALSE(static_cast<bool>(image)) << what;
    EXPECT_EQ(image.error().code, ErrorCode::BadEnvironment) << what;
    EXPECT_FALSE(image.error().message.empty()) << what;
}

File with(File file, size_t at, uint32_t word) {
    std::memcpy(file.data() + at, &word, sizeof word);
    return file;
}

TEST(Ktx, malformedFilesAreTypedErrors) {
    const File one = ktx1(kFormats[0], {4, 2, 1}, ramp), two = ktx2(kFormats[0], {4, 2, 1}, ramp);
    const File packed = ktx2(kFormats[0], {4, 2, 1}, ramp, true);
    expectBad("", "empty");
    expectBad("<!DOCTYPE html>", "a page");
    expectBad(File("\x89PNG\r\n\x1A\n", 8), "a picture");
    for (const File& good : {one, two, packed}) {
        for (size_t cut = 0; cut < good.size(); ++cut) expectBad(good.substr(0, cut), "cut off");
    }
    expectBad(with(one, 12, 0x01020304), "big-endian");
    expectBad(with(one, 16, 0x1401), "bytes");
    expectBad(with(one, 36, 0), "no width");
    expectBad(with(one, 44, 4), "depth");
    expectBad(with(one, 52, 6), "a cube whose faces are not square");
    expectBad(with(one, 60, 0xFFFFFFFF), "values beyond the file");
    expectBad(with(two, 12, 37), "8 bits");
    expectBad(with(two, 20, 20000), "too wide");
    expectBad(with(two, 32, 2), "layers");
    expectBad(with(two, 36, 3), "three faces");
    expectBad(with(two, 44, 1), "BasisLZ");
    expectBad(with(two, 80, 0xFFFFFFF0), "a level beyond the file");
    expectBad(with(two, 20, 5), "another size than its pixels have");
    expectBad(with(packed, 20, 5), "another size than its pixels have, packed");
    expectBad(with(packed, packed.size() - 12, 0x55555555), "broken Zstandard");
}

// A few bytes may not ask for gigabytes.
TEST(Ktx, whatIsSaidOfTheSizeIsChecked) {
    const File packed = ktx2(kFormats[3], {4, 2, 1}, ramp, true);
    const Result<Equirect> image =
        readEnvironment(bytesOf(with(with(packed, 20, 16384), 24, 16384)), 64);
    ASSERT_FALSE(static_cast<bool>(image));
    EXPECT_EQ(image.error().code, ErrorCode::TooLarge);
}

TEST(Ktx, damagedFilesDoNotCrash) {
    const File files[] = {ktx1(kFormats[0], {4, 2, 1}, ramp, entry("KTXorientation", "S=r,T=u")),
                          ktx2(kFormats[5], {4, 4, 6}, ramp),
                          ktx2(kFormats[2], {4, 2, 1}, ramp, true, entry("KTXorientation", "ru"))};
    uint32_t random = 7;
    for (const File& good : files) {
        for (int round = 0; round < 5000; ++round) {
            File file = good;
            for (int i = 0; i < 3; ++i) {
                random = random * 1664525u + 1013904223u;
                file[(random >> 8) % file.size()] = static_cast<char>(random >> 24);
            }
            const Result<Equirect> image = readEnvironment(bytesOf(file), 64);
            if (!image) continue;
            for (const glm::vec3& t : image->texels)
                ASSERT_TRUE(std::isfinite(t.r + t.g + t.b) && t.r >= 0);
        }
    }
}

}  // namespace
}  // namespace vitrine::light
