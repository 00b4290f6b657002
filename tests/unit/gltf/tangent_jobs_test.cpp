// Tangents that are made elsewhere: what goes out, that the answer gives what build() gives by itself, what a wrong
// answer does.
#include <gtest/gtest.h>

#include "gltf/Tangents.h"
#include "support.h"
#include "tangent_answer.h"

namespace vitrine::gltf::test {
namespace {

/// Two squares side by side, the right one mirrored, so that the middle vertices need copies. With a joint and a
/// morph target per vertex; once textured (mesh 0) and once plain (mesh 1).
Builder mirrored(const json& transform = nullptr) {
    Builder b;
    const int position =
        b.accessor<float>({0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 1, 0, 1, 1, 0, 2, 1, 0}, "VEC3");
    const int normal =
        b.accessor<float>({0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1}, "VEC3");
    const int uv = b.accessor<float>({0, 1, 1, 1, 0, 1, 0, 0, 1, 0, 0, 0}, "VEC2");
    const int color = b.accessor(ByteVector{0, 0, 0, 1, 0, 0, 2, 0, 0, 3, 0, 0, 4, 0, 0, 5, 0, 0},
                                 "VEC3", {{"normalized", true}});
    const int indices = b.accessor<uint8_t>({0, 1, 4, 0, 4, 3, 1, 2, 5, 1, 5, 4}, "SCALAR");
    b.add("images", {{"uri", "n.png"}});
    b.add("textures", {{"source", 0}});
    json info = {{"index", 0}};
    if (!transform.is_null()) info["extensions"]["KHR_texture_transform"] = transform;
    const int material = b.add("materials", {{"normalTexture", info}});
    const json attributes = {
        {"POSITION", position}, {"NORMAL", normal}, {"TEXCOORD_0", uv}, {"COLOR_0", color}};
    b.show({{"attributes", attributes},
            {"indices", indices},
            {"material", material},
            {"targets", json::array({{{"POSITION", normal}}})}});
    b.show({{"attributes", attributes}, {"indices", indices}});
    return b;
}

Document opened(const Builder& b, uint32_t defer) {
    Document doc("https://shop.test/a.glb");
    doc.deferTangents(defer);
    EXPECT_TRUE(doc.push(Document::kMain, bytesOf(b.glb()), 0));
    EXPECT_TRUE(doc.finish(Document::kMain));
    return doc;
}

TEST(TangentJobs, giveWhatBuildGivesByItself) {
    for (const json& transform :
         {json(nullptr), json{{"rotation", 0.7}, {"scale", {-2, 1}}}, json{{"scale", {3, 2}}}}) {
        const Builder b = mirrored(transform);
        const Result<Asset> plain = load(b);
        ASSERT_TRUE(plain) << plain.error().message;
        ASSERT_EQ(plain->meshes[0].primitives[0].positions.size(), 8u) << "two copies";
        Document doc = opened(b, 11);
        Result<Asset> asset = doc.build();
        ASSERT_TRUE(asset) << asset.error().message;
        EXPECT_TRUE(asset->meshes[0].primitives[0].tangents.empty());
        const std::vector<TangentJob> jobs = doc.takeTangentJobs();
        ASSERT_EQ(jobs.size(), 1u) << "the other primitive has no normal map";
        EXPECT_EQ(jobs[0].vertices, 6u);
        EXPECT_EQ(jobs[0].indices, 12u);
        EXPECT_TRUE(doc.takeTangentJobs().empty()) << "each is handed out once";
        ASSERT_TRUE(doc.give(jobs[0].job, bytesOf(answerTo(jobs[0])), *asset));
        EXPECT_EQ(fingerprint(*asset), fingerprint(*plain));
    }
}

TEST(TangentJobs, areForLargePrimitivesOnly) {
    for (const uint32_t defer : {0u, 12u, 1000u}) {
        Document doc = opened(mirrored(), defer);
        Result<Asset> asset = doc.build();
        ASSERT_TRUE(asset);
        EXPECT_TRUE(doc.takeTangentJobs().empty());
        EXPECT_EQ(asset->meshes[0].primitives[0].tangents.size(), 8u);
    }
    // Without coordinates there is nothing to work on.
    Builder b = mirrored();
    b.root["meshes"][0]["primitives"][0]["attributes"].erase("TEXCOORD_0");
    Document doc = opened(b, 1);
    Result<Asset> asset = doc.build();
    ASSERT_TRUE(asset);
    EXPECT_TRUE(doc.takeTangentJobs().empty());
    EXPECT_EQ(asset->meshes[0].primitives[0].tangents.size(), 6u);
}

TEST(TangentJobs, wrongAnswersEndTheDocumentAndLeaveTheAssetWhole) {
    const auto give = [](auto change, uint32_t jobChange = 0) {
        Document doc = opened(mirrored(), 1);
        Result<Asset> asset = doc.build();
        EXPECT_TRUE(asset);
        const std::vector<TangentJob> jobs = doc.takeTangentJobs();
        ByteVector answer = answerTo(jobs[0]);
        change(answer);
        const Status status = doc.give(jobs[0].job + jobChange, bytesOf(answer), *asset);
        const Primitive& p = asset->meshes[0].primitives[0];
        EXPECT_EQ(p.positions.size(), status ? 8u : 6u);
        EXPECT_EQ(p.tangents.size(), status ? 8u : 0u);
        EXPECT_EQ(static_cast<bool>(doc.push(Document::kMain, {}, 0)), static_cast<bool>(status));
        return std::string(status ? "ok" : errorName(status.error().code));
    };
    const auto word = [](size_t at, uint32_t value) {
        return [=](ByteVector& answer) { std::memcpy(answer.data() + at, &value, 4); };
    };
    const auto number = [](size_t at, float value) {
        return [=](ByteVector& answer) { std::memcpy(answer.data() + at, &value, 4); };
    };
    constexpr size_t kCopies = 4 + 8 * 16, kIndices = kCopies + 2 * 4;
    EXPECT_EQ(give([](ByteVector&) {}), "ok");
    EXPECT_EQ(give([](ByteVector&) {}, 1), "internal");
    EXPECT_EQ(give([](ByteVector& a) { a.clear(); }), "bad-compression");
    EXPECT_EQ(give([](ByteVector& a) { a.resize(3); }), "bad-compression");
    EXPECT_EQ(give([](ByteVector& a) { a.pop_back(); }), "bad-compression");
    EXPECT_EQ(give([](ByteVector& a) { a.push_back(0); }), "bad-compression");
    EXPECT_EQ(give(word(0, 1)), "bad-compression");
    EXPECT_EQ(give(word(0, 0xffffffff)), "bad-compression");
    EXPECT_EQ(give(word(kCopies, 5)), "ok");
    EXPECT_EQ(give(word(kCopies, 6)), "bad-compression") << "a copy of a vertex that is not there";
    EXPECT_EQ(give(word(kIndices, 7)), "ok");
    EXPECT_EQ(give(word(kIndices, 8)), "bad-compression");
    EXPECT_EQ(give(number(4, 2)), "bad-compression") << "not of unit length";
    EXPECT_EQ(give(word(4, 0x7fc00000)), "bad-compression") << "not a number";
    EXPECT_EQ(give(number(16, 0)), "bad-compression") << "no sign";
}

TEST(TangentJobs, areNumberedAfterDecodeJobs) {
    Builder b = mirrored();
    const size_t length = 6 * 12;
    b.view(ByteVector(8));
    b.root["bufferViews"][0]["extensions"]["EXT_meshopt_compression"] = {
        {"buffer", 0},      {"byteLength", 8}, {"byteOffset", b.bin.size() - 8},
        {"byteStride", 12}, {"count", 6},      {"mode", "ATTRIBUTES"}};
    Document doc = opened(b, 1);
    const std::vector<DecodeJob> decodes = doc.takeDecodeJobs();
    ASSERT_EQ(decodes.size(), 1u);
    ASSERT_TRUE(doc.decoded(decodes[0].job, {b.bin.data(), length}));
    Result<Asset> asset = doc.build();
    ASSERT_TRUE(asset) << asset.error().message;
    const std::vector<TangentJob> tangents = doc.takeTangentJobs();
    ASSERT_EQ(tangents.size(), 1u);
    EXPECT_NE(tangents[0].job, decodes[0].job);
    EXPECT_TRUE(doc.give(tangents[0].job, bytesOf(answerTo(tangents[0])), *asset));
    EXPECT_FALSE(doc.give(tangents[0].job, bytesOf(answerTo(tangents[0])), *asset)) << "only once";
}

}  // namespace
}  // namespace vitrine::gltf::test
