// Pages of other origins (the Fetch standard's CORS), and what may be done with a cookie from them.
#pragma once

#include <string>
#include <vector>

#include "http/Message.h"

namespace vitrine::http {

class Cors {
public:
    /// Origins such as "https://shop.example"; "*" allows all of them, but none with credentials.
    explicit Cors(std::vector<std::string> origins) : mOrigins(std::move(origins)) {}

    /// Adds what a browser wants to see before it hands the answer to a page.
    void permit(const Request& request, Response& response) const;
    /// The answer to a preflight. `methods` is what the address knows, as in Allow.
    Response preflight(const Request& request, const std::string& methods) const;
    /// Whether a page of the request's origin may act with the visitor's cookie: one of this very host, one that is
    /// named, or none at all (no page).
    bool mayUseCookie(const Request& request) const;

private:
    bool names(std::string_view origin) const;

    std::vector<std::string> mOrigins;
};

}  // namespace vitrine::http
