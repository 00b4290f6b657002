#include "http/Application.h"

#include "http/Headers.h"

namespace vitrine::http {

Response Application::answer(const Request& request) const noexcept {
    const bool ours = request.path.compare(0, 4, "/v1/") == 0 || request.path == "/healthz";
    Response response;
    if (request.method == "OPTIONS") {
        const std::string methods = ours ? mRouter.methodsOf(request.path) : "GET, HEAD";
        response = methods.empty() ? mRouter.answer(request) : mCors.preflight(request, methods);
    } else {
        response = ours ? mRouter.answer(request) : mFiles.answer(request);
    }
    finish(request, response);
    return response;
}

void Application::finish(const Request& request, Response& response) const noexcept {
    mCors.permit(request, response);
    response.set("Date", httpDate(mClock()));
    response.set("X-Content-Type-Options", "nosniff");
    if (!request.id.empty()) response.set("Request-Id", request.id);
}

}  // namespace vitrine::http
