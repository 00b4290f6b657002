// Delivery manifests: what is read, and what is refused with a sentence that says where it is wrong.
#include "stream/Manifest.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace vitrine::stream {
namespace {

using Json = nlohmann::json;

const std::string kUrl = "https://cdn.shop/shoe/manifest.json";

Json sample() {
    return Json::parse(R"({
      "vitrine": 1, "name": "Shoe", "bytes": 5000,
      "bounds": {"min": [-1, 0, -0.5], "max": [1, 2, 0.5]},
      "textures": [{"file": "base.0123456789.ktx2", "bytes": 900, "crc32": "00000001", "width": 8, "height": 4,
                    "srgb": true, "codec": "etc1s", "header": {"length": 100, "crc32": "00000002"},
                    "levels": [{"offset": 400, "length": 500, "crc32": "00000003"},
                               {"offset": 200, "length": 200, "crc32": "00000004"},
                               {"offset": 100, "length": 100, "crc32": "00000005"}]}],
      "levels": [{"file": "level0.abc.glb", "bytes": 1000, "crc32": "0a0b0c0d", "triangles": 10, "textures": []},
                 {"file": "level1.abc.glb", "bytes": 3000, "crc32": "ffffffff", "triangles": 99, "textures": [0]}]
    })");
}

Result<Manifest> read(const Json& json) {
    const std::string text = json.dump();
    return readManifest({reinterpret_cast<const uint8_t*>(text.data()), text.size()}, kUrl);
}

TEST(Manifest, isReadAsItIsWritten) {
    Result<Manifest> m = read(sample());
    ASSERT_TRUE(m) << m.error().message;
    ASSERT_EQ(m->levels.size(), 2u);
    EXPECT_EQ(m->levels[1].url, "https://cdn.shop/shoe/level1.abc.glb");
    EXPECT_EQ(m->levels[1].file.length, 3000u);
    EXPECT_EQ(m->levels[1].textures, std::vector<uint32_t>{0});
    ASSERT_EQ(m->textures.size(), 1u);
    EXPECT_EQ(m->textures[0].levels.size(), 3u);
    EXPECT_EQ(m->textures[0].levels[0].offset, 400u);
    EXPECT_TRUE(m->textures[0].srgb);
    EXPECT_EQ(m->max, glm::vec3(1, 2, 0.5f));
}

TEST(Manifest, isToldFromAModelByItsBeginning) {
    const auto looks = [](const std::string& text) {
        return looksLikeManifest({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
    };
    EXPECT_TRUE(looks("{ \"vitrine\": 1, \"name\""));
    EXPECT_TRUE(looks("{\"name\": \"x\", \"vitrine\" : 1}"));
    EXPECT_FALSE(looks("{\"asset\":{\"version\":\"2.0\"}}"));
    EXPECT_FALSE(looks("{\"asset\":{\"generator\":\"vitrine\"},\"extras\":{\"vitrine\":1}}"));
    EXPECT_FALSE(looks("{\"name\": \"vitrine\"}"));
    EXPECT_FALSE(looks(std::string(kSniffBytes, ' ') + "\"vitrine\""));
    EXPECT_FALSE(looks(""));
}

struct Wrong {
    const char* what;
    const char* pointer;
    Json value;
    const char* named;  // what the sentence names
};

TEST(Manifest, saysWhatIsWrong) {
    const Wrong wrongs[] = {
        {"no levels", "/levels", Json::array(), "levels"},
        {"levels is no list", "/levels", 3, "levels"},
        {"a level without bytes", "/levels/0/bytes", nullptr, "levels[0].bytes"},
        {"a negative length", "/levels/0/bytes", -5, "levels[0].bytes"},
        {"a checksum that is none", "/levels/1/crc32", "12345", "levels[1].crc32"},
        {"an index beyond the textures", "/levels/1/textures/0", 1, "levels[1].textures"},
        {"a texture of no size", "/textures/0/width", 0, "textures[0].width"},
        {"a texture of absurd size", "/textures/0/height", 1 << 20, "textures[0].height"},
        {"a header longer than the file", "/textures/0/header/length", 901, "header.length"},
        {"a level inside the header", "/textures/0/levels/2/offset", 50, "levels[2].offset"},
        {"a level beyond the file", "/textures/0/levels/0/length", 501, "levels[0].length"},
        {"levels in the wrong order", "/textures/0/levels/1/offset", 700, "levels[1].offset"},
        {"no file name", "/levels/0/file", "", "levels[0].file"},
        {"bounds that are none", "/bounds/min", Json::array({1, 2}), "bounds.min"},
    };
    for (const Wrong& w : wrongs) {
        Json json = sample();
        json[Json::json_pointer(w.pointer)] = w.value;
        Result<Manifest> m = read(json);
        ASSERT_FALSE(m) << w.what;
        EXPECT_EQ(m.error().code, ErrorCode::BadManifest) << w.what;
        EXPECT_NE(m.error().message.find(w.named), std::string::npos)
            << w.what << ": " << m.error().message;
    }
}

TEST(Manifest, filesStayInItsFolder) {
    for (const char* file : {"../other.glb", "https://elsewhere/level.glb", "%2e%2e/x.glb"}) {
        Json json = sample();
        json["levels"][0]["file"] = file;
        Result<Manifest> m = read(json);
        ASSERT_FALSE(m) << file;
        EXPECT_EQ(m.error().code, ErrorCode::BlockedUri) << file;
    }
}

TEST(Manifest, ofAnotherVersionOrNoJson) {
    Json json = sample();
    json["vitrine"] = 2;
    EXPECT_EQ(read(json).error().code, ErrorCode::UnsupportedVersion);
    EXPECT_EQ(read(Json::array({1})).error().code, ErrorCode::BadJson);
    const std::string cut = sample().dump().substr(0, 100);
    EXPECT_EQ(
        readManifest({reinterpret_cast<const uint8_t*>(cut.data()), cut.size()}, kUrl).error().code,
        ErrorCode::BadJson);
}

TEST(Manifest, endsAnywhereWithoutHarm) {
    const std::string text = sample().dump();
    for (size_t n = 0; n < text.size(); n += 7) {
        EXPECT_FALSE(readManifest({reinterpret_cast<const uint8_t*>(text.data()), n}, kUrl));
    }
}

}  // namespace
}  // namespace vitrine::stream
