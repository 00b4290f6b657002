// Carts, orders and answers in SQLite. Every change is one transaction that is on disk before its result is told.
#pragma once

#include "store/Orders.h"
#include "store/sqlite/Database.h"

namespace vitrine::store::sqlite {

/// Keeps a reference to the database, which has the tables of Schema.h and is durable.
class SqliteOrders final : public Orders {
public:
    explicit SqliteOrders(Database& database) : mDatabase(database) {}

    shop::Result<shop::Cart> cart(const std::string& id) override;
    shop::Result<std::optional<Answer>> answer(const std::string& key, int64_t now) override;
    shop::Result<std::optional<shop::Order>> order(const std::string& id) override;
    shop::Result<Written> save(const shop::Cart& cart, int64_t expected, const Answer* answer,
                               int64_t now) override;
    shop::Result<Written> place(const shop::Order& order, int64_t cartVersion,
                                const Answer& answer) override;
    shop::Result<shop::Done> check() override;

    /// Forgets carts that nobody changed since (ms since 1970).
    shop::Result<shop::Done> forgetCarts(int64_t before);

private:
    Database& mDatabase;
};

}  // namespace vitrine::store::sqlite
