#include "support.h"

#include <gtest/gtest.h>

namespace vitrine::commerce::test {
namespace {

TEST(Cart, isTyped) {
    const Json cart = typed(AnswerKind::Cart, fixture("cart"));
    ASSERT_TRUE(cart.is_object()) << cart;
    EXPECT_EQ(cart["lines"][0]["sku"], "MUG-GREEN");
    EXPECT_EQ(cart["lines"][0]["poster"]["url"], "https://shop.example/assets/mug.webp");
    EXPECT_EQ(cart["total"]["amount"], 2500);
    EXPECT_EQ(cart["version"], 3);
}

TEST(Cart, sumsAreChecked) {
    const Change changes[] = {
        {"/count", 3, "'count'"},
        {"/lines/0/total/amount", 2499, "'lines[0].total'"},
        {"/lines/0/total/currency", "USD", "'lines[0].total'"},
        {"/lines/0/unitPrice/amount", 9007199254740991, "'lines[0].total'"},
        {"/total/currency", "USD", "'lines[0].total.currency'"},
        {"/lines/0/quantity", 100, "'lines[0].quantity'"},
        {"/lines/0/quantity", 0, "'lines[0].quantity'"},
        {"/lines/0/id", "", "'lines[0].id'"},
        {"/lines", kAbsent, "'lines'"},
    };
    for (const Change& change : changes) {
        Result<std::string> text = read(AnswerKind::Cart, changed(fixture("cart"), change));
        ASSERT_FALSE(text) << change.pointer;
        EXPECT_EQ(text.error().code, ErrorCode::BadCatalogue);
        EXPECT_NE(text.error().message.find(change.named), std::string::npos)
            << change.pointer << ": " << text.error().message;
    }
}

TEST(Order, isTypedWithoutThePerson) {
    const Json order = typed(AnswerKind::Order, fixture("order"));
    ASSERT_TRUE(order.is_object()) << order;
    EXPECT_EQ(order["id"], "o-4711");
    EXPECT_EQ(order["lines"].size(), 1u);
    EXPECT_FALSE(order.contains("customer"));
    EXPECT_FALSE(read(AnswerKind::Order, changed(fixture("order"), {"/lines", Json::array(), ""})));
}

TEST(Problem, isTyped) {
    const Json problem = typed(AnswerKind::Problem, fixture("problem"));
    EXPECT_EQ(problem["code"], "insufficient-stock");
    EXPECT_EQ(problem["available"], 7);
    EXPECT_EQ(typed(AnswerKind::Problem, changed(fixture("problem"), {"/sku", kAbsent, ""}))["sku"],
              nullptr);
    EXPECT_FALSE(
        read(AnswerKind::Problem, changed(fixture("problem"), {"/code", "<b>bold</b>", ""})));
    EXPECT_FALSE(read(AnswerKind::Problem, changed(fixture("problem"), {"/status", 200, ""})));
}

}  // namespace
}  // namespace vitrine::commerce::test
