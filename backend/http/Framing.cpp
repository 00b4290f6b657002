#include "http/Framing.h"

#include "http/Headers.h"
#include "http/Problem.h"

namespace vitrine::http {

std::optional<Response> refuseFraming(const Request& request, bool& hasBody) {
    hasBody = false;
    size_t lengths = 0;
    for (const auto& [name, value] : request.headers) lengths += name == "content-length";
    const bool takesBody = request.method == "POST" || request.method == "PUT" ||
                           request.method == "PATCH" || request.method == "DELETE";
    if (request.hasHeader("transfer-encoding") ||
        (lengths == 0 && takesBody && request.method != "DELETE"))
        return problem(problems::lengthRequired,
                       "Say with Content-Length how long the body is; chunks are not taken.");
    if (lengths == 0) return std::nullopt;
    const std::optional<uint64_t> length = wholeNumber(trimmed(request.header("content-length")));
    if (!length || lengths > 1)
        return problem(problems::badRequest, "Content-Length has to be one whole number.");
    if (*length > kMostBodyBytes)
        return problem(problems::payloadTooLarge,
                       "The body has " + std::to_string(*length) + " bytes, and at most " +
                           std::to_string(kMostBodyBytes) + " are taken.",
                       {{"limit", kMostBodyBytes}});
    if (*length > 0 && !takesBody)
        return problem(problems::badRequest, "A " + request.method + " request has no body.");
    if (*length > 0 && request.hasHeader("content-encoding") &&
        lowerCase(request.header("content-encoding")) != "identity")
        return problem(problems::unsupportedMediaType, "Compressed bodies are not taken.");
    hasBody = *length > 0;
    return std::nullopt;
}

}  // namespace vitrine::http
