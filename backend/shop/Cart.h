// A cart and what may be done to it. Pure: prices and stock come in with the products.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "shop/Problem.h"
#include "shop/Product.h"

namespace vitrine::shop {

constexpr size_t kMostLines = 100;

struct CartLine {
    std::string sku;
    int64_t quantity = 0;
};

struct Cart {
    std::string id;
    int64_t version = 0;  ///< grows with every change; 0: never changed
    std::vector<CartLine> lines;
};

/// A cart has one line per SKU, so the SKU names the line.
std::string lineId(const std::string& sku);

/// A line with what is being bought.
struct PricedLine {
    CartLine line;
    Product product;
    Variant variant;

    Money total() const { return {variant.price.amount * line.quantity, variant.price.currency}; }
};

struct PricedCart {
    int64_t version = 0;
    std::vector<PricedLine> lines;  ///< of what is still on sale
    Money total;
};

/// What is told where fewer are left than `requested`.
Problem insufficientStock(const std::string& sku, int64_t requested, int64_t available);

/// `wanted` more of a variant.
Result<Cart> withItem(const PricedCart& priced, Cart cart, const Variant& variant, int64_t wanted);
/// Another quantity for a line; 0 removes it.
Result<Cart> withQuantity(const PricedCart& priced, Cart cart, const std::string& line,
                          int64_t quantity);
/// Nothing happens where there is no such line.
Cart withoutLine(Cart cart, const std::string& line);

/// Cart of openapi.yaml.
Json render(const PricedCart& cart);

}  // namespace vitrine::shop
