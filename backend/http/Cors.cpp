#include "http/Cors.h"

#include <algorithm>

namespace vitrine::http {

bool Cors::names(std::string_view origin) const {
    return std::find(mOrigins.begin(), mOrigins.end(), origin) != mOrigins.end();
}

void Cors::permit(const Request& request, Response& response) const {
    if (mOrigins.empty()) return;
    const std::string_view origin = request.header("origin");
    const bool named = !origin.empty() && origin != "*" && names(origin);
    if (named) {
        response.set("Access-Control-Allow-Origin", std::string(origin));
        response.set("Access-Control-Allow-Credentials", "true");
    } else if (names("*")) {
        response.set("Access-Control-Allow-Origin", "*");
    }
    response.set("Access-Control-Expose-Headers",
                 "Accept-Ranges, Cart-Token, Content-Range, ETag, Idempotency-Replayed, Location, "
                 "Request-Id, Retry-After");
    response.append("Vary", "Origin");
}

Response Cors::preflight(const Request& request, const std::string& methods) const {
    Response response;
    response.status = 204;
    response.set("Allow", methods + ", OPTIONS");
    response.set("Cache-Control", "no-store");
    if (mOrigins.empty() || !request.hasHeader("access-control-request-method")) return response;
    response.set("Access-Control-Allow-Methods", methods);
    response.set("Access-Control-Allow-Headers",
                 "Cart-Token, Content-Type, Idempotency-Key, If-None-Match, Range");
    response.set("Access-Control-Max-Age", "600");
    return response;
}

bool Cors::mayUseCookie(const Request& request) const {
    const std::string_view origin = request.header("origin");
    if (origin.empty() || names(origin)) return true;
    const size_t host = origin.find("://");
    return host != std::string_view::npos && !request.header("host").empty() &&
           origin.substr(host + 3) == request.header("host");
}

}  // namespace vitrine::http
