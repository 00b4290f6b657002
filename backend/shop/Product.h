// What is on sale. The shop itself needs to know little of a product: what can be bought, for how much, and how a line
// of a cart names it. Everything else is the document that openapi.yaml calls Product, handed through as it is.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shop/Json.h"

namespace vitrine::shop {

/// In the currency's minor unit; ISO 4217.
struct Money {
    int64_t amount = 0;
    std::string currency;
};

inline bool operator==(const Money& a, const Money& b) {
    return a.amount == b.amount && a.currency == b.currency;
}

Json toJson(const Money& money);

struct Variant {
    std::string id, label, sku;
    Money price;
    int64_t stock = 0;  ///< units left
};

struct Product {
    std::string id, name;
    int64_t position = 0;  ///< in the order of the shop, from 1
    std::vector<Variant> variants;
    Json document;  ///< Product of openapi.yaml; its `stock` members are filled in by render()

    const Variant* variantOf(const std::string& sku) const;
};

/// The typed part of a document that readCatalogue() made.
Product productOf(Json document, int64_t position);

/// As GET /v1/products/{id} answers, with the stock of `product.variants`.
Json render(const Product& product);
/// As an item of GET /v1/products.
Json renderSummary(const Product& product);

}  // namespace vitrine::shop
