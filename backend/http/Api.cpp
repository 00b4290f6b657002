#include "http/Api.h"

#include <algorithm>

#include "http/Headers.h"
#include "http/Version.h"
#include "system/Digest.h"

namespace vitrine::http {

namespace {

constexpr const char* kJson = "application/json";
constexpr const char* kPublic =
    "public, max-age=15, stale-while-revalidate=60, stale-if-error=86400";
constexpr const char* kPrivate = "private, no-cache";
constexpr size_t kPage = 24, kLongestPage = 100;

/// 304 where the client holds it already.
Response withEtag(const Request& request, const std::string& etag, const char* cacheControl,
                  const std::string& body) {
    Response response;
    response.set("ETag", etag);
    response.set("Cache-Control", cacheControl);
    const bool reads = request.method == "GET" || request.method == "HEAD";
    if (reads && matchesAny(request.header("if-none-match"), etag)) {
        response.status = 304;
        return response;
    }
    response.contentType = kJson;
    response.body = body;
    return response;
}

vitrine::Result<std::string, Response> idempotencyKey(const Request& request) {
    const std::string_view key = trimmed(request.header("idempotency-key"));
    if (key.empty())
        return problem(problems::missingIdempotencyKey,
                       "Send a header Idempotency-Key with a random value for each intention, the "
                       "same for each retry.");
    const bool known = std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    });
    if (!known || key.size() < 16 || key.size() > 64)
        return problem(problems::badIdempotencyKey,
                       "An Idempotency-Key has 16 to 64 of A–Z, a–z, 0–9, _ and -; this one has " +
                           std::to_string(key.size()) + " characters.");
    return std::string(key);
}

shop::Intent intentOf(const Request& request, const std::string& key) {
    const backend::Digest digest =
        backend::sha256(request.method + " " + request.path + "\n" + request.body);
    return {key, backend::hex(digest.data(), digest.size())};
}

/// nullopt when the body's type is one of those.
std::optional<Response> wrongType(const Request& request, bool orText) {
    const std::string type = mediaType(request.header("content-type"));
    if (type == kJson || (orText && type == "text/plain")) return std::nullopt;
    return problem(problems::unsupportedMediaType,
                   std::string("This call takes application/json") +
                       (orText ? " or text/plain" : "") + ", and the body is " +
                       (type.empty() ? "of no type" : type.substr(0, 100)) + ".");
}

}  // namespace

void Api::addRoutes(Router& router) {
    router.add("GET", "/v1/products",
               [this](const Request& r, const Captures&) { return listProducts(r); });
    router.add("GET", "/v1/products/{productId}",
               [this](const Request& r, const Captures& c) { return getProduct(r, c[0]); });
    router.add("GET", "/v1/cart", [this](const Request& r, const Captures&) { return getCart(r); });
    router.add("POST", "/v1/cart/items",
               [this](const Request& r, const Captures&) { return addCartItem(r); });
    router.add("PATCH", "/v1/cart/items/{lineId}",
               [this](const Request& r, const Captures& c) { return changeCartLine(r, c[0]); });
    router.add("DELETE", "/v1/cart/items/{lineId}",
               [this](const Request& r, const Captures& c) { return removeCartLine(r, c[0]); });
    router.add("POST", "/v1/orders",
               [this](const Request& r, const Captures&) { return placeOrder(r); });
    router.add("GET", "/v1/orders/{orderId}",
               [this](const Request& r, const Captures& c) { return getOrder(r, c[0]); });
    router.add("POST", "/v1/events",
               [this](const Request& r, const Captures&) { return postEvents(r); });
    router.add("GET", "/healthz", [this](const Request&, const Captures&) { return health(); });
}

Response Api::listProducts(const Request& request) const {
    std::string cursor;
    size_t limit = kPage;
    for (const auto& [name, value] : request.query) {
        if (name == "cursor") cursor = value;
        if (name != "limit") continue;
        const std::optional<uint64_t> number = wholeNumber(value);
        if (!number || *number < 1 || *number > kLongestPage)
            return problem(problems::badParameter, "limit has to be a whole number from 1 to 100.",
                           {{"parameter", "limit"}});
        limit = static_cast<size_t>(*number);
    }
    const shop::Result<shop::Document> page = mShop.products(cursor, limit);
    if (!page) return problem(page.error());
    return withEtag(request, (*page)->etag, kPublic, (*page)->body);
}

Response Api::getProduct(const Request& request, const std::string& id) const {
    const shop::Result<shop::Document> product = mShop.product(id);
    if (!product) return problem(product.error());
    return withEtag(request, (*product)->etag, kPublic, (*product)->body);
}

vitrine::Result<Visitor, Response> Api::visitor(const Request& request,
                                                const std::string& key) const {
    vitrine::Result<Visitor, Response> visitor = mTokens.visitor(request, key);
    if (visitor && visitor->byCookie && request.method != "GET" && request.method != "HEAD" &&
        !mCors.mayUseCookie(request)) {
        const std::string origin(request.header("origin").substr(0, 200));
        return problem(problems::originNotAllowed,
                       "Pages of " + origin +
                           " may not change a cart by its cookie; start the "
                           "server with --allow-origin for them.",
                       {{"origin", origin}});
    }
    return visitor;
}

