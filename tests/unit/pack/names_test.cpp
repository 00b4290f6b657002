#include <gtest/gtest.h>

#include <cstring>

#include "Hash.h"
#include "Images.h"
#include "Manifest.h"
#include "Materials.h"

namespace vitrine::pack {
namespace {

Bytes bytesOf(const char* text) {
    return {reinterpret_cast<const uint8_t*>(text), std::strlen(text)};
}

TEST(Names, are_fit_for_any_file_system_and_url) {
    EXPECT_EQ(fileName("Shoe Base_Colour (2).png", "texture"), "shoe-base-colour-2-png");
    EXPECT_EQ(fileName("❤♻", "texture"), "texture");
    EXPECT_EQ(fileName("", "texture"), "texture");
    EXPECT_EQ(fileName("../../etc/passwd", "texture"), "etc-passwd");
    EXPECT_LE(fileName(std::string(300, 'x'), "texture").size(), 40u);
}

TEST(Names, carry_the_hash_of_the_content) {
    EXPECT_EQ(hashedName("level0", "glb", bytesOf("abc")), "level0.ba7816bf8f.glb");
    EXPECT_EQ(contentHash(bytesOf("")), "e3b0c44298");
}

TEST(Checksums, are_those_of_zlib) {
    EXPECT_EQ(crc32Of(bytesOf("123456789")), "cbf43926");
    EXPECT_EQ(crc32Of(bytesOf("")), "00000000");
}

TEST(Materials, tell_colour_from_data_in_core_and_extensions) {
    const Json material = Json::parse(R"({
        "alphaMode": "MASK",
        "pbrMetallicRoughness": {
            "baseColorTexture": {"index": 1, "extensions": {"KHR_texture_transform": {"texCoord": 2}}},
            "metallicRoughnessTexture": {"index": 2}},
        "normalTexture": {"index": 3, "texCoord": 1},
        "extras": {"fakeTexture": {"index": 9}},
        "extensions": {"KHR_materials_sheen": {"sheenColorTexture": {"index": 4},
                                               "sheenRoughnessTexture": {"index": 4}}}})");
    const std::vector<TextureInfo> infos = texturesOf(material);
    ASSERT_EQ(infos.size(), 5u);
    EXPECT_TRUE(infos[0].use.srgb && infos[0].use.alpha && !infos[0].use.normal);
    EXPECT_EQ(infos[0].uv, 2u);
    EXPECT_FALSE(infos[1].use.srgb || infos[1].use.alpha);
    EXPECT_TRUE(infos[2].use.normal && !infos[2].use.srgb);
    EXPECT_EQ(infos[2].uv, 1u);
    EXPECT_TRUE(infos[3].use.srgb && !infos[3].use.alpha);
    EXPECT_TRUE(infos[4].use.alpha && !infos[4].use.srgb);
    EXPECT_TRUE(needsTangents(material));
}

TEST(Json, gives_nothing_for_what_is_not_a_whole_number) {
    const Json json = Json::parse(R"({"a": -1, "b": 1.5, "c": 3.0, "d": "4", "e": 1e300})");
    EXPECT_EQ(whole(json, "a"), -1);
    EXPECT_EQ(whole(json, "b"), -1);
    EXPECT_EQ(whole(json, "c"), 3);
    EXPECT_EQ(whole(json, "d", 7), 7);
    EXPECT_EQ(whole(json, "e"), -1);
    EXPECT_EQ(whole(Json::array(), "a"), -1);
}

}  // namespace
}  // namespace vitrine::pack
