// Which handler answers which address.
//
//     Router router;
//     router.add("GET", "/v1/products/{productId}", [&](const Request& request, const Captures& captures) { … });
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "http/Message.h"

namespace vitrine::http {

/// What stands in the place of the {…} of a pattern, in order.
using Captures = std::vector<std::string>;
using Handler = std::function<Response(const Request&, const Captures&)>;

class Router {
public:
    /// Patterns are whole paths; {…} stands for one segment that is not empty.
    void add(const char* method, const std::string& pattern, Handler handler);

    /// Answers with the handler, with 404 or with 405. HEAD is answered as GET is; whoever sends the answer leaves the
    /// body out.
    Response answer(const Request& request) const;
    /// "GET, HEAD": what an address knows; "" when there is none.
    std::string methodsOf(const std::string& path) const;

private:
    struct Route {
        std::string method;
        std::vector<std::string> segments;
        Handler handler;
    };
    std::vector<Route> mRoutes;
};

}  // namespace vitrine::http