Response Api::cartAnswer(int status, const std::string& body, const Request& request,
                         const Visitor& visitor) const {
    Response response = withEtag(request, shop::etagOf(body), kPrivate, body);
    if (response.status == 200) response.status = status;
    response.append("Vary", "Cookie, Cart-Token");
    // A cookie is set only when there is something to remember.
    const bool changed = request.method == "POST";
    if (visitor.byHeader || changed) mTokens.tell(visitor, request, response);
    return response;
}

Response Api::getCart(const Request& request) const {
    const vitrine::Result<Visitor, Response> who = visitor(request, "");
    if (!who) return who.error();
    const shop::Result<std::string> cart = mShop.cart(who->cartId);
    if (!cart) return problem(cart.error());
    return cartAnswer(200, *cart, request, *who);
}

Response Api::addCartItem(const Request& request) const {
    const vitrine::Result<std::string, Response> key = idempotencyKey(request);
    if (!key) return key.error();
    if (std::optional<Response> wrong = wrongType(request, false)) return *wrong;
    const vitrine::Result<Visitor, Response> who = visitor(request, *key);
    if (!who) return who.error();
    const shop::Result<shop::NewCartItem> item = shop::readNewCartItem(request.body);
    if (!item) return problem(item.error());
    const shop::Result<shop::Outcome> added =
        mShop.addItem(who->cartId, intentOf(request, *key), *item);
    if (!added) return problem(added.error());
    Response response = cartAnswer(201, added->body, request, *who);
    if (added->replayed) response.set("Idempotency-Replayed", "true");
    return response;
}

Response Api::changeCartLine(const Request& request, const std::string& line) const {
    if (std::optional<Response> wrong = wrongType(request, false)) return *wrong;
    const vitrine::Result<Visitor, Response> who = visitor(request, "");
    if (!who) return who.error();
    const shop::Result<int64_t> quantity = shop::readCartLineChange(request.body);
    if (!quantity) return problem(quantity.error());
    const shop::Result<std::string> cart = mShop.changeLine(who->cartId, line, *quantity);
    if (!cart) return problem(cart.error());
    return cartAnswer(200, *cart, request, *who);
}

Response Api::removeCartLine(const Request& request, const std::string& line) const {
    const vitrine::Result<Visitor, Response> who = visitor(request, "");
    if (!who) return who.error();
    const shop::Result<std::string> cart = mShop.removeLine(who->cartId, line);
    if (!cart) return problem(cart.error());
    return cartAnswer(200, *cart, request, *who);
}

Response Api::placeOrder(const Request& request) const {
    const vitrine::Result<std::string, Response> key = idempotencyKey(request);
    if (!key) return key.error();
    if (std::optional<Response> wrong = wrongType(request, false)) return *wrong;
    const vitrine::Result<Visitor, Response> who = visitor(request, *key);
    if (!who) return who.error();
    const shop::Result<shop::NewOrder> wish = shop::readNewOrder(request.body);
    if (!wish) return problem(wish.error());
    const shop::Result<shop::Outcome> placed =
        mShop.placeOrder(who->cartId, intentOf(request, *key), *wish);
    if (!placed) return problem(placed.error());
    Response response;
    response.status = 201;
    response.contentType = kJson;
    response.body = placed->body;
    response.set("Location", "/v1/orders/" + placed->orderId);
    response.set("Cache-Control", "no-store");
    if (placed->replayed) response.set("Idempotency-Replayed", "true");
    mTokens.tell(*who, request, response);
    return response;
}

Response Api::getOrder(const Request& request, const std::string& id) const {
    const vitrine::Result<Visitor, Response> who = visitor(request, "");
    if (!who) return who.error();
    const shop::Result<std::string> order = mShop.order(who->cartId, id);
    if (!order) return problem(order.error());
    Response response = withEtag(request, shop::etagOf(*order), kPrivate, *order);
    response.append("Vary", "Cookie, Cart-Token");
    return response;
}

Response Api::postEvents(const Request& request) const {
    if (std::optional<Response> wrong = wrongType(request, true)) return *wrong;
    const shop::Result<shop::EventBatch> batch = shop::readEventBatch(request.body);
    if (!batch) return problem(batch.error());
    const shop::Result<shop::Done> taken = mShop.takeEvents(*batch);
    if (!taken) return problem(taken.error());
    Response response;
    response.status = 204;
    response.set("Cache-Control", "no-store");
    return response;
}

Response Api::health() const {
    const shop::Result<shop::Done> checked = mShop.check();
    if (!checked) return problem(checked.error());
    Response response;
    response.contentType = kJson;
    response.body = shop::dump({{"status", "ok"}, {"version", kVersion}});
    response.set("Cache-Control", "no-store");
    return response;
}

}  // namespace vitrine::http
