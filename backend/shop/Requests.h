// The bodies that visitors send, read and checked. Pure; any bytes may come in.
#pragma once

#include <string>
#include <string_view>

#include "shop/Problem.h"
#include "shop/Product.h"

namespace vitrine::shop {

constexpr int64_t kMostOfOneThing = 99;

struct NewCartItem {
    std::string sku;
    int64_t quantity = 0;
};

struct NewOrder {
    Money expectedTotal;
    Json customer;         ///< Customer of openapi.yaml
    Json shippingAddress;  ///< Address of openapi.yaml, or null
};

Result<NewCartItem> readNewCartItem(std::string_view body);
/// The new quantity.
Result<int64_t> readCartLineChange(std::string_view body);
Result<NewOrder> readNewOrder(std::string_view body);

}  // namespace vitrine::shop
