// Files in pieces, cut short, and with wrong headers.
#include <gtest/gtest.h>

#include "gltf/ByteBuffer.h"
#include "support.h"

namespace vitrine::gltf::test {
namespace {

Builder texturedTriangle() {
    Builder b;
    const int image = b.add(
        "images", {{"bufferView", b.view<uint8_t>({0x89, 'P', 'N', 'G', 13, 10, 26, 10, 1})}});
    const int texture = b.add("textures", {{"source", image}});
    const int material = b.add(
        "materials", {{"pbrMetallicRoughness", {{"baseColorTexture", {{"index", texture}}}}}});
    const int position = b.accessor<float>({0, 0, 0, 1, 0, 0, 0, 1, 0}, "VEC3");
    const int uv = b.accessor<float>({0, 0, 1, 0, 0, 1}, "VEC2");
    b.show({{"attributes", {{"POSITION", position}, {"TEXCOORD_0", uv}}}, {"material", material}});
    return b;
}

TEST(Container, anyChunkingGivesTheSameAsset) {
    const ByteVector file = texturedTriangle().glb();
    const Result<Asset> whole = load(file);
    ASSERT_TRUE(whole) << whole.error().message;
    for (size_t piece : {1, 2, 3, 7, 11, 12, 13, 20, 21, 64, 500}) {
        const Result<Asset> parts = load(file, piece);
        ASSERT_TRUE(parts) << piece << ": " << parts.error().message;
        EXPECT_EQ(fingerprint(*whole), fingerprint(*parts)) << piece;
    }
}

TEST(Container, everyTruncationIsTold) {
    const ByteVector file = texturedTriangle().glb();
    for (size_t size = 0; size < file.size(); ++size) {
        const ByteVector cut(file.begin(), file.begin() + static_cast<long>(size));
        const std::string expected = size == 0 ? "empty" : size < 4 ? "not-a-model" : "truncated";
        EXPECT_EQ(codeOf(load(cut)), expected) << size << " of " << file.size();
        EXPECT_EQ(codeOf(load(cut, 5)), expected) << size << " of " << file.size() << ", in pieces";
    }
}

TEST(Container, bytesAfterTheEndAreIgnored) {
    ByteVector file = texturedTriangle().glb();
    file.insert(file.end(), 100, 0xcc);
    EXPECT_EQ(codeOf(load(file)), "ok");
    EXPECT_EQ(codeOf(load(file, 9)), "ok");
}

TEST(Container, absurdLengthsReserveNothing) {
    ByteVector file = texturedTriangle().glb();
    file[8] = file[9] = file[10] = 0xff;
    file[11] = 0x7f;  // 2 GiB − 1
    EXPECT_EQ(codeOf(load(file)), "truncated");
    file[11] = 0xff;
    EXPECT_EQ(codeOf(load(file)), "too-large");
    Document doc("https://shop.test/a.glb");
    EXPECT_TRUE(doc.push(Document::kMain, {file.data(), 4}, ~uint64_t(0)));
}

TEST(Container, imagesComeBeforeTheFileIsComplete) {
    const ByteVector file = texturedTriangle().glb();
    Document doc("https://shop.test/a.glb");
    size_t imageAt = 0, geometryAt = 0;
    for (size_t i = 0; i < file.size(); ++i) {
        ASSERT_TRUE(doc.push(Document::kMain, {&file[i], 1}, file.size()));
        const auto images = doc.takeImages();
        if (!images.empty()) {
            ASSERT_EQ(images.size(), 1u);
            EXPECT_EQ(images[0].bytes.size, 9u);
            EXPECT_EQ(images[0].bytes.data[8], 1);
            EXPECT_EQ(images[0].mimeType, "image/png");
            EXPECT_TRUE(images[0].srgb);
            EXPECT_TRUE(images[0].mipmaps);
            imageAt = i;
        }
        if (!geometryAt && doc.geometryReady()) geometryAt = i;
    }
    EXPECT_EQ(doc.imageCount(), 1u);
    EXPECT_GT(imageAt, 0u);
    EXPECT_LT(imageAt, geometryAt);
    EXPECT_EQ(geometryAt, file.size() - 1);
    ASSERT_TRUE(doc.finish(Document::kMain));
    ASSERT_TRUE(doc.build());
    EXPECT_FALSE(doc.build()) << "only once";
}

TEST(Container, geometryMayBeBuiltWhileImagesArrive) {
    Builder b;
    const int position = b.accessor<float>({0, 0, 0, 1, 0, 0, 0, 1, 0}, "VEC3");
    const size_t geometryEnd = b.bin.size();
    const int image =
        b.add("images", {{"bufferView", b.view(ByteVector(1000, 7))}, {"mimeType", "image/jpeg"}});
    const int texture = b.add("textures", {{"source", image}});
    const int material = b.add("materials", {{"emissiveTexture", {{"index", texture}}}});
    b.show({{"attributes", {{"POSITION", position}}}, {"material", material}});
    const ByteVector file = b.glb();
    const size_t early = file.size() - b.bin.size() + geometryEnd;
    Document doc("https://shop.test/a.glb");
    ASSERT_TRUE(doc.push(Document::kMain, {file.data(), early}, file.size()));
    ASSERT_TRUE(doc.geometryReady());
    ASSERT_TRUE(doc.build());
    EXPECT_TRUE(doc.takeImages().empty());
    ASSERT_TRUE(doc.push(Document::kMain, {file.data() + early, file.size() - early}, file.size()));
    const auto images = doc.takeImages();
    ASSERT_EQ(images.size(), 1u);
    EXPECT_EQ(images[0].mimeType, "image/jpeg");
    EXPECT_EQ(images[0].bytes.size, 1000u);
    for (size_t i = 0; i < 1000; ++i) ASSERT_EQ(images[0].bytes.data[i], 7);
    EXPECT_TRUE(doc.finish(Document::kMain));
}

TEST(Container, aDeadDocumentStaysDead) {
    Document doc("https://shop.test/a.glb");
    const ByteVector html = toBytes("<html>");
    Status status = doc.push(Document::kMain, bytesOf(html), 0);
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::NotAModel);
    status = doc.push(Document::kMain, bytesOf(html), 0);
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::NotAModel);
    EXPECT_FALSE(doc.finish(Document::kMain));
    EXPECT_FALSE(doc.geometryReady());
    EXPECT_FALSE(doc.build());
    EXPECT_TRUE(doc.takeImages().empty());
}

TEST(Container, bytesForUnknownResourcesAreRefused) {
    Document doc("https://shop.test/a.glb");
    const ByteVector some(4, 1);
    EXPECT_FALSE(doc.push(3, bytesOf(some), 0));
}

TEST(ByteBuffer, keepsWhatCameUntilDiscarded) {
    ByteBuffer buffer;
    buffer.expect(10);
    const ByteVector data{1, 2, 3, 4, 5};
    for (int i = 0; i < 100; ++i) ASSERT_TRUE(buffer.append(bytesOf(data)));
    ASSERT_EQ(buffer.bytes().size, 500u);
    for (size_t i = 0; i < 500; ++i) ASSERT_EQ(buffer.bytes().data[i], i % 5 + 1);
    ByteBuffer moved = std::move(buffer);
    EXPECT_EQ(moved.received(), 500u);
    moved.discard();
    ASSERT_TRUE(moved.append(bytesOf(data)));
    EXPECT_EQ(moved.bytes().size, 0u);
    EXPECT_EQ(moved.received(), 505u);
}

}  // namespace
}  // namespace vitrine::gltf::test
