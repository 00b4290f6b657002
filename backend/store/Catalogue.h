// What is on sale, and how much of it is left.
//
// Behind this interface stands SQLite here (store/sqlite). In the cloud: DynamoDB, with a product as an item, an index by
// SKU, and stock as an attribute of its own; or PostgreSQL. Any thread may call; a failure of the store is
// Code::Unavailable.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shop/Problem.h"
#include "shop/Product.h"

namespace vitrine::store {

class Catalogue {
public:
    virtual ~Catalogue() = default;

    /// At most `limit` products whose position is above `after`, in the order of the shop.
    virtual shop::Result<std::vector<shop::Product>> page(int64_t after, size_t limit) = 0;
    virtual shop::Result<std::optional<shop::Product>> product(const std::string& id) = 0;
    /// The product that is sold under a SKU.
    virtual shop::Result<std::optional<shop::Product>> productOfSku(const std::string& sku) = 0;

    /// Makes these the products on sale. Stock is taken over for SKUs that were never seen; the others keep theirs,
    /// because it has been sold from.
    virtual shop::Result<shop::Done> seed(const std::vector<shop::Product>& products) = 0;
    /// Adds to the stock of a SKU (a delivery, a return); false when the SKU is unknown.
    virtual shop::Result<bool> restock(const std::string& sku, int64_t units) = 0;
};

}  // namespace vitrine::store
