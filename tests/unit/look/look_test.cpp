#include "look/Look.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "look/MaterialFactors.h"

namespace vitrine::look {
namespace {

Result<Look> read(const std::string& text) {
    return readLook({reinterpret_cast<const uint8_t*>(text.data()), text.size()},
                    "https://shop/looks/a.json");
}

TEST(Look, readsWhatItWrote) {
    Look look;
    put(look.attributes, "exposure", "1");
    put(look.attributes, "exposure", "1.2");
    look.factors.push_back(
        {"Leather \"A\"", findFactor("baseColorFactor"), {0.25f, 0.5f, 0.75f, 1}});
    look.factors.push_back({"Leather \"A\"", findFactor("roughnessFactor"), {0.6f}});
    const std::string text = writeLook(look);
    EXPECT_NE(text.find("0.6"), std::string::npos) << text;
    EXPECT_EQ(text.find("0.60000"), std::string::npos) << "no more digits than needed: " << text;
    const auto again = read(text);
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again->attributes, look.attributes);
    ASSERT_EQ(again->factors.size(), 2u);
    for (size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(again->factors[i].material, look.factors[i].material);
        EXPECT_EQ(again->factors[i].factor, look.factors[i].factor);
        EXPECT_EQ(again->factors[i].numbers, look.factors[i].numbers);
    }
}

TEST(Look, anEmptyLookIsOne) {
    const auto look = read(R"({"look": 1})");
    ASSERT_TRUE(look);
    EXPECT_TRUE(look->empty());
    EXPECT_TRUE(read(writeLook({})));
}

TEST(Look, namesThePlaceAtFault) {
    const struct {
        const char* text;
        const char* place;
    } kBad[] = {
        {"<html>", "JSON"},
        {"[]", "root"},
        {"{}", "\"look\" should be 1"},
        {R"({"look": 2})", "\"look\" should be 1"},
        {R"({"look": 1, "camera": {}})", "camera should be left out"},
        {R"({"look": 1, "attributes": []})", "attributes should"},
        {R"({"look": 1, "attributes": {"src": "x.glb"}})", "attributes[\"src\"]"},
        {R"({"look": 1, "attributes": {"auto-rotate": ""}})", "attributes[\"auto-rotate\"]"},
        {R"({"look": 1, "attributes": {"skybox-image": "../a.hdr"}})", "below the look file"},
        {R"({"look": 1, "attributes": {"exposure": 1}})", "attributes[\"exposure\"]"},
        {R"({"look": 1, "attributes": {"exposure": "much"}})", "exposure is \"much\""},
        {R"({"look": 1, "materials": 1})", "materials should"},
        {R"({"look": 1, "materials": {"A": 1}})", "materials[\"A\"]"},
        {R"({"look": 1, "materials": {"A": {"shine": 1}}})", "materials[\"A\"][\"shine\"]"},
        {R"({"look": 1, "materials": {"A": {"roughnessFactor": 2}}})", "1 number from 0 to 1"},
        {R"({"look": 1, "materials": {"A": {"roughnessFactor": [1]}}})", "1 number "},
        {R"({"look": 1, "materials": {"A": {"baseColorFactor": [1, 1, 1]}}})", "4 numbers"},
        {R"({"look": 1, "materials": {"A": {"baseColorFactor": [1, 1, 1, "x"]}}})", "4 numbers"},
        {R"({"look": 1, "materials": {"A": {"emissiveFactor": [1, 1, 2]}}})", "3 numbers"},
    };
    for (const auto& [text, place] : kBad) {
        const auto look = read(text);
        ASSERT_FALSE(look) << text;
        EXPECT_EQ(look.error().code, ErrorCode::BadLook);
        EXPECT_NE(look.error().message.find(place), std::string::npos) << look.error().message;
    }
}

TEST(Look, imagesLieBesideTheFileOrAreAbsolute) {
    const auto look = read(R"({"look": 1, "attributes":
        {"environment-image": "neutral", "skybox-image": "sky/room.hdr"}})");
    ASSERT_TRUE(look) << look.error().message;
    EXPECT_EQ(*find(look->attributes, "environment-image"), "neutral");
    EXPECT_EQ(*find(look->attributes, "skybox-image"), "https://shop/looks/sky/room.hdr");
    const auto other =
        read(R"({"look": 1, "attributes": {"environment-image": "https://cdn/room.hdr"}})");
    ASSERT_TRUE(other) << other.error().message;
    EXPECT_EQ(*find(other->attributes, "environment-image"), "https://cdn/room.hdr");
}

std::vector<TunedFactor> factorsOf(const std::string& text) {
    const auto look = read(text);
    EXPECT_TRUE(look) << look.error().message;
    return look ? look->factors : std::vector<TunedFactor>{};
}

TEST(Look, factorsAreThoseThatTheMaterialHas) {
    const auto tuned = factorsOf(R"({"look": 1, "materials": {"A": {
        "baseColorFactor": [0, 0, 0, 1], "diffuseFactor": [0.5, 0, 0, 1], "clearcoatFactor": 0.75,
        "attenuationColor": [0, 1, 0], "alphaCutoff": 0.125, "iridescenceIor": 2}}})");
    gltf::Material metal, glossy, unlit;
    metal.alphaMode = gltf::AlphaMode::Mask;
    glossy.specularGlossiness.emplace();
    unlit.unlit = true;
    for (gltf::Material* m : {&metal, &glossy, &unlit}) {
        for (const TunedFactor& each : tuned) {
            float* numbers = each.factor->in(*m);
            if (numbers) std::copy_n(each.numbers.begin(), each.factor->count, numbers);
        }
    }
    EXPECT_EQ(metal.baseColor, glm::vec4(0, 0, 0, 1));
    EXPECT_EQ(metal.clearcoat.factor, 0.75f);
    EXPECT_EQ(metal.volume.attenuationColor, glm::vec3(0, 1, 0));
    EXPECT_EQ(metal.alphaCutoff, 0.125f);
    EXPECT_EQ(metal.iridescence.ior, 2);
    EXPECT_EQ(glossy.specularGlossiness->diffuse, glm::vec4(0.5f, 0, 0, 1));
    EXPECT_EQ(glossy.alphaCutoff, 0.5f);
    EXPECT_EQ(unlit.baseColor, glm::vec4(0, 0, 0, 1));
    EXPECT_EQ(unlit.clearcoat.factor, 0);
}

TEST(Look, theTableIsInOrder) {
    gltf::Material material;
    for (const Factor& f : factors()) {
        EXPECT_EQ(findFactor(f.name), &f) << "two of the name " << f.name;
        EXPECT_EQ(f.color, f.count > 1) << f.name << ": lists of numbers are colours";
        EXPECT_TRUE(f.min <= f.softMin && f.softMin < f.softMax && f.softMax <= f.max) << f.name;
        const float* number = f.in(material);
        if (!number) continue;
        for (int i = 0; i < f.count; ++i) {
            EXPECT_TRUE(number[i] >= f.min && number[i] <= f.max) << f.name << " by default";
        }
    }
}

}  // namespace
}  // namespace vitrine::look
