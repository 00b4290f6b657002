// Problem details (RFC 9457): every answer of status 400 and above. docs/api/openapi.yaml has the table of codes.
#pragma once

#include "http/Message.h"
#include "shop/Problem.h"

namespace vitrine::http {

/// What is the same for every problem of a code.
struct ProblemKind {
    int status;
    const char* code;
    const char* title;
};

namespace problems {
extern const ProblemKind badRequest, badParameter, missingIdempotencyKey, badIdempotencyKey,
    badCartToken, originNotAllowed, notFound, methodNotAllowed, requestTimeout, lengthRequired,
    payloadTooLarge, uriTooLong, unsupportedMediaType, rangeNotSatisfiable, headersTooLarge,
    internal, overloaded, stopping, injected;
}

/// With `Cache-Control: no-store`, and with Retry-After where the status is 503.
Response problem(const ProblemKind& kind, const std::string& detail,
                 shop::Json members = shop::Json::object());
Response problem(const shop::Problem& problem);

}  // namespace vitrine::http
