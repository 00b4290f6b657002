#include "store/sqlite/SqliteOrders.h"

namespace vitrine::store::sqlite {

namespace {

using shop::Json;
using shop::Result;
using State = Written::State;

std::string linesText(const std::vector<shop::CartLine>& lines) {
    Json json = Json::array();
    for (const shop::CartLine& line : lines) json.push_back({line.sku, line.quantity});
    return shop::dump(json);
}

std::vector<shop::CartLine> readLines(const std::string& text) {
    const Json json = Json::parse(text, nullptr, false);
    std::vector<shop::CartLine> lines;
    if (!json.is_array()) return lines;
    for (const Json& line : json)
        lines.push_back({line[0].get<std::string>(), line[1].get<int64_t>()});
    return lines;
}

/// False when the key stands for an answer already.
bool remember(const Writing& writing, const Answer& answer, int64_t now) {
    Query(writing, "DELETE FROM answers WHERE expires_at <= ?").bind(now).run();
    Query(writing,
          "INSERT INTO answers (key, fingerprint, cart_id, order_id, body, expires_at) VALUES "
          "(?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
        .bind(answer.key)
        .bind(answer.fingerprint)
        .bind(answer.cartId)
        .bind(answer.orderId)
        .bind(answer.body)
        .bind(answer.expiresAt)
        .run();
    return writing.changes() == 1;
}

/// False when the stored cart has another version than `expected`.
bool writeCart(const Writing& writing, const shop::Cart& cart, int64_t expected, int64_t now) {
    const std::string lines = linesText(cart.lines);
    if (expected == 0) {
        Query(writing,
              "INSERT INTO carts (id, version, lines, changed_at) VALUES (?, ?, ?, ?) ON CONFLICT "
              "DO NOTHING")
            .bind(cart.id)
            .bind(cart.version)
            .bind(lines)
            .bind(now)
            .run();
    } else {
        Query(
            writing,
            "UPDATE carts SET version = ?, lines = ?, changed_at = ? WHERE id = ? AND version = ?")
            .bind(cart.version)
            .bind(lines)
            .bind(now)
            .bind(cart.id)
            .bind(expected)
            .run();
    }
    return writing.changes() == 1;
}

/// False when fewer are left.
bool takeStock(const Writing& writing, const shop::CartLine& line) {
    Query(writing, "UPDATE stock SET units = units - ? WHERE sku = ? AND units >= ?")
        .bind(line.quantity)
        .bind(line.sku)
        .bind(line.quantity)
        .run();
    return writing.changes() == 1;
}

Written outOfStock(const Writing& writing, const std::string& sku) {
    Query query(writing, "SELECT units FROM stock WHERE sku = ?");
    query.bind(sku);
    return {State::OutOfStock, sku, query.row() ? query.integer(0) : 0};
}

}  // namespace

Result<shop::Cart> SqliteOrders::cart(const std::string& id) {
    const Reading reading(mDatabase);
    shop::Cart cart{id, 0, {}};
    Query query(reading, "SELECT version, lines FROM carts WHERE id = ?");
    if (query.bind(id).row()) {
        cart.version = query.integer(0);
        cart.lines = readLines(query.text(1));
    }
    if (query.failed()) return reading.problem();
    return cart;
}

Result<std::optional<Answer>> SqliteOrders::answer(const std::string& key, int64_t now) {
    const Reading reading(mDatabase);
    std::optional<Answer> found;
    Query query(reading,
                "SELECT fingerprint, cart_id, order_id, body, expires_at FROM answers WHERE key = "
                "? AND expires_at > ?");
    if (query.bind(key).bind(now).row())
        found = Answer{key,           query.text(0), query.text(1),
                       query.text(2), query.text(3), query.integer(4)};
    if (query.failed()) return reading.problem();
    return found;
}

Result<std::optional<shop::Order>> SqliteOrders::order(const std::string& id) {
    const Reading reading(mDatabase);
    std::optional<shop::Order> found;
    Query query(reading, "SELECT cart_id, placed_at, lines, document FROM orders WHERE id = ?");
    if (query.bind(id).row()) {
        found = shop::Order{id, query.text(0), query.integer(1), readLines(query.text(2)),
                            Json::parse(query.text(3), nullptr, false)};
    }
    if (query.failed()) return reading.problem();
    return found;
}

Result<Written> SqliteOrders::save(const shop::Cart& cart, int64_t expected, const Answer* answer,
                                   int64_t now) {
    Writing writing(mDatabase);
    Written written;
    if (answer && !remember(writing, *answer, now)) {
        written.state = State::KeyTaken;
    } else if (!writeCart(writing, cart, expected, now)) {
        written.state = State::Conflict;
    }
    if (writing.failed()) return writing.problem();
    if (written.state == State::Done && !writing.commit()) return writing.problem();
    return written;
}

Result<Written> SqliteOrders::place(const shop::Order& order, int64_t cartVersion,
                                    const Answer& answer) {
    Writing writing(mDatabase);
    const auto attempt = [&]() -> Written {
        if (!remember(writing, answer, order.placedAt)) return {State::KeyTaken};
        const shop::Cart emptied{order.cartId, cartVersion + 1, {}};
        if (!writeCart(writing, emptied, cartVersion, order.placedAt)) return {State::Conflict};
        for (const shop::CartLine& line : order.lines)
            if (!takeStock(writing, line)) return outOfStock(writing, line.sku);
        const std::string lines = linesText(order.lines);
        const std::string document = shop::dump(order.document);
        Query(writing,
              "INSERT INTO orders (id, cart_id, placed_at, lines, document) VALUES (?, ?, ?, ?, ?)")
            .bind(order.id)
            .bind(order.cartId)
            .bind(order.placedAt)
            .bind(lines)
            .bind(document)
            .run();
        return {};
    };
    const Written written = attempt();
    if (writing.failed()) return writing.problem();
    if (written.state == State::Done && !writing.commit()) return writing.problem();
    return written;
}

Result<shop::Done> SqliteOrders::check() {
    // Begins a transaction that may write, reads, and changes nothing.
    Writing writing(mDatabase);
    Query(writing, "SELECT count(*) FROM meta").run();
    if (writing.failed()) return writing.problem();
    return shop::Done{};
}

Result<shop::Done> SqliteOrders::forgetCarts(int64_t before) {
    Writing writing(mDatabase);
    Query(writing, "DELETE FROM carts WHERE changed_at < ?").bind(before).run();
    if (!writing.commit()) return writing.problem();
    return shop::Done{};
}

}  // namespace vitrine::store::sqlite
