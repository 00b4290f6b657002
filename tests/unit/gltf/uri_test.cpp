// Which addresses a model may ask for, and data: URIs.
#include <gtest/gtest.h>

#include "gltf/Uri.h"

namespace vitrine::gltf {
namespace {

std::string resolve(const std::string& uri,
                    const std::string& base = "https://cdn.test/shop/chair/chair.gltf?v=2") {
    Result<std::string> r = resolveUri(base, uri);
    return r ? *r : errorName(r.error().code);
}

TEST(Uri, filesBesideAndBelowTheModel) {
    EXPECT_EQ(resolve("a.bin"), "https://cdn.test/shop/chair/a.bin");
    EXPECT_EQ(resolve("tex/a.png"), "https://cdn.test/shop/chair/tex/a.png");
    EXPECT_EQ(resolve("./tex/../a.png"), "https://cdn.test/shop/chair/a.png");
    EXPECT_EQ(resolve("tex\\a.png"), "https://cdn.test/shop/chair/tex/a.png");
    EXPECT_EQ(resolve("a.png?sig=1&x=%20#frag"), "https://cdn.test/shop/chair/a.png?sig=1&x=%20");
    EXPECT_EQ(resolve("https://cdn.test/shop/chair/x/a.png"),
              "https://cdn.test/shop/chair/x/a.png");
    EXPECT_EQ(resolve("HTTPS://CDN.test/shop/chair/a.png"), "https://cdn.test/shop/chair/a.png");
    EXPECT_EQ(resolve("//cdn.test/shop/chair/a.png"), "https://cdn.test/shop/chair/a.png");
    EXPECT_EQ(resolve("/shop/chair/a.png"), "https://cdn.test/shop/chair/a.png");
}

TEST(Uri, encodesWhatIsNotYet) {
    EXPECT_EQ(resolve("my chair.bin"), "https://cdn.test/shop/chair/my%20chair.bin");
    EXPECT_EQ(resolve("my%20chair.bin"), "https://cdn.test/shop/chair/my%20chair.bin");
    EXPECT_EQ(resolve("100%.bin"), "https://cdn.test/shop/chair/100%25.bin");
    EXPECT_EQ(resolve("grün ❤.png"), "https://cdn.test/shop/chair/gr%C3%BCn%20%E2%9D%A4.png");
    EXPECT_EQ(resolve("a\"<b>.png"), "https://cdn.test/shop/chair/a%22%3Cb%3E.png");
}

TEST(Uri, relativeBases) {
    EXPECT_EQ(resolve("b.bin", "models/a.gltf"), "models/b.bin");
    EXPECT_EQ(resolve("b.bin", "a.gltf"), "b.bin");
    EXPECT_EQ(resolve("b.bin", "/a.gltf"), "/b.bin");
    EXPECT_EQ(resolve("../b.bin", "models/a.gltf"), "blocked-uri");
    EXPECT_EQ(resolve("http://x.test/b.bin", "models/a.gltf"), "blocked-uri");
    EXPECT_EQ(resolve("b.bin", "https://cdn.test"), "https://cdn.test/b.bin");
    EXPECT_EQ(resolve("b.bin", "https://cdn.test?x=/y/"), "https://cdn.test/b.bin");
}

TEST(Uri, aSingleLocalFileHasNoFolder) {
    EXPECT_EQ(resolve("b.bin", "blob:https://shop.test/1234-5678"), "missing-resource");
}

TEST(Uri, nothingOutside) {
    for (const char* uri : {"../a.bin",
                            "x/../../a.bin",
                            "%2e%2e/a.bin",
                            "%2E./a.bin",
                            "..\\a.bin",
                            "..",
                            ".",
                            "x/..",
                            "/a.bin",
                            "/shop/chairs/a.bin",
                            "//other.test/shop/chair/a.bin",
                            "https://cdn.test:444/shop/chair/a.bin",
                            "http://cdn.test/shop/chair/a.bin",
                            "https://cdn.test@other.test/shop/chair/a.bin",
                            "https://cdn.test.other.test/shop/chair/a.bin",
                            "file:///etc/passwd",
                            "javascript:alert(1)",
                            "java\nscript:alert(1)",
                            "blob:https://cdn.test/shop/chair/1",
                            "ftp://cdn.test/shop/chair/a.bin",
                            "x%2f..%2f..%2fa.bin",
                            "x%5c..%5ca.bin",
                            "https://cdn.test/shop/chair/../a.bin",
                            "https:a.bin",
                            "\\\\other.test\\a.bin",
                            "a%00.bin",
                            "C:\\a.bin"}) {
        EXPECT_EQ(resolve(uri), "blocked-uri") << uri;
    }
    EXPECT_EQ(resolve(""), "bad-gltf");
}

std::string decode(const std::string& uri) {
    Result<DataUri> r = decodeDataUri(uri);
    return r ? r->mimeType + "|" + std::string(r->bytes.begin(), r->bytes.end())
             : errorName(r.error().code);
}

TEST(DataUri, base64AndPercent) {
    EXPECT_EQ(decode("data:text/plain;base64,SGVsbG8="), "text/plain|Hello");
    EXPECT_EQ(decode("data:text/plain;base64,SGVsbG8"), "text/plain|Hello");
    EXPECT_EQ(decode("data:;base64,SGVs bG8%3D"), "|Hello");
    EXPECT_EQ(decode("DATA:image/png;charset=x;BASE64,SGVsbG8h"), "image/png|Hello!");
    EXPECT_EQ(decode("data:,a%20b%zz"), "|a b%zz");
    EXPECT_EQ(decode("data:x/y;base64,"), "x/y|");
    EXPECT_EQ(decode("data:x/y;base64,-_8="), std::string("x/y|\xfb\xff"));
    EXPECT_EQ(decode("data:x/y;base64,A"), "bad-gltf");
    EXPECT_EQ(decode("data:x/y;base64,A!BC"), "bad-gltf");
    EXPECT_EQ(decode("data:nothing"), "bad-gltf");
}

}  // namespace
}  // namespace vitrine::gltf
