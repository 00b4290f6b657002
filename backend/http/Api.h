// The calls of docs/api/openapi.yaml, as HTTP. What they mean is the business of shop/.
#pragma once

#include "http/CartToken.h"
#include "http/Cors.h"
#include "http/Router.h"
#include "shop/Shop.h"

namespace vitrine::http {

class Api {
public:
    /// Keeps references, which have to live longer.
    Api(shop::Shop& shop, const CartTokens& tokens, const Cors& cors)
        : mShop(shop), mTokens(tokens), mCors(cors) {}

    void addRoutes(Router& router);

private:
    Response listProducts(const Request& request) const;
    Response getProduct(const Request& request, const std::string& id) const;
    Response getCart(const Request& request) const;
    Response addCartItem(const Request& request) const;
    Response changeCartLine(const Request& request, const std::string& line) const;
    Response removeCartLine(const Request& request, const std::string& line) const;
    Response placeOrder(const Request& request) const;
    Response getOrder(const Request& request, const std::string& id) const;
    Response postEvents(const Request& request) const;
    Response health() const;

    /// Who asks; a cookie counts only for pages that may use it.
    vitrine::Result<Visitor, Response> visitor(const Request& request,
                                               const std::string& key) const;
    Response cartAnswer(int status, const std::string& body, const Request& request,
                        const Visitor& visitor) const;

    shop::Shop& mShop;
    const CartTokens& mTokens;
    const Cors& mCors;
};

}  // namespace vitrine::http
