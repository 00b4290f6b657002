// The rules of the shop, on values alone.
#include <gtest/gtest.h>

#include "shop/Cart.h"
#include "shop/Events.h"
#include "shop/Order.h"
#include "shop/Requests.h"
#include "shop/Shop.h"
#include "support.h"

namespace vitrine::shop {
namespace {

const Product pot = backend_test::products()[0];
const Variant green = pot.variants[0];

PricedCart holding(int64_t quantity) {
    PricedCart priced;
    priced.version = 3;
    if (quantity > 0) {
        priced.lines.push_back({{"POT-A", quantity}, pot, green});
        priced.total = priced.lines[0].total();
    } else {
        priced.total.currency = "EUR";
    }
    return priced;
}

Cart cartHolding(int64_t quantity) {
    Cart cart{"c", 3, {}};
    if (quantity > 0) cart.lines.push_back({"POT-A", quantity});
    return cart;
}

TEST(Cart, hasOneLinePerSku) {
    const Result<Cart> cart = withItem(holding(2), cartHolding(2), green, 3);
    ASSERT_TRUE(cart);
    ASSERT_EQ(cart->lines.size(), 1u);
    EXPECT_EQ(cart->lines[0].quantity, 5);
    EXPECT_EQ(cart->version, 4);
}

TEST(Cart, neverHoldsMoreThanThereIs) {
    const Result<Cart> cart = withItem(holding(2), cartHolding(2), green, 4);
    ASSERT_FALSE(cart);
    EXPECT_EQ(cart.error().code, Code::InsufficientStock);
    EXPECT_EQ(cart.error().members["requested"], 6);
    EXPECT_EQ(cart.error().members["available"], 5);
    EXPECT_EQ(cart.error().members["sku"], "POT-A");
}

TEST(Cart, hasLimits) {
    Variant plenty = green;
    plenty.stock = 1000;
    const Result<Cart> many = withItem(holding(50), cartHolding(50), plenty, 50);
    ASSERT_FALSE(many);
    EXPECT_EQ(many.error().code, Code::CartFull);
    EXPECT_EQ(many.error().members["limit"], 99);
    Cart full{"c", 1, {}};
    for (size_t i = 0; i < kMostLines; ++i) full.lines.push_back({"X" + std::to_string(i), 1});
    const Result<Cart> more = withItem(holding(0), full, green, 1);
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().code, Code::CartFull);
    EXPECT_EQ(more.error().members["limit"], 100);
}

TEST(Cart, holdsOneCurrency) {
    Variant foreign = green;
    foreign.sku = "POT-US";
    foreign.price.currency = "USD";
    const Result<Cart> cart = withItem(holding(1), cartHolding(1), foreign, 1);
    ASSERT_FALSE(cart);
    EXPECT_EQ(cart.error().code, Code::CurrencyMismatch);
}

TEST(Cart, setsAndRemovesQuantities) {
    const Result<Cart> set = withQuantity(holding(2), cartHolding(2), "pot-a", 4);
    ASSERT_TRUE(set);
    EXPECT_EQ(set->lines[0].quantity, 4);
    const Result<Cart> same = withQuantity(holding(2), cartHolding(2), "pot-a", 2);
    ASSERT_TRUE(same);
    EXPECT_EQ(same->version, 3) << "nothing changed";
    const Result<Cart> none = withQuantity(holding(2), cartHolding(2), "pot-a", 0);
    ASSERT_TRUE(none);
    EXPECT_TRUE(none->lines.empty());
    EXPECT_EQ(withQuantity(holding(2), cartHolding(2), "pot-z", 1).error().code,
              Code::LineNotFound);
    EXPECT_EQ(withQuantity(holding(2), cartHolding(2), "pot-a", 6).error().code,
              Code::InsufficientStock);
    EXPECT_EQ(withoutLine(cartHolding(2), "pot-z").version, 3);
}

TEST(Order, costsWhatTheShopperSaw) {
    const Result<Order> order =
        orderOf(holding(2), "c", {{2000, "EUR"}, {{"name", "Ada"}}, nullptr}, "o-1", 1000);
    ASSERT_TRUE(order);
    EXPECT_EQ(order->document["total"]["amount"], 2000);
    EXPECT_EQ(order->document["placedAt"], "1970-01-01T00:00:01.000Z");
    EXPECT_EQ(order->document["lines"][0]["quantity"], 2);
    const Result<Order> dearer = orderOf(holding(2), "c", {{1999, "EUR"}, {}, {}}, "o-1", 0);
    ASSERT_FALSE(dearer);
    EXPECT_EQ(dearer.error().code, Code::PriceChanged);
    EXPECT_EQ(dearer.error().members["actual"]["amount"], 2000);
    EXPECT_EQ(orderOf(holding(0), "c", {{0, "EUR"}, {}, {}}, "o", 0).error().code, Code::CartEmpty);
    EXPECT_EQ(orderOf(holding(6), "c", {{6000, "EUR"}, {}, {}}, "o", 0).error().code,
              Code::InsufficientStock);
}

TEST(Requests, saysAllThatIsWrongAndWhere) {
    const Result<NewCartItem> item =
        readNewCartItem(R"({"sku": "pot", "quantity": 0, "price": 1})");
    ASSERT_FALSE(item);
    EXPECT_EQ(item.error().code, Code::InvalidBody);
    ASSERT_EQ(item.error().members["errors"].size(), 3u);
    EXPECT_EQ(item.error().members["errors"][0]["pointer"], "/sku");
    EXPECT_EQ(item.error().members["errors"][1]["pointer"], "/quantity");
    EXPECT_EQ(item.error().members["errors"][2]["pointer"], "/price");
}

TEST(Requests, takesWholeNumbersHoweverTheyAreWritten) {
    EXPECT_EQ(readNewCartItem(R"({"sku":"A","quantity":3.0})")->quantity, 3);
    for (const char* bad : {"3.5", "1e99", "-1", "100", "\"3\"", "null", "true"})
        EXPECT_FALSE(readNewCartItem(std::string(R"({"sku":"A","quantity":)") + bad + "}")) << bad;
}

TEST(Requests, refusesWhatIsNoJson) {
    for (const std::string& bad :
         {std::string(), std::string("{"), std::string("[1,]"), std::string("\xff\xfe"),
          std::string(5000, '['), std::string("{\"sku\":\"\xc3\x28\"}")}) {
        const Result<NewCartItem> item = readNewCartItem(bad);
        ASSERT_FALSE(item);
        EXPECT_EQ(item.error().code, Code::BadJson) << bad.substr(0, 20);
    }
    EXPECT_EQ(readNewCartItem("[]").error().code, Code::InvalidBody);
}

TEST(Requests, readsAnOrder) {
    const Result<NewOrder> order = readNewOrder(
        R"({"expectedTotal":{"amount":5,"currency":"EUR"},"customer":{"name":"Ada L.","email":"a@b.c"},
            "shippingAddress":{"street":"1 Rd","city":"X","postalCode":"1","country":"IT"}})");
    ASSERT_TRUE(order) << order.error().detail;
    EXPECT_EQ(order->shippingAddress["country"], "IT");
    const Result<NewOrder> bad = readNewOrder(
        R"({"expectedTotal":{"amount":-5,"currency":"eur"},"customer":{"name":"a\nb","email":"a@b@c"},
            "shippingAddress":{"street":"","city":"X","postalCode":"1","country":"Italy"}})");
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().members["errors"].size(), 6u) << dump(bad.error().members);
}

