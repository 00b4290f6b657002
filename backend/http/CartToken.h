// Whose cart a request is about. docs/api/openapi.yaml, "Whose cart", says how clients see it.
//
// A token is the cart's id and a keyed hash of it, so that it can be checked without a store, nobody can make one up, and
// nothing is written for visitors who never put anything into a cart. The store knows ids only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/Message.h"
#include "http/Problem.h"

namespace vitrine::http {

struct Visitor {
    std::string cartId;     ///< "" for one without a cart, who only looks
    bool byHeader = false;  ///< the client keeps its token itself
    bool byCookie = false;  ///< a cookie of ours said so
};

class CartTokens {
public:
    explicit CartTokens(std::string secret) : mSecret(std::move(secret)) {}

    std::string tokenOf(const std::string& cartId) const;
    std::optional<std::string> cartOf(std::string_view token) const;

    /// Whose request this is. For a new visitor the cart is named after the Idempotency-Key where there is one: then a
    /// retry finds the cart that the first try made, though its answer with the token was lost.
    vitrine::Result<Visitor, Response> visitor(const Request& request,
                                               const std::string& idempotencyKey) const;

    /// Tells the client its token, by the way that it asked for.
    void tell(const Visitor& visitor, const Request& request, Response& response) const;

private:
    std::string mSecret;
};

}  // namespace vitrine::http
