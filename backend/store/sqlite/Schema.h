// The tables, as steps from one version of the file to the next. A step that was released never changes; a new one is
// added behind it.
#pragma once

#include <vector>

namespace vitrine::store::sqlite {

/// shop.db: catalogue, stock, carts, orders, answers.
inline const std::vector<const char*>& shopTables() {
    static const std::vector<const char*> kSteps = {R"(
        CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE products (id TEXT PRIMARY KEY, position INTEGER NOT NULL UNIQUE, document TEXT NOT NULL);
        CREATE TABLE skus (sku TEXT PRIMARY KEY, product_id TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE stock (sku TEXT PRIMARY KEY, units INTEGER NOT NULL CHECK (units >= 0)) WITHOUT ROWID;
        CREATE TABLE carts (id TEXT PRIMARY KEY, version INTEGER NOT NULL, lines TEXT NOT NULL,
            changed_at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE orders (id TEXT PRIMARY KEY, cart_id TEXT NOT NULL, placed_at INTEGER NOT NULL,
            lines TEXT NOT NULL, document TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE answers (key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, cart_id TEXT NOT NULL,
            order_id TEXT NOT NULL, body TEXT NOT NULL, expires_at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX answers_by_expiry ON answers (expires_at);
    )"};
    return kSteps;
}

/// queue.db
inline const std::vector<const char*>& queueTables() {
    static const std::vector<const char*> kSteps = {R"(
        CREATE TABLE messages (id INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, once TEXT NOT NULL,
            body TEXT NOT NULL, done INTEGER NOT NULL DEFAULT 0, UNIQUE (topic, once));
    )"};
    return kSteps;
}

}  // namespace vitrine::store::sqlite