TEST(Events, keepsOnlyWhatIsNamed) {
    const Result<EventBatch> batch = readEventBatch(
        R"({"page":"abcdefgh","sequence":4,"email":"a@b.c","events":[
            {"type":"view","at":12.5,"productId":"pot","userId":"u-1","ip":"1.2.3.4"},
            {"type":"timing","at":20,"timings":{"preview":100,"load":250.5,"secret":3}},
            {"type":"spy","at":1}, {"type":"error","at":-1}, {"type":"error","at":1,"code":"No Code"}]})");
    ASSERT_TRUE(batch) << batch.error().detail;
    EXPECT_EQ(batch->sequence, 4);
    EXPECT_EQ(batch->dropped, 3u);
    ASSERT_EQ(batch->events.size(), 2u);
    EXPECT_EQ(dump(batch->events[0]), R"({"at":12.5,"productId":"pot","type":"view"})");
    EXPECT_EQ(dump(batch->events[1]["timings"]), R"({"load":250.5,"preview":100.0})");
    const Result<EventBatch> nothing =
        readEventBatch(R"({"page":"abcdefgh","sequence":4,"events":[{"type":"spy","at":1}]})");
    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error().members["errors"][0]["pointer"], "/events/0/type");
}

TEST(Cursor, isOnlyWhatWeWrote) {
    for (const int64_t position : {int64_t(0), int64_t(1), int64_t(24), INT64_MAX})
        EXPECT_EQ(positionOf(cursorAfter(position)), position);
    for (const char* bad : {"", "x", "cA", "MTI", "cC0x", "cDE=", "cDAx", "%%%%"})
        EXPECT_FALSE(positionOf(bad)) << bad;
}

