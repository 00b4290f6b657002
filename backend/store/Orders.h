// Carts, orders, and the answers that idempotency keys stand for. They are one interface, because an order changes all of
// them and the stock in one step: all of it, or nothing.
//
// Behind it stands SQLite here (store/sqlite): one transaction, on disk before it counts. In the cloud: PostgreSQL, the
// same; or DynamoDB, where save() and place() each are one TransactWriteItems with the conditions that the results name,
// and keys expire by their time to live. No call waits for another one of the same visitor: whoever comes second is told
// so (Conflict) and thinks again. Any thread may call; a failure of the store is Code::Unavailable, and then nothing was
// changed as far as anybody can tell: ask for the key.
#pragma once

#include <optional>
#include <string>

#include "shop/Cart.h"
#include "shop/Order.h"
#include "shop/Problem.h"

namespace vitrine::store {

/// What was answered to the request that a key stands for.
struct Answer {
    std::string key;
    std::string fingerprint;  ///< of the request; another one may not use the key
    std::string cartId;
    std::string orderId;  ///< "" unless it was an order
    std::string body;
    int64_t expiresAt = 0;  ///< ms since 1970; afterwards the key is free
};

struct Written {
    enum class State : uint8_t {
        Done,
        Conflict,    ///< the cart is not at the expected version any more: read it again
        KeyTaken,    ///< the key stands for an answer already: read that
        OutOfStock,  ///< place() only: fewer than wanted are left of `sku`
    };
    State state = State::Done;
    std::string sku = {};   ///< for OutOfStock
    int64_t available = 0;  ///< for OutOfStock
};

class Orders {
public:
    virtual ~Orders() = default;

    /// An empty cart of version 0 when there is none.
    virtual shop::Result<shop::Cart> cart(const std::string& id) = 0;
    /// Not those that expired before `now`.
    virtual shop::Result<std::optional<Answer>> answer(const std::string& key, int64_t now) = 0;
    virtual shop::Result<std::optional<shop::Order>> order(const std::string& id) = 0;

    /// Writes the cart if the stored one still has the version `expected`, and with it the answer (if any), if its key is
    /// free. `now` decides which keys have expired.
    virtual shop::Result<Written> save(const shop::Cart& cart, int64_t expected,
                                       const Answer* answer, int64_t now) = 0;
    /// Takes the stock of every line, writes order and answer, and empties the cart if it still has the version
    /// `cartVersion`; its version grows by 1.
    virtual shop::Result<Written> place(const shop::Order& order, int64_t cartVersion,
                                        const Answer& answer) = 0;

    /// Whether the store can be read, and lets itself be written.
    virtual shop::Result<shop::Done> check() = 0;
};

}  // namespace vitrine::store
