// A visitor's cart and order, as docs/api/openapi.yaml describes them, checked: sums are right, one currency, known forms.
// Plain data; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "commerce/Money.h"
#include "commerce/Product.h"

namespace vitrine::commerce {

struct CartLine {
    std::string id;  ///< empty in an order
    std::string productId, variantId, sku;
    std::string name, label;  ///< of the product, of the variant
    int64_t quantity = 0;
    Money unitPrice, total;  ///< total = unitPrice × quantity
    int64_t stock = 0;       ///< units left; may be fewer than `quantity`. 0 in an order
    Poster poster;           ///< without URL in an order
};

struct Cart {
    std::vector<CartLine> lines;
    int64_t count = 0;  ///< sum of the quantities
    Money total;
    int64_t version = 0;  ///< of two answers the one with the higher version is the newer
};

struct Order {
    std::string id;
    std::string placedAt;  ///< RFC 3339
    std::vector<CartLine> lines;
    Money total;
};

/// The reader's status tells whether all was well.
Cart readCart(const Node& root);
Order readOrder(const Node& root);

std::string toJson(const Cart& cart);
std::string toJson(const Order& order);

}  // namespace vitrine::commerce
