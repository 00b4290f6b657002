#include "support.h"

#include <gtest/gtest.h>

namespace vitrine::commerce::test {
namespace {

TEST(Product, keepsWhatTheContractKnows) {
    const Json product = typed(AnswerKind::Product, fixture("product"));
    ASSERT_TRUE(product.is_object()) << product;
    EXPECT_EQ(product["name"], "Mug");
    EXPECT_EQ(product["description"], "Two lines\nof plain text.");
    EXPECT_EQ(product["price"]["amount"], 1250);
    EXPECT_EQ(product["variants"][0]["materialVariant"], "Green");
    EXPECT_EQ(product["variants"][0]["values"]["glaze"], "green");
    EXPECT_EQ(product["variants"][1]["materialVariant"], nullptr);
    EXPECT_EQ(product["options"][0]["values"][0]["swatch"], "#2f6f5e");
    EXPECT_EQ(product["hotspots"][0]["normal"], Json::array({1, 0, 0}));
    EXPECT_EQ(product["hotspots"][1]["surface"], "0 0 1 2 3 0.2 0.3 0.5");
    EXPECT_EQ(product["view"]["environmentImage"], "neutral");
    EXPECT_EQ(product["view"]["look"], nullptr);
    EXPECT_FALSE(product.contains("futureMember"));
}

TEST(Product, urlsBecomeAbsolute) {
    const Json product = typed(AnswerKind::Product, fixture("product"));
    EXPECT_EQ(product["model"]["manifest"]["url"], "https://shop.example/assets/mug/manifest.json");
    EXPECT_EQ(product["model"]["glb"]["url"], "https://cdn.example/mug.glb");
    const Json page = typed(AnswerKind::ProductPage, fixture("products"));
    EXPECT_EQ(page["items"][0]["model"]["glb"]["url"], "https://shop.example/v1/products/mug.glb");
    EXPECT_EQ(page["items"][0]["view"]["environmentImage"], "https://shop.example/env/room.hdr");
    EXPECT_EQ(page["items"][0]["view"]["look"], "https://shop.example/v1/products/looks/mug.json");
    EXPECT_EQ(page["nextCursor"], "eyJhIjoxfQ");
}

TEST(Product, saysWhatIsWrongAndWhere) {
    const Change changes[] = {
        {"/id", "../admin", "'id'"},
        {"/id", kAbsent, "'id' of https://shop.example/v1/products/mug?x=1 is missing"},
        {"/name", "", "'name'"},
        {"/name", std::string(201, 'x'), "'name'"},
        {"/name", "Mu\ng", "'name'"},
        {"/name", 3, "'name' of https://shop.example/v1/products/mug?x=1 is 3, not a text"},
        {"/description", std::string(20001, 'x'), "'description'"},
        {"/price/amount", 12.5, "'price.amount'"},
        {"/price/amount", -1, "'price.amount'"},
        {"/price/amount", "1250", "'price.amount'"},
        {"/price/amount", 9007199254740992u, "'price.amount'"},
        {"/price/amount", 18446744073709551615u, "'price.amount'"},
        {"/price/currency", "eur", "'price.currency'"},
        {"/price/currency", "EURO", "'price.currency'"},
        {"/model/glb", Json::object(), "'model.glb.url'"},
        {"/model/manifest/url", 7, "'model.manifest.url'"},
        {"/model/levels", Json::object(), "'model.levels'"},
        {"/poster/width", 0, "'poster.width'"},
        {"/poster/type", "text/html", "'poster.type'"},
        {"/view/shadowIntensity", 1.5, "'view.shadowIntensity'"},
        {"/view/look", 1, "'view.look'"},
        {"/view", nullptr, "'view'"},
        {"/dimensions/unit", "in", "'dimensions.unit'"},
        {"/options/0/values", Json::array(), "'options[0].values'"},
        {"/options/0/values/0/swatch", "red", "'options[0].values[0].swatch'"},
        {"/options/0/values/1/id", "green", "'options[0].values[1].id'"},
        {"/variants", Json::array(), "'variants'"},
        {"/variants/1/sku", "mug plain", "'variants[1].sku'"},
        {"/variants/1/id", "mug-green", "'variants[1].id'"},
        {"/variants/1/stock", -1, "'variants[1].stock'"},
        {"/variants/1/price/currency", "USD", "'variants[1].price.currency'"},
        {"/variants/0/values/glaze", "blue", "'variants[0].values.glaze'"},
        {"/variants/0/values", Json::object(), "'variants[0].values.glaze'"},
        {"/defaultVariant", "mug-blue", "'defaultVariant'"},
        {"/hotspots/0/normal", Json::array({1, 1, 0}), "'hotspots[0].normal'"},
        {"/hotspots/0/position", Json::array({1, 2}), "'hotspots[0].position'"},
        {"/hotspots/0/surface", "0 0 1 2 3 1 0 0", "'hotspots[0]'"},
        {"/hotspots/1/surface", nullptr, "'hotspots[1]'"},
        {"/hotspots/1/id", "handle", "'hotspots[1].id'"},
    };
    const Json good = fixture("product");
    for (const Change& change : changes) {
        Result<std::string> text = read(AnswerKind::Product, changed(good, change));
        ASSERT_FALSE(text) << change.pointer << " " << change.value;
        EXPECT_EQ(text.error().code, ErrorCode::BadCatalogue) << change.pointer;
        EXPECT_EQ(text.error().url, kUrl);
        EXPECT_NE(text.error().message.find(change.named), std::string::npos)
            << change.pointer << ": " << text.error().message;
    }
}

TEST(Product, lengthsAreCharacters) {
    std::string name;
    for (int i = 0; i < 200; ++i) name += "é";
    EXPECT_TRUE(read(AnswerKind::Product, changed(fixture("product"), {"/name", name, ""})));
    EXPECT_FALSE(read(AnswerKind::Product, changed(fixture("product"), {"/name", name + "é", ""})));
}

TEST(Product, needsOneOfManifestAndGlb) {
    Json json = fixture("product");
    json["model"]["manifest"] = nullptr;
    EXPECT_TRUE(read(AnswerKind::Product, json));
    json["model"]["glb"] = nullptr;
    Result<std::string> none = read(AnswerKind::Product, json);
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().message.find("'model'"), std::string::npos) << none.error().message;
}

}  // namespace
}  // namespace vitrine::commerce::test
