// Component types, normalisation, stride, sparse.
#include <gtest/gtest.h>

#include "support.h"

namespace vitrine::gltf::test {
namespace {

/// The UVs that an accessor of the given values decodes to.
template <typename T>
std::vector<glm::vec2> decoded(const std::vector<T>& values, bool normalized) {
    Builder b;
    const size_t count = values.size() / 2;
    const int position = b.accessor(std::vector<float>(3 * count, 0.5f), "VEC3");
    const int uv = b.accessor(values, "VEC2", {{"normalized", normalized}});
    b.show({{"attributes", {{"POSITION", position}, {"TEXCOORD_0", uv}}}, {"mode", 0}});
    Result<Asset> asset = load(b);
    EXPECT_TRUE(asset) << asset.error().message;
    return asset ? asset->meshes[0].primitives[0].uv[0] : std::vector<glm::vec2>();
}

TEST(Accessor, everyComponentType) {
    using V = std::vector<glm::vec2>;
    EXPECT_EQ(decoded<int8_t>({-128, 127, 5, 0}, false), (V{{-128, 127}, {5, 0}}));
    EXPECT_EQ(decoded<int8_t>({-128, 127, -127, 0}, true), (V{{-1, 1}, {-1, 0}}));
    EXPECT_EQ(decoded<uint8_t>({255, 51, 0, 1}, false), (V{{255, 51}, {0, 1}}));
    EXPECT_EQ(decoded<uint8_t>({255, 51}, true), (V{{1, 0.2f}}));
    EXPECT_EQ(decoded<int16_t>({-32768, 32767}, false), (V{{-32768, 32767}}));
    EXPECT_EQ(decoded<int16_t>({-32768, 32767}, true), (V{{-1, 1}}));
    EXPECT_EQ(decoded<uint16_t>({65535, 13107}, false), (V{{65535, 13107}}));
    EXPECT_EQ(decoded<uint16_t>({65535, 13107}, true), (V{{1, 0.2f}}));
    EXPECT_EQ(decoded<uint32_t>({70000, 3}, false), (V{{70000, 3}}));
    EXPECT_EQ(decoded<float>({-1.5f, 2.25f}, false), (V{{-1.5f, 2.25f}}));
}

TEST(Accessor, ofNoElements) {
    Builder b;
    const int position = b.accessor(std::vector<float>(3, 0.5f), "VEC3", {{"count", 0}});
    b.show({{"attributes", {{"POSITION", position}}}});
    // Not what the specification allows, and no harm: at worst there is nothing to draw.
    Result<Asset> asset = load(b);
    if (asset) EXPECT_TRUE(asset->meshes.at(0).primitives.empty());
}

TEST(Accessor, interleavedAtAnyOffset) {
    Builder b;
    // 4 bytes of something else, position, uv as bytes, 2 bytes of padding: stride 20.
    ByteVector bytes(3 * 20 + 4, 0xee);
    for (int i = 0; i < 3; ++i) {
        const float position[3] = {float(i), float(i * i), -1};
        std::memcpy(&bytes[static_cast<size_t>(4 + 20 * i + 4)], position, 12);
        bytes[static_cast<size_t>(4 + 20 * i + 16)] = static_cast<uint8_t>(i);
        bytes[static_cast<size_t>(4 + 20 * i + 17)] = static_cast<uint8_t>(10 * i);
    }
    const int view = b.view(bytes, {{"byteStride", 20}});
    const int position = b.add("accessors", {{"bufferView", view},
                                             {"byteOffset", 8},
                                             {"componentType", 5126},
                                             {"count", 3},
                                             {"type", "VEC3"}});
    const int uv = b.add("accessors", {{"bufferView", view},
                                       {"byteOffset", 20},
                                       {"componentType", 5121},
                                       {"count", 3},
                                       {"type", "VEC2"}});
    b.root["accessors"][1]["byteOffset"] = 20;
    b.show({{"attributes", {{"POSITION", position}, {"TEXCOORD_0", uv}}}, {"mode", 0}});
    Result<Asset> asset = load(b);
    ASSERT_TRUE(asset) << asset.error().message;
    const Primitive& p = asset->meshes[0].primitives[0];
    EXPECT_EQ(p.positions, (std::vector<glm::vec3>{{0, 0, -1}, {1, 1, -1}, {2, 4, -1}}));
    EXPECT_EQ(p.uv[0], (std::vector<glm::vec2>{{0, 0}, {1, 10}, {2, 20}}));
    EXPECT_EQ(p.bounds.max, glm::vec3(2, 4, -1));
}

TEST(Accessor, theLastElementMayEndWithTheView) {
    Builder b;
    // Two elements of 12 bytes, 16 apart, in 28 bytes.
    const int view = b.view(std::vector<float>(7, 1.0f), {{"byteStride", 16}});
    json accessor = {{"bufferView", view}, {"componentType", 5126}, {"count", 2}, {"type", "VEC3"}};
    const int position = b.add("accessors", accessor);
    b.show({{"attributes", {{"POSITION", position}}}, {"mode", 0}});
    EXPECT_EQ(codeOf(load(b)), "ok");
    b.root["accessors"][0]["byteOffset"] = 4;
    EXPECT_EQ(codeOf(load(b)), "bad-gltf");
    b.root["accessors"][0]["byteOffset"] = 0;
    b.root["accessors"][0]["count"] = 3;
    EXPECT_EQ(codeOf(load(b)), "bad-gltf");
    b.root["accessors"][0]["count"] = 2;
    b.root["bufferViews"][0]["byteStride"] = 8;
    EXPECT_EQ(codeOf(load(b)), "bad-gltf") << "stride less than the element";
}

template <typename Index>
void expectSparse(bool withView) {
    Builder b;
    json accessor = {{"componentType", 5126}, {"count", 4}, {"type", "VEC3"}};
    if (withView) accessor["bufferView"] = b.view(std::vector<float>(12, 3.0f));
    const int indices = b.view(std::vector<Index>{1, 3});
    const int values = b.view(std::vector<float>{1, 2, 3, 4, 5, 6});
    const int type = sizeof(Index) == 1 ? 5121 : sizeof(Index) == 2 ? 5123 : 5125;
    accessor["sparse"] = {{"count", 2},
                          {"indices", {{"bufferView", indices}, {"componentType", type}}},
                          {"values", {{"bufferView", values}}}};
    b.show({{"attributes", {{"POSITION", b.add("accessors", accessor)}}}, {"mode", 0}});
    Result<Asset> asset = load(b);
    ASSERT_TRUE(asset) << asset.error().message;
    const glm::vec3 base(withView ? 3.0f : 0.0f);
    EXPECT_EQ(asset->meshes[0].primitives[0].positions,
              (std::vector<glm::vec3>{base, {1, 2, 3}, base, {4, 5, 6}}));
    b.root["accessors"][0]["sparse"]["count"] = 5;
    EXPECT_EQ(codeOf(load(b)), "bad-gltf") << "more than the accessor has";
    b.root["accessors"][0]["sparse"]["count"] = 2;
    b.root["accessors"][0]["count"] = 3;
    EXPECT_EQ(codeOf(load(b)), "bad-gltf") << "element 3 of 3";
}

TEST(Accessor, sparseWithAndWithoutView) {
    expectSparse<uint8_t>(true);
    expectSparse<uint16_t>(true);
    expectSparse<uint32_t>(false);
}

TEST(Accessor, sparseIndices) {
    Builder b;
    const int position = b.accessor<float>({0, 0, 0, 1, 0, 0, 0, 1, 0}, "VEC3");
    json accessor = {{"componentType", 5123}, {"count", 3}, {"type", "SCALAR"}};
    accessor["sparse"] = {
        {"count", 2},
        {"indices", {{"bufferView", b.view(std::vector<uint8_t>{1, 2})}, {"componentType", 5121}}},
        {"values", {{"bufferView", b.view(std::vector<uint16_t>{1, 2})}}}};
    const int indices = b.add("accessors", accessor);
    b.show({{"attributes", {{"POSITION", position}}}, {"indices", indices}, {"mode", 0}});
    Result<Asset> asset = load(b);
    ASSERT_TRUE(asset) << asset.error().message;
    EXPECT_EQ(asset->meshes[0].primitives[0].indices, (std::vector<uint32_t>{0, 1, 2}));
}

TEST(Accessor, messagesQuoteTheNumbers) {
    Builder b;
    const int position = b.accessor<float>({0, 0, 0, 1, 0, 0, 0, 1, 0}, "VEC3");
    b.show({{"attributes", {{"POSITION", position}}}});
    b.root["accessors"][0]["count"] = 1000;
    Result<Asset> asset = load(b);
    ASSERT_FALSE(asset);
    EXPECT_EQ(asset.error().message,
              "accessors[0] reads up to byte 12000 of bufferViews[0], which has 36.");
}

TEST(Accessor, countsOfFourBillionDoNotWrap) {
    for (uint64_t count :
         {uint64_t(1) << 31, uint64_t(1) << 32, (uint64_t(1) << 32) + 3, uint64_t(1) << 62}) {
        Builder b;
        const int position = b.accessor<float>({0, 0, 0, 1, 0, 0, 0, 1, 0}, "VEC3");
        b.show({{"attributes", {{"POSITION", position}}}});
        b.root["accessors"][0]["count"] = count;
        EXPECT_EQ(codeOf(load(b)), "too-large") << count;
        b.root["accessors"][0]["count"] = 3;
        b.root["accessors"][0]["byteOffset"] = count;
        EXPECT_NE(codeOf(load(b)), "ok") << count;
        b.root["accessors"][0]["byteOffset"] = 0;
        b.root["meshes"][0]["primitives"][0]["attributes"]["POSITION"] = count;
        EXPECT_EQ(codeOf(load(b)), "bad-gltf") << count;
    }
}

}  // namespace
}  // namespace vitrine::gltf::test
