#include "support.h"

#include <gtest/gtest.h>

#include "commerce/Url.h"

namespace vitrine::commerce::test {
namespace {

TEST(Answer, thatIsNoAnswer) {
    EXPECT_EQ(readText(AnswerKind::Product, "").error().code, ErrorCode::Empty);
    EXPECT_EQ(readText(AnswerKind::Product, "<!doctype html>").error().code, ErrorCode::BadJson);
    EXPECT_EQ(readText(AnswerKind::Product, "{\"id\":\"\xff\"}").error().code, ErrorCode::BadJson);
    EXPECT_EQ(readText(AnswerKind::Product, std::string(100000, '[')).error().code,
              ErrorCode::BadJson);
    EXPECT_EQ(readText(AnswerKind::Product, std::string(kMaxAnswer + 1, ' ')).error().code,
              ErrorCode::TooLarge);
    EXPECT_EQ(readText(AnswerKind::Product, "[]").error().code, ErrorCode::BadCatalogue);
    EXPECT_EQ(readText(AnswerKind::Product, "null").error().code, ErrorCode::BadCatalogue);
}

TEST(Answer, endsAnywhereWithoutHarm) {
    const std::string text = fixture("product").dump();
    for (size_t n = 0; n < text.size(); n += 7)
        EXPECT_FALSE(readText(AnswerKind::Product, text.substr(0, n)));
}

TEST(Answer, isReadAgainToTheSame) {
    const std::pair<AnswerKind, const char*> all[] = {{AnswerKind::Product, "product"},
                                                      {AnswerKind::ProductPage, "products"},
                                                      {AnswerKind::Cart, "cart"},
                                                      {AnswerKind::Order, "order"},
                                                      {AnswerKind::Problem, "problem"}};
    for (const auto& [kind, name] : all) {
        Result<std::string> once = read(kind, fixture(name));
        ASSERT_TRUE(once) << name << ": " << once.error().message;
        Result<std::string> twice = readText(kind, *once);
        ASSERT_TRUE(twice) << name << ": " << twice.error().message;
        EXPECT_EQ(*once, *twice);
    }
}

TEST(Url, resolves) {
    const char* base = "https://shop.example:8443/v1/products/mug?x=/y#z/";
    const std::pair<const char*, const char*> all[] = {
        {"/a.glb", "https://shop.example:8443/a.glb"},
        {"a.glb?v=2", "https://shop.example:8443/v1/products/a.glb?v=2"},
        {"../a.glb", "https://shop.example:8443/v1/products/../a.glb"},
        {"//cdn.example/a.glb", "https://cdn.example/a.glb"},
        {"HTTP://cdn.example/a.glb", "HTTP://cdn.example/a.glb"},
        {"a:b/c", ""},
        {"./a:b", "https://shop.example:8443/v1/products/./a:b"},
    };
    for (const auto& [given, expected] : all) {
        Result<std::string> url = resolveHttpUrl(base, given);
        EXPECT_EQ(url ? *url : std::string(), expected) << given;
    }
    EXPECT_EQ(*resolveHttpUrl("https://shop.example", "a.glb"), "https://shop.example/a.glb");
}

TEST(Url, blocksWhatNobodyShouldFollow) {
    for (const char* url :
         {"javascript:alert(1)", "data:text/html,x", "blob:https://shop.example/1", "file:///etc",
          "java\nscript:alert(1)", " https://a.example/", "https://", "https:///a.glb",
          "https://name:word@a.example/a.glb", "ftp://a.example/a.glb", "vbscript:x",
          "https:a.glb"}) {
        Result<std::string> resolved = resolveHttpUrl("https://shop.example/v1/x", url);
        ASSERT_FALSE(resolved) << url << " became " << *resolved;
        EXPECT_EQ(resolved.error().code, ErrorCode::BlockedUri);
    }
    Result<std::string> text =
        read(AnswerKind::Product,
             changed(fixture("product"), {"/model/glb/url", "javascript:alert(1)", ""}));
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, ErrorCode::BlockedUri);
    EXPECT_NE(text.error().message.find("'model.glb.url'"), std::string::npos);
}

}  // namespace
}  // namespace vitrine::commerce::test
