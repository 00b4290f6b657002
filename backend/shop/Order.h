// An order: what a cart was when it was bought. It never changes afterwards, whatever the catalogue does.
#pragma once

#include <string>
#include <vector>

#include "shop/Cart.h"
#include "shop/Requests.h"

namespace vitrine::shop {

struct Order {
    std::string id, cartId;
    int64_t placedAt = 0;  ///< ms since 1970
    std::vector<CartLine> lines;
    Json document;  ///< Order of openapi.yaml
};

/// Checks the shopper's expectation and the stock that is known; the store decides on the stock once more, in the same
/// step in which it takes it.
Result<Order> orderOf(const PricedCart& cart, const std::string& cartId, const NewOrder& wish,
                      std::string id, int64_t now);

}  // namespace vitrine::shop
