// From a request to an answer, without a socket.
#include <gtest/gtest.h>
#include <unistd.h>

#include "http/Api.h"
#include "http/Application.h"
#include "http/Faults.h"
#include "http/Framing.h"
#include "http/Headers.h"
#include "store/memory/MemoryCache.h"
#include "store/memory/MemoryStore.h"
#include "support.h"

namespace vitrine::http {
namespace {

using shop::Json;

TEST(Headers, findAnEntityTagInAList) {
    EXPECT_TRUE(matchesAny("\"a\", W/\"b\"", "W/\"a\""));
    EXPECT_TRUE(matchesAny("W/\"b\"", "\"b\""));
    EXPECT_TRUE(matchesAny(" * ", "\"b\""));
    EXPECT_FALSE(matchesAny("\"ab\"", "\"b\""));
    EXPECT_FALSE(matchesAny("", "\"b\""));
}

TEST(Headers, knowWhichCodingsAreTaken) {
    EXPECT_TRUE(accepts("gzip, deflate, br", "br"));
    EXPECT_TRUE(accepts("BR;q=0.5", "br"));
    EXPECT_FALSE(accepts("br;q=0", "br"));
    EXPECT_FALSE(accepts("brotli", "br"));
    EXPECT_FALSE(accepts("", "br"));
}

TEST(Headers, findACookie) {
    EXPECT_EQ(cookie("a=1; cart=x=y; b=2", "cart"), "x=y");
    EXPECT_EQ(cookie("mycart=1", "cart"), "");
    EXPECT_EQ(cookie("cart", "cart"), "");
}

TEST(Headers, readARange) {
    Range range;
    EXPECT_EQ(parseRange("bytes=0-99", 1000, range), RangeKind::Part);
    EXPECT_EQ(range.last, 99u);
    EXPECT_EQ(parseRange("bytes=990-", 1000, range), RangeKind::Part);
    EXPECT_EQ(range.first, 990u);
    EXPECT_EQ(range.last, 999u);
    EXPECT_EQ(parseRange("bytes=-5", 1000, range), RangeKind::Part);
    EXPECT_EQ(range.first, 995u);
    EXPECT_EQ(parseRange("bytes=0-5000", 1000, range), RangeKind::Part);
    EXPECT_EQ(range.last, 999u);
    EXPECT_EQ(parseRange("bytes=1000-", 1000, range), RangeKind::Unsatisfiable);
    EXPECT_EQ(parseRange("bytes=-0", 1000, range), RangeKind::Unsatisfiable);
    for (const char* other : {"", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,3-4", "items=0-1",
                              "bytes=0x1-2", "bytes=99999999999999999999-"})
        EXPECT_EQ(parseRange(other, 1000, range), RangeKind::Whole) << other;
}

TEST(Headers, writeDates) {
    EXPECT_EQ(httpDate(784111777000), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(Framing, isOnePlainLengthOrNothing) {
    const auto told = [](const char* method, Pairs headers) {
        bool hasBody = false;
        const auto refused = refuseFraming({method, "/", {}, std::move(headers), "", ""}, hasBody);
        return refused ? refused->status : hasBody ? 1 : 0;
    };
    EXPECT_EQ(told("GET", {}), 0);
    EXPECT_EQ(told("DELETE", {}), 0);
    EXPECT_EQ(told("POST", {{"content-length", "5"}}), 1);
    EXPECT_EQ(told("POST", {{"content-length", "0"}}), 0);
    EXPECT_EQ(told("POST", {}), 411);
    EXPECT_EQ(told("POST", {{"transfer-encoding", "chunked"}}), 411);
    EXPECT_EQ(told("POST", {{"content-length", "5"}, {"transfer-encoding", "chunked"}}), 411);
    EXPECT_EQ(told("POST", {{"content-length", "5"}, {"content-length", "5"}}), 400);
    for (const char* bad : {"+5", "5 5", "0x5", "-1", "", "99999999999999999999"})
        EXPECT_EQ(told("POST", {{"content-length", bad}}), 400) << bad;
    EXPECT_EQ(told("POST", {{"content-length", "65537"}}), 413);
    EXPECT_EQ(told("GET", {{"content-length", "5"}}), 400);
    EXPECT_EQ(told("POST", {{"content-length", "5"}, {"content-encoding", "gzip"}}), 415);
}

TEST(CartTokens, areOnlyWhatWeMade) {
    const CartTokens tokens("secret"), others("another");
    const std::string id = "00112233445566778899aabbccddeeff";
    const std::string token = tokens.tokenOf(id);
    EXPECT_EQ(token.size(), 43u);
    EXPECT_EQ(tokens.cartOf(token), id);
    EXPECT_FALSE(others.cartOf(token));
    for (size_t i = 0; i < token.size(); ++i) {
        std::string forged = token;
        forged[i] = forged[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(tokens.cartOf(forged)) << i;
    }
    EXPECT_FALSE(tokens.cartOf(""));
    EXPECT_FALSE(tokens.cartOf(std::string(1000, 'A')));
}

TEST(Faults, areReadAndRepeatThemselves) {
    const auto faults = Faults::parse("latency=20ms,errors=0.3,drop=0.3,seed=7");
    ASSERT_TRUE(faults) << faults.error();
    const Faults again = *Faults::parse("latency=20,errors=0.3,drop=0.3,seed=7");
    int errors = 0, drops = 0;
    for (int i = 0; i < 1000; ++i) {
        const Fault fault = faults->draw("/v1/cart");
        EXPECT_EQ(fault.latency, 20);
        EXPECT_EQ(fault.kind, again.draw("/v1/cart").kind);
        errors += fault.kind == Fault::Kind::Error;
        drops += fault.kind == Fault::Kind::Drop;
    }
    EXPECT_NEAR(errors, 300, 60);
    EXPECT_NEAR(drops, 300, 60);
    EXPECT_EQ(faults->draw("/healthz").latency, 0);
    for (const char* bad : {"errors", "errors=2", "fire=1", "errors=0.6,drop=0.6", "latency=1s"})
        EXPECT_FALSE(Faults::parse(bad)) << bad;
}

class Answers : public testing::Test {
protected:
    Answers() {
        (void)store.seed(backend_test::products());
        folder.write("site/index.html", "<p>shop");
        folder.write("site/app.0123456789ab.js", "0123456789");
        folder.write("site/app.0123456789ab.js.br", "brotli");
        folder.write("site/.secret", "no");
        folder.write("outside.txt", "no");
    }

    Application application(std::vector<std::string> origins = {}) {
        cors = Cors(std::move(origins));
        Router router;
        api.addRoutes(router);
        return {std::move(router), StaticFiles({{"/", folder.path() + "/site"}}), cors,
                [] { return int64_t(0); }};
    }

    Response ask(const char* method, const std::string& path, Pairs headers = {},
                 const std::string& body = "") {
        return application(origins).answer({method, path, query, std::move(headers), body, "id"});
    }

    /// A POST of JSON with a key.
    Response post(const std::string& path, const std::string& key, const std::string& body,
                  Pairs headers = {}) {
        headers.emplace_back("content-type", "application/json; charset=utf-8");
        headers.emplace_back("idempotency-key", key);
        return ask("POST", path, std::move(headers), body);
    }

    static std::string code(const Response& response) {
        EXPECT_EQ(response.contentType, "application/problem+json");
        const Json json = Json::parse(response.body, nullptr, false);
        EXPECT_EQ(json["status"], response.status);
        EXPECT_EQ(json["type"], "urn:vitrine:problem:" + json["code"].get<std::string>());
        return json["code"];
    }

    static std::string readAll(const FileSlice& file) {
        std::string text(static_cast<size_t>(file.length), '\0');
        EXPECT_EQ(::pread(*file.descriptor, text.data(), text.size(), off_t(file.offset)),
                  ssize_t(text.size()));
        return text;
    }

    backend_test::Folder folder;
    store::MemoryStore store;
    store::MemoryCache cache{10000, [] { return int64_t(0); }};
    shop::Shop shop{store, store, cache, store, [] { return int64_t(5000); }};
    CartTokens tokens{"secret"};
    Cors cors{{}};
    Api api{shop, tokens, cors};
    Pairs query;
    std::vector<std::string> origins;
};

const std::string kKey = "0123456789abcdef";
const std::string kCup = R"({"sku":"CUP","quantity":2})";

TEST_F(Answers, revalidateByEtag) {
    const Response product = ask("GET", "/v1/products/pot");
    EXPECT_EQ(product.status, 200);
    EXPECT_EQ(product.header("cache-control").substr(0, 18), "public, max-age=15");
    const Response again =
        ask("GET", "/v1/products/pot", {{"if-none-match", std::string(product.header("etag"))}});
    EXPECT_EQ(again.status, 304);
    EXPECT_TRUE(again.contentType.empty());
    EXPECT_EQ(code(ask("GET", "/v1/products/pan")), "product-not-found");
}

TEST_F(Answers, pageThroughProducts) {
    query = {{"limit", "1"}};
    const Json first = Json::parse(ask("GET", "/v1/products").body);
    EXPECT_EQ(first["items"].size(), 1u);
    query.emplace_back("cursor", first["nextCursor"].get<std::string>());
    const Json second = Json::parse(ask("GET", "/v1/products").body);
    EXPECT_EQ(second["items"][0]["id"], "cup");
    EXPECT_TRUE(second["nextCursor"].is_null());
    query = {{"cursor", "nonsense"}};
    EXPECT_EQ(code(ask("GET", "/v1/products")), "bad-cursor");
    query = {{"limit", "101"}};
    EXPECT_EQ(code(ask("GET", "/v1/products")), "bad-parameter");
}

TEST_F(Answers, giveANewVisitorTheSameCartForARetryWithoutItsCookie) {
    const Response first = post("/v1/cart/items", kKey, kCup);
    ASSERT_EQ(first.status, 201) << first.body;
    const std::string cookie(first.header("set-cookie"));
    EXPECT_NE(cookie.find("; HttpOnly; SameSite=Lax"), std::string::npos);
    const Response retry = post("/v1/cart/items", kKey, kCup);
    EXPECT_EQ(retry.body, first.body);
    EXPECT_EQ(retry.header("set-cookie"), cookie);
    EXPECT_EQ(retry.header("idempotency-replayed"), "true");
    const Response cart = ask("GET", "/v1/cart", {{"cookie", cookie.substr(0, cookie.find(';'))}});
    EXPECT_EQ(Json::parse(cart.body)["count"], 2);
    EXPECT_EQ(code(post("/v1/cart/items", kKey, R"({"sku":"CUP","quantity":3})")),
              "idempotency-key-reused");
}

TEST_F(Answers, leaveVisitorsWhoOnlyLookWithoutACookie) {
    const Response cart = ask("GET", "/v1/cart");
    EXPECT_EQ(cart.status, 200);
    EXPECT_FALSE(cart.hasHeader("set-cookie"));
    EXPECT_EQ(Json::parse(cart.body)["total"]["currency"], "EUR");
}

TEST_F(Answers, takeTheTokenFromAHeader) {
    const Response fresh = ask("GET", "/v1/cart", {{"cart-token", "new"}});
    const std::string token(fresh.header("cart-token"));
    ASSERT_EQ(token.size(), 43u);
    const Response added = post("/v1/cart/items", kKey, kCup, {{"cart-token", token}});
    EXPECT_EQ(added.header("cart-token"), token);
    EXPECT_FALSE(added.hasHeader("set-cookie"));
    EXPECT_EQ(code(ask("GET", "/v1/cart", {{"cart-token", "forged"}})), "bad-cart-token");
}

TEST_F(Answers, keepAnOrderFromOthers) {
    const Pairs mine = {{"cart-token", tokens.tokenOf(std::string(32, '1'))}};
    const Pairs theirs = {{"cart-token", tokens.tokenOf(std::string(32, '2'))}};
    (void)post("/v1/cart/items", kKey, kCup, mine);
    const Response order = post(
        "/v1/orders", "another-0123456789",
        R"({"expectedTotal":{"amount":600,"currency":"EUR"},"customer":{"name":"Ada","email":"a@b.c"}})",
        mine);
    ASSERT_EQ(order.status, 201) << order.body;
    const std::string location(order.header("location"));
    EXPECT_EQ(ask("GET", location, mine).body, order.body);
    EXPECT_EQ(code(ask("GET", location, theirs)), "order-not-found");
    EXPECT_EQ(code(ask("GET", location)), "order-not-found");
}

TEST_F(Answers, refuseWhatLacksAKeyOrAType) {
    EXPECT_EQ(code(ask("POST", "/v1/cart/items", {{"content-type", "application/json"}}, kCup)),
              "missing-idempotency-key");
    EXPECT_EQ(code(post("/v1/cart/items", "short", kCup)), "bad-idempotency-key");
    EXPECT_EQ(code(ask("POST", "/v1/cart/items", {{"idempotency-key", kKey}}, kCup)),
              "unsupported-media-type");
    EXPECT_EQ(code(ask("POST", "/v1/cart/items",
                       {{"idempotency-key", kKey}, {"content-type", "text/plain"}}, kCup)),
              "unsupported-media-type");
    EXPECT_EQ(code(post("/v1/cart/items", kKey, R"({"sku":"PAN","quantity":1})")), "unknown-sku");
    const Response wrongMethod = ask("DELETE", "/v1/cart");
    EXPECT_EQ(code(wrongMethod), "method-not-allowed");
    EXPECT_EQ(wrongMethod.header("allow"), "GET, HEAD");
}

TEST_F(Answers, takeEventsAsABeaconSendsThem) {
    const std::string batch =
        R"({"page":"abcdefgh","sequence":0,"events":[{"type":"view","at":1,"email":"a@b.c"}]})";
    const Pairs text = {{"content-type", "text/plain;charset=UTF-8"}};
    EXPECT_EQ(ask("POST", "/v1/events", text, batch).status, 204);
    EXPECT_EQ(ask("POST", "/v1/events", text, batch).status, 204);
    const auto queued = store.take("events", 10);
    ASSERT_EQ(queued->size(), 1u);
    EXPECT_EQ((*queued)[0].body.find("a@b.c"), std::string::npos);
    EXPECT_EQ(code(ask("POST", "/v1/events", text, "[]")), "invalid-body");
}

TEST_F(Answers, permitPagesOfNamedOriginsOnly) {
    const Pairs shop = {{"origin", "https://shop.example"}, {"host", "api.example"}};
    EXPECT_FALSE(ask("GET", "/v1/products", shop).hasHeader("access-control-allow-origin"));
    origins = {"https://shop.example"};
    const Response named = ask("GET", "/v1/products", shop);
    EXPECT_EQ(named.header("access-control-allow-origin"), "https://shop.example");
    EXPECT_EQ(named.header("access-control-allow-credentials"), "true");
    EXPECT_NE(named.header("vary").find("Origin"), std::string_view::npos);
    const Pairs evil = {{"origin", "https://evil.example"}, {"host", "api.example"}};
    EXPECT_FALSE(ask("GET", "/v1/products", evil).hasHeader("access-control-allow-origin"));
    origins = {"*"};
    const Response all = ask("GET", "/v1/products", evil);
    EXPECT_EQ(all.header("access-control-allow-origin"), "*");
    EXPECT_FALSE(all.hasHeader("access-control-allow-credentials"));
    Pairs asking = evil;
    asking.emplace_back("access-control-request-method", "POST");
    const Response preflight = ask("OPTIONS", "/v1/cart/items", asking);
    EXPECT_EQ(preflight.status, 204);
    EXPECT_EQ(preflight.header("access-control-allow-methods"), "POST");
}

TEST_F(Answers, letNoStrangePageActWithTheCookie) {
    const std::string cookie = "vitrine_cart=" + tokens.tokenOf(std::string(32, '1'));
    const Response refused =
        post("/v1/cart/items", kKey, kCup,
             {{"cookie", cookie}, {"origin", "https://evil.example"}, {"host", "shop.example"}});
    EXPECT_EQ(code(refused), "origin-not-allowed");
    const Response same =
        post("/v1/cart/items", kKey, kCup,
             {{"cookie", cookie}, {"origin", "https://shop.example"}, {"host", "shop.example"}});
    EXPECT_EQ(same.status, 201);
}

TEST_F(Answers, areFilesToo) {
    const Response page = ask("GET", "/");
    EXPECT_EQ(readAll(page.file), "<p>shop");
    EXPECT_EQ(page.contentType, "text/html; charset=utf-8");
    EXPECT_NE(page.header("content-security-policy").find("'wasm-unsafe-eval'"),
              std::string_view::npos);
    EXPECT_EQ(page.header("cache-control"), "no-cache");
    const Response script = ask("GET", "/app.0123456789ab.js", {{"accept-encoding", "gzip, br"}});
    EXPECT_EQ(readAll(script.file), "brotli");
    EXPECT_EQ(script.header("content-encoding"), "br");
    EXPECT_EQ(script.header("cache-control"), "public, max-age=31536000, immutable");
    const Response part =
        ask("GET", "/app.0123456789ab.js", {{"accept-encoding", "br"}, {"range", "bytes=2-4"}});
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(readAll(part.file), "234");
    EXPECT_EQ(part.header("content-range"), "bytes 2-4/10");
    const Response changed =
        ask("GET", "/app.0123456789ab.js", {{"range", "bytes=2-4"}, {"if-range", "\"other\""}});
    EXPECT_EQ(changed.status, 200);
    EXPECT_EQ(code(ask("GET", "/app.0123456789ab.js", {{"range", "bytes=10-"}})),
              "range-not-satisfiable");
    EXPECT_EQ(code(ask("POST", "/")), "method-not-allowed");
}

TEST_F(Answers, showNoFileOutside) {
    for (const std::string& path :
         {std::string("/../outside.txt"), std::string("/./../outside.txt"), std::string("/.secret"),
          std::string("/x/../../outside.txt"), std::string("/index.html\0.js", 15),
          std::string("//../outside.txt"), std::string("/app.0123456789ab.js/")})
        EXPECT_EQ(code(ask("GET", path)), "not-found") << path;
}

}  // namespace
}  // namespace vitrine::http
