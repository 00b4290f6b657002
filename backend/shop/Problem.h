// What the shop can refuse, as a value. How it looks in an answer is the business of http/.
#pragma once

#include <string>
#include <utility>

#include "base/Result.h"
#include "shop/Json.h"

namespace vitrine::shop {

enum class Code : uint8_t {
    BadJson,            // not JSON, or nested too deeply
    BadCursor,          // not a cursor of ours
    InvalidBody,        // JSON, but not what is asked for; members: errors
    UnknownSku,         // members: sku
    ProductNotFound,    // no such product is on sale
    LineNotFound,       // the cart has no such line
    OrderNotFound,      // no such order of this cart
    InsufficientStock,  // members: sku, requested, available
    PriceChanged,       // members: expected, actual (Money)
    CartEmpty,          // nothing to order
    CartFull,           // members: limit
    CurrencyMismatch,   // members: expected, actual (codes)
    KeyReused,          // an idempotency key that stands for another request
    Unavailable,        // the store cannot be reached or written; trying again may help
};

struct Problem {
    Code code = Code::Unavailable;
    std::string detail = {};        ///< one sentence for developers, with the numbers at fault
    Json members = Json::object();  ///< the further members that openapi.yaml names for the code
};

template <typename T>
using Result = vitrine::Result<T, Problem>;

/// Success without a value.
struct Done {};

}  // namespace vitrine::shop
