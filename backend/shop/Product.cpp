#include "shop/Product.h"

#include <algorithm>

namespace vitrine::shop {

Json toJson(const Money& money) {
    return {{"amount", money.amount}, {"currency", money.currency}};
}

const Variant* Product::variantOf(const std::string& sku) const {
    const auto found = std::find_if(variants.begin(), variants.end(),
                                    [&](const Variant& variant) { return variant.sku == sku; });
    return found == variants.end() ? nullptr : &*found;
}

Product productOf(Json document, int64_t position) {
    Product product;
    product.id = textOf(document, "id");
    product.name = textOf(document, "name");
    product.position = position;
    if (const Json* variants = member(document, "variants")) {
        for (const Json& each : *variants) {
            Variant variant;
            variant.id = textOf(each, "id");
            variant.label = textOf(each, "label");
            variant.sku = textOf(each, "sku");
            if (const Json* price = member(each, "price")) {
                const Json* amount = member(*price, "amount");
                if (amount && amount->is_number_integer())
                    variant.price.amount = amount->get<int64_t>();
                variant.price.currency = textOf(*price, "currency");
            }
            product.variants.push_back(std::move(variant));
        }
    }
    product.document = std::move(document);
    return product;
}

Json render(const Product& product) {
    Json json = product.document;
    for (size_t i = 0; i < product.variants.size(); ++i)
        json["variants"][i]["stock"] = product.variants[i].stock;
    return json;
}

Json renderSummary(const Product& product) {
    Json json = Json::object();
    for (const char* name : {"id", "name", "tagline", "alt", "model", "poster", "view"})
        json[name] = product.document[name];
    const auto cheapest = std::min_element(
        product.variants.begin(), product.variants.end(),
        [](const Variant& a, const Variant& b) { return a.price.amount < b.price.amount; });
    json["priceFrom"] = toJson(cheapest->price);
    json["available"] = std::any_of(product.variants.begin(), product.variants.end(),
                                    [](const Variant& variant) { return variant.stock > 0; });
    return json;
}

}  // namespace vitrine::shop
