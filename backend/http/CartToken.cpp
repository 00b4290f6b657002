#include "http/CartToken.h"

#include "http/Headers.h"
#include "system/Digest.h"

namespace vitrine::http {

namespace {

constexpr size_t kIdBytes = 16, kProofBytes = 16;
constexpr const char* kCookie = "vitrine_cart";
constexpr int kCookieLife =
    90 * 24 * 3600;  // s; as long as the shop keeps a cart that nobody touches

std::string bytesOf(std::string_view hexText) {
    std::string bytes;
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    for (size_t i = 0; i + 1 < hexText.size(); i += 2)
        bytes += static_cast<char>(digit(hexText[i]) << 4 | digit(hexText[i + 1]));
    return bytes;
}

std::string hexOf(std::string_view bytes) {
    return backend::hex(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

std::string proof(const std::string& secret, std::string_view id) {
    const backend::Digest digest = backend::hmacSha256(secret, "cart:" + std::string(id));
    return {reinterpret_cast<const char*>(digest.data()), kProofBytes};
}

}  // namespace

std::string CartTokens::tokenOf(const std::string& cartId) const {
    const std::string id = bytesOf(cartId);
    return backend::base64Url(id + proof(mSecret, id));
}

std::optional<std::string> CartTokens::cartOf(std::string_view token) const {
    const std::optional<std::string> bytes =
        token.size() > 64 ? std::nullopt : backend::fromBase64Url(token);
    if (!bytes || bytes->size() != kIdBytes + kProofBytes) return std::nullopt;
    const std::string id = bytes->substr(0, kIdBytes);
    if (!backend::equalInConstantTime(bytes->substr(kIdBytes), proof(mSecret, id)))
        return std::nullopt;
    return hexOf(id);
}

vitrine::Result<Visitor, Response> CartTokens::visitor(const Request& request,
                                                       const std::string& idempotencyKey) const {
    Visitor visitor;
    if (!idempotencyKey.empty()) {
        const backend::Digest digest = backend::hmacSha256(mSecret, "first:" + idempotencyKey);
        visitor.cartId = backend::hex(digest.data(), kIdBytes);
    }
    if (request.hasHeader("cart-token")) {
        visitor.byHeader = true;
        const std::string_view token = trimmed(request.header("cart-token"));
        if (token == "new") {
            if (visitor.cartId.empty()) visitor.cartId = backend::randomHex(kIdBytes);
            return visitor;
        }
        const std::optional<std::string> cart = cartOf(token);
        if (!cart)
            return problem(problems::badCartToken,
                           "The Cart-Token header holds no token of this server; send \"new\" for "
                           "a new cart.");
        visitor.cartId = *cart;
        return visitor;
    }
    if (const std::optional<std::string> cart = cartOf(cookie(request.header("cookie"), kCookie))) {
        visitor.cartId = *cart;
        visitor.byCookie = true;
    }
    return visitor;
}

void CartTokens::tell(const Visitor& visitor, const Request& request, Response& response) const {
    if (visitor.cartId.empty()) return;
    const std::string token = tokenOf(visitor.cartId);
    if (visitor.byHeader) {
        response.set("Cart-Token", token);
        return;
    }
    const bool secure = request.header("x-forwarded-proto") == "https";
    response.set("Set-Cookie", std::string(kCookie) + "=" + token +
                                   "; Path=/v1; Max-Age=" + std::to_string(kCookieLife) +
                                   "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : ""));
}

}  // namespace vitrine::http
