// Requests of any kind into the shop's HTTP layer, several of them into one shop. An input is a list of requests,
// separated by a line of "===": first line "METHOD path?query", then headers, a blank line, the body.
//
// Whatever comes, the answer is well-formed: a known status, JSON where it says so, every problem with its code; and what
// is in stock and in carts adds up.
#include <cstdio>
#include <cstdlib>

#include "../unit/backend/support.h"
#include "http/Api.h"
#include "http/Application.h"
#include "http/Headers.h"
#include "store/memory/MemoryCache.h"
#include "store/memory/MemoryStore.h"

namespace {

using namespace vitrine;
using shop::Json;

void expect(bool holds, const char* what, const std::string& about) {
    if (holds) return;
    std::fprintf(stderr, "broken: %s\n%s\n", what, about.c_str());
    std::abort();
}

/// Cuts `text` at the first `separator`; what follows it stays in `text`.
std::string_view cut(std::string_view& text, std::string_view separator) {
    const size_t end = text.find(separator);
    const std::string_view first = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + separator.size());
    return first;
}

http::Request requestOf(std::string_view text) {
    http::Request request;
    std::string_view body = text;
    std::string_view head = cut(body, "\n\n");
    std::string_view line = cut(head, "\n");
    request.method = cut(line, " ");
    request.path = cut(line, "?");
    while (!line.empty()) {
        std::string_view pair = cut(line, "&");
        const std::string name(cut(pair, "="));
        request.query.emplace_back(name, pair);
    }
    while (!head.empty()) {
        std::string_view header = cut(head, "\n");
        const std::string name = http::lowerCase(cut(header, ":"));
        request.headers.emplace_back(name, http::trimmed(header));
    }
    request.body = body;
    request.id = "fuzz";
    return request;
}

void check(const http::Response& response) {
    const std::string& body = response.body;
    expect(response.status == 200 || response.status == 201 || response.status == 204 ||
               response.status == 304 || (response.status >= 400 && response.status <= 503),
           "a known status", std::to_string(response.status));
    for (const auto& [name, value] : response.headers)
        expect(value.find('\0') == std::string::npos, "headers of text", name);
    if (response.contentType.find("json") == std::string::npos) return;
    const Json json = Json::parse(body, nullptr, false);
    expect(json.is_object(), "a JSON object", body);
    if (response.status < 400) return;
    expect(response.contentType == "application/problem+json" && json["code"].is_string() &&
               json["detail"].is_string() && json["status"] == response.status,
           "a problem", body);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static const std::vector<shop::Product> kProducts = backend_test::products();
    store::MemoryStore store;
    (void)store.seed(kProducts);
    int64_t now = 0;
    const auto clock = [&] { return now += 1000; };
    store::MemoryCache cache(5000, clock);
    shop::Shop shop(store, store, cache, store, clock);
    const http::CartTokens tokens("secret");
    const http::Cors cors({"https://shop.example"});
    http::Api api(shop, tokens, cors);
    http::Router router;
    api.addRoutes(router);
    const http::Application application(std::move(router), http::StaticFiles({{"/", "/nowhere"}}),
                                        cors, clock);

    std::string_view rest(reinterpret_cast<const char*>(data), size);
    std::string cookie;  // as a browser would keep it
    for (int i = 0; i < 8 && !rest.empty(); ++i) {
        http::Request request = requestOf(cut(rest, "\n===\n"));
        if (!cookie.empty() && !request.hasHeader("cookie"))
            request.headers.emplace_back("cookie", cookie);
        const http::Response response = application.answer(request);
        check(response);
        const std::string_view given = response.header("set-cookie");
        if (!given.empty()) cookie = given.substr(0, given.find(';'));
    }

    for (const char* sku : {"POT-A", "POT-B", "CUP"}) {
        const auto product = store.productOfSku(sku);
        const int64_t stock = (*product)->variantOf(sku)->stock;
        expect(stock >= 0 && stock <= 100, "stock that adds up", sku);
    }
    return 0;
}