TEST(Seed, completesTheCatalogueFromTheFiles) {
    const std::vector<Product> products = backend_test::products();
    ASSERT_EQ(products.size(), 2u);
    const Json product = render(products[0]);
    EXPECT_EQ(product["model"]["levels"][1]["url"], "/assets/pot/level1.0123456789.glb");
    EXPECT_EQ(product["model"]["glb"]["bytes"], 4321);
    EXPECT_EQ(product["model"]["bytes"], 5000);
    EXPECT_EQ(dump(product["dimensions"]), R"({"depth":50,"height":250,"unit":"mm","width":100})");
    EXPECT_EQ(product["variants"][0]["stock"], 5);
    EXPECT_EQ(product["defaultVariant"], "green");
    EXPECT_EQ(product["price"]["amount"], 1000);
    EXPECT_EQ(product["view"]["look"], "/assets/pot.look.json");
    EXPECT_EQ(renderSummary(products[0])["available"], true);
    EXPECT_EQ(render(products[1])["variants"][0]["materialVariant"], nullptr);
    EXPECT_EQ(render(products[1])["view"]["look"], nullptr);
}

std::string seedError(const std::string& from, const std::string& to) {
    std::string text = backend_test::catalogueText();
    const size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    const auto products = readCatalogue(text, backend_test::assetFiles());
    return products ? "" : products.error();
}

TEST(Seed, saysWhatIsWrongWithTheCatalogue) {
    EXPECT_NE(seedError("\"price\": 1000", "\"price\": 10.5").find("/0/variants/0/price"),
              std::string::npos);
    EXPECT_NE(seedError("\"CUP\"", "\"POT-A\"").find("another product has: POT-A"),
              std::string::npos);
    EXPECT_NE(seedError("pot.webp", "pan.webp").find("pan.webp, and there is no such file"),
              std::string::npos);
    EXPECT_NE(seedError("\"materialVariant\": \"Blue\"", "\"materialVariant\": \"Red\"")
                  .find("is no variant of the model: Red"),
              std::string::npos);
    EXPECT_NE(seedError("{\"glaze\": \"blue\"}", "{}").find("/0/variants/1/values"),
              std::string::npos);
    EXPECT_NE(seedError("[0, 1, 0]", "[0, 2, 0]").find("/0/hotspots/0/normal"), std::string::npos);
    EXPECT_NE(seedError("pot.look.json", "pan.json").find("pan.json, and there is no such file"),
              std::string::npos);
    EXPECT_NE(seedError("pot.look.json", "pot/manifest.json").find("that is no look file"),
              std::string::npos);
    EXPECT_NE(seedError("[\n", "{"), "");
}

}  // namespace
}  // namespace vitrine::shop
