#include "shop/Shop.h"

#include <charconv>

#include "system/Digest.h"

namespace vitrine::shop {

namespace {

constexpr int64_t kKeyLife = 48 * 3600 * 1000;  // ms; openapi.yaml promises half of it
constexpr int64_t kCacheLife = 2000;            // ms; a CDN in front keeps an answer longer
// Each round that fails is one in which another request to the same cart came through.
constexpr int kMostRounds = 1000;

Problem tooBusy() {
    return {Code::Unavailable, "The cart is being changed by too many requests at once."};
}

Problem noProduct(const std::string& id) {
    return {Code::ProductNotFound, "There is no product " + id.substr(0, 64) + "."};
}

}  // namespace

std::string cursorAfter(int64_t position) {
    return backend::base64Url("p" + std::to_string(position));
}

std::optional<int64_t> positionOf(const std::string& cursor) {
    const std::optional<std::string> text = backend::fromBase64Url(cursor);
    if (!text || text->size() < 2 || (*text)[0] != 'p') return std::nullopt;
    int64_t position = 0;
    const char* end = text->data() + text->size();
    const auto [rest, error] = std::from_chars(text->data() + 1, end, position);
    if (error != std::errc() || rest != end || position < 0 || cursorAfter(position) != cursor)
        return std::nullopt;
    return position;
}

std::string etagOf(const std::string& body) {
    return "W/\"" + backend::hex(backend::sha256(body).data(), 12) + "\"";
}

Shop::Shop(store::Catalogue& catalogue, store::Orders& orders, store::Cache& cache,
           store::Queue& queue, backend::Clock clock)
    : mCatalogue(catalogue),
      mOrders(orders),
      mCache(cache),
      mQueue(queue),
      mClock(std::move(clock)) {}

Result<Document> Shop::product(const std::string& id) {
    const std::string key = "product/" + id;
    if (Document cached = mCache.get(key)) return cached;
    Result<std::optional<Product>> found = mCatalogue.product(id);
    if (!found) return found.error();
    if (!*found) return noProduct(id);
    store::Cached made{dump(render(**found)), ""};
    made.etag = etagOf(made.body);
    Document document = std::make_shared<store::Cached>(std::move(made));
    mCache.put(key, document, kCacheLife);
    return document;
}

Result<Document> Shop::products(const std::string& cursor, size_t limit) {
    const std::optional<int64_t> after = cursor.empty() ? 0 : positionOf(cursor);
    if (!after) return Problem{Code::BadCursor, "The cursor is none that this shop gave out."};
    const std::string key = "page/" + std::to_string(*after) + "/" + std::to_string(limit);
    if (Document cached = mCache.get(key)) return cached;
    Result<std::vector<Product>> page = mCatalogue.page(*after, limit + 1);
    if (!page) return page.error();
    const bool more = page->size() > limit;
    if (more) page->resize(limit);
    Json items = Json::array();
    for (const Product& each : *page) items.push_back(renderSummary(each));
    Json json = {{"items", std::move(items)}, {"nextCursor", nullptr}};
    if (more) json["nextCursor"] = cursorAfter(page->back().position);
    store::Cached made{dump(json), ""};
    made.etag = etagOf(made.body);
    Document document = std::make_shared<store::Cached>(std::move(made));
    mCache.put(key, document, kCacheLife);
    return document;
}

Result<PricedCart> Shop::priced(const Cart& cart) {
    PricedCart priced;
    priced.version = cart.version;
    for (const CartLine& line : cart.lines) {
        Result<std::optional<Product>> product = mCatalogue.productOfSku(line.sku);
        if (!product) return product.error();
        const Variant* variant = *product ? (*product)->variantOf(line.sku) : nullptr;
        if (!variant) continue;  // taken off sale since
        PricedLine made{line, **product, *variant};
        priced.total.amount += made.total().amount;
        priced.total.currency = variant->price.currency;
        priced.lines.push_back(std::move(made));
    }
    if (priced.lines.empty()) {
        // Nothing costs 0 of the shop's own currency.
        Result<std::vector<Product>> first = mCatalogue.page(0, 1);
        if (!first) return first.error();
        priced.total.currency =
            first->empty() ? "EUR" : first->front().variants.front().price.currency;
    }
    return priced;
}

Result<std::string> Shop::rendered(const Cart& cart) {
    const Result<PricedCart> all = priced(cart);
    if (!all) return all.error();
    return dump(render(*all));
}

Result<std::string> Shop::cart(const std::string& cartId) {
    const Result<Cart> cart = mOrders.cart(cartId);
    if (!cart) return cart.error();
    return rendered(*cart);
}

Result<std::optional<Outcome>> Shop::earlier(const std::string& cartId, const Intent& intent) {
    Result<std::optional<store::Answer>> found = mOrders.answer(intent.key, mClock());
    if (!found) return found.error();
    if (!*found) return std::optional<Outcome>();
    store::Answer& answer = **found;
    if (answer.fingerprint != intent.fingerprint || answer.cartId != cartId)
        return Problem{Code::KeyReused,
                       "This Idempotency-Key stands for another request; a new intention needs a "
                       "new key."};
    return std::optional<Outcome>(Outcome{std::move(answer.body), std::move(answer.orderId), true});
}

Result<Outcome> Shop::refuse(const std::string& cartId, const Intent& intent, Problem refusal) {
    Result<std::optional<Outcome>> known = earlier(cartId, intent);
    if (!known) return known.error();
    if (*known) return std::move(**known);
    return refusal;
}

Result<Outcome> Shop::addItem(const std::string& cartId, const Intent& intent,
                              const NewCartItem& item) {
    for (int round = 0; round < kMostRounds; ++round) {
        Result<std::optional<Outcome>> known = earlier(cartId, intent);
        if (!known) return known.error();
        if (*known) return std::move(**known);

        Result<std::optional<Product>> product = mCatalogue.productOfSku(item.sku);
        if (!product) return product.error();
        const Variant* variant = *product ? (*product)->variantOf(item.sku) : nullptr;
        if (!variant)
            return Problem{Code::UnknownSku,
                           "Nothing is on sale under the SKU " + item.sku + ".",
                           {{"sku", item.sku}}};
        Result<Cart> cart = mOrders.cart(cartId);
        if (!cart) return cart.error();
        Result<PricedCart> before = priced(*cart);
        if (!before) return before.error();
        Result<Cart> next = withItem(*before, *cart, *variant, item.quantity);
        if (!next) return refuse(cartId, intent, next.error());
        Result<std::string> body = rendered(*next);
        if (!body) return body.error();

        const int64_t now = mClock();
        const store::Answer answer{intent.key, intent.fingerprint, cartId, "",
                                   *body,      now + kKeyLife};
        Result<store::Written> written = mOrders.save(*next, cart->version, &answer, now);
        if (!written) return written.error();
        if (written->state == store::Written::State::Done)
            return Outcome{std::move(*body), "", false};
    }
    return tooBusy();
}

template <typename Change>
Result<std::string> Shop::change(const std::string& cartId, Change change) {
    for (int round = 0; round < kMostRounds; ++round) {
        Result<Cart> cart = mOrders.cart(cartId);
        if (!cart) return cart.error();
        Result<PricedCart> before = priced(*cart);
        if (!before) return before.error();
        Result<Cart> next = change(*before, *cart);
        if (!next) return next.error();
        if (next->version == cart->version) return rendered(*cart);
        Result<store::Written> written = mOrders.save(*next, cart->version, nullptr, mClock());
        if (!written) return written.error();
        if (written->state == store::Written::State::Done) return rendered(*next);
    }
    return tooBusy();
}

Result<std::string> Shop::changeLine(const std::string& cartId, const std::string& line,
                                     int64_t quantity) {
    return change(cartId, [&](const PricedCart& priced, const Cart& cart) {
        return withQuantity(priced, cart, line, quantity);
    });
}

Result<std::string> Shop::removeLine(const std::string& cartId, const std::string& line) {
    return change(cartId, [&](const PricedCart&, const Cart& cart) -> Result<Cart> {
        return withoutLine(cart, line);
    });
}

Result<Outcome> Shop::placeOrder(const std::string& cartId, const Intent& intent,
                                 const NewOrder& wish) {
    for (int round = 0; round < kMostRounds; ++round) {
        Result<std::optional<Outcome>> known = earlier(cartId, intent);
        if (!known) return known.error();
        if (*known) return std::move(**known);

        Result<Cart> cart = mOrders.cart(cartId);
        if (!cart) return cart.error();
        Result<PricedCart> current = priced(*cart);
        if (!current) return current.error();
        const int64_t now = mClock();
        Result<Order> order = orderOf(*current, cartId, wish, "o-" + backend::randomHex(16), now);
        if (!order) return refuse(cartId, intent, order.error());

        const store::Answer answer{intent.key, intent.fingerprint,    cartId,
                                   order->id,  dump(order->document), now + kKeyLife};
        Result<store::Written> written = mOrders.place(*order, cart->version, answer);
        if (!written) return written.error();
        switch (written->state) {
            case store::Written::State::Done:
                mCache.eraseAll("");  // stock is in pages and products
                return Outcome{answer.body, order->id, false};
            case store::Written::State::OutOfStock:
                for (const CartLine& line : order->lines) {
                    if (line.sku == written->sku)
                        return insufficientStock(line.sku, line.quantity, written->available);
                }
                return tooBusy();
            case store::Written::State::Conflict:
            case store::Written::State::KeyTaken:
                break;
        }
    }
    return tooBusy();
}

Result<std::string> Shop::order(const std::string& cartId, const std::string& orderId) {
    Result<std::optional<Order>> order = mOrders.order(orderId);
    if (!order) return order.error();
    if (!*order || (*order)->cartId != cartId)
        return Problem{Code::OrderNotFound,
                       "There is no order " + orderId.substr(0, 64) + " that this visitor placed."};
    return dump((*order)->document);
}

Result<Done> Shop::takeEvents(const EventBatch& batch) {
    const Json message = {{"page", batch.page},
                          {"sequence", batch.sequence},
                          {"receivedAt", backend::timestamp(mClock())},
                          {"events", batch.events}};
    const Result<bool> pushed =
        mQueue.push("events", batch.page + "/" + std::to_string(batch.sequence), dump(message));
    if (!pushed) return pushed.error();
    return Done{};
}

Result<Done> Shop::check() {
    return mOrders.check();
}

}  // namespace vitrine::shop
