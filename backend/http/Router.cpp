#include "http/Router.h"

#include "http/Problem.h"

namespace vitrine::http {

namespace {

std::vector<std::string> segmentsOf(const std::string& path) {
    std::vector<std::string> segments;
    for (size_t at = 0; at < path.size();) {
        const size_t end = std::min(path.find('/', at + 1), path.size());
        segments.push_back(path.substr(at + 1, end - at - 1));
        at = end;
    }
    return segments;
}

bool matches(const std::vector<std::string>& pattern, const std::vector<std::string>& path,
             Captures& captures) {
    captures.clear();
    if (pattern.size() != path.size()) return false;
    for (size_t i = 0; i < path.size(); ++i) {
        if (pattern[i][0] == '{') {
            if (path[i].empty()) return false;
            captures.push_back(path[i]);
        } else if (pattern[i] != path[i]) {
            return false;
        }
    }
    return true;
}

}  // namespace

void Router::add(const char* method, const std::string& pattern, Handler handler) {
    mRoutes.push_back({method, segmentsOf(pattern), std::move(handler)});
}

std::string Router::methodsOf(const std::string& path) const {
    const std::vector<std::string> segments = segmentsOf(path);
    Captures captures;
    std::string methods;
    for (const Route& route : mRoutes) {
        if (!matches(route.segments, segments, captures)) continue;
        methods += (methods.empty() ? "" : ", ") + route.method;
        if (route.method == "GET") methods += ", HEAD";
    }
    return methods;
}

Response Router::answer(const Request& request) const {
    const std::vector<std::string> segments = segmentsOf(request.path);
    const std::string method = request.method == "HEAD" ? "GET" : request.method;
    Captures captures;
    for (const Route& route : mRoutes) {
        if (route.method == method && matches(route.segments, segments, captures))
            return route.handler(request, captures);
    }
    const std::string methods = methodsOf(request.path);
    if (methods.empty())
        return problem(problems::notFound,
                       "There is nothing at " + request.path.substr(0, 200) + ".");
    Response response =
        problem(problems::methodNotAllowed, request.path + " knows " + methods + ".");
    response.set("Allow", methods);
    return response;
}

}  // namespace vitrine::http
