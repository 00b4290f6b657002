#include "http/Problem.h"

namespace vitrine::http {

namespace problems {
const ProblemKind badRequest{400, "bad-request", "The request breaks HTTP"};
const ProblemKind badParameter{400, "bad-parameter", "A query parameter cannot be read"};
const ProblemKind missingIdempotencyKey{400, "missing-idempotency-key",
                                        "This call needs an Idempotency-Key"};
const ProblemKind badIdempotencyKey{400, "bad-idempotency-key",
                                    "The Idempotency-Key cannot be used"};
const ProblemKind badCartToken{401, "bad-cart-token", "The cart token is none of this server"};
const ProblemKind originNotAllowed{403, "origin-not-allowed", "The page's origin is not known"};
const ProblemKind notFound{404, "not-found", "There is nothing here"};
const ProblemKind methodNotAllowed{405, "method-not-allowed", "Not this method here"};
const ProblemKind requestTimeout{408, "request-timeout", "The request took too long to arrive"};
const ProblemKind lengthRequired{411, "length-required", "The body has no Content-Length"};
const ProblemKind payloadTooLarge{413, "payload-too-large", "The body is too long"};
const ProblemKind uriTooLong{414, "uri-too-long", "The address is too long"};
const ProblemKind unsupportedMediaType{415, "unsupported-media-type",
                                       "This type is not taken here"};
const ProblemKind rangeNotSatisfiable{416, "range-not-satisfiable", "The file has no such range"};
const ProblemKind headersTooLarge{431, "headers-too-large", "The headers are too long"};
const ProblemKind internal{500, "internal", "A fault of the server"};
const ProblemKind overloaded{503, "overloaded", "The server cannot serve this now"};
const ProblemKind stopping{503, "stopping", "The server is going down"};
const ProblemKind injected{503, "injected", "A fault that was asked for"};
}  // namespace problems

namespace {

const ProblemKind& kindOf(shop::Code code) {
    using shop::Code;
    static const ProblemKind kBadJson{400, "bad-json", "The body is not JSON"};
    static const ProblemKind kBadCursor{400, "bad-cursor", "The cursor cannot be used"};
    static const ProblemKind kInvalidBody{422, "invalid-body", "The body is not what is asked for"};
    static const ProblemKind kUnknownSku{422, "unknown-sku", "Nothing is sold under this SKU"};
    static const ProblemKind kKeyReused{422, "idempotency-key-reused",
                                        "The Idempotency-Key stands for another request"};
    static const ProblemKind kProduct{404, "product-not-found", "There is no such product"};
    static const ProblemKind kLine{404, "line-not-found", "There is no such line in the cart"};
    static const ProblemKind kOrder{404, "order-not-found", "There is no such order"};
    static const ProblemKind kStock{409, "insufficient-stock", "Not that many are left"};
    static const ProblemKind kPrice{409, "price-changed", "The total has changed"};
    static const ProblemKind kEmpty{409, "cart-empty", "The cart is empty"};
    static const ProblemKind kFull{409, "cart-full", "The cart is full"};
    static const ProblemKind kCurrency{409, "currency-mismatch", "A cart holds one currency"};
    switch (code) {
        case Code::BadJson:
            return kBadJson;
        case Code::BadCursor:
            return kBadCursor;
        case Code::InvalidBody:
            return kInvalidBody;
        case Code::UnknownSku:
            return kUnknownSku;
        case Code::ProductNotFound:
            return kProduct;
        case Code::LineNotFound:
            return kLine;
        case Code::OrderNotFound:
            return kOrder;
        case Code::InsufficientStock:
            return kStock;
        case Code::PriceChanged:
            return kPrice;
        case Code::CartEmpty:
            return kEmpty;
        case Code::CartFull:
            return kFull;
        case Code::CurrencyMismatch:
            return kCurrency;
        case Code::KeyReused:
            return kKeyReused;
        case Code::Unavailable:
            return problems::overloaded;
    }
    return problems::internal;
}

}  // namespace

Response problem(const ProblemKind& kind, const std::string& detail, shop::Json members) {
    members["type"] = std::string("urn:vitrine:problem:") + kind.code;
    members["title"] = kind.title;
    members["status"] = kind.status;
    members["code"] = kind.code;
    members["detail"] = detail;
    Response response;
    response.status = kind.status;
    response.contentType = "application/problem+json";
    response.body = shop::dump(members);
    response.set("Cache-Control", "no-store");
    if (kind.status == 503) response.set("Retry-After", "1");
    return response;
}

Response problem(const shop::Problem& given) {
    return problem(kindOf(given.code), given.detail, given.members);
}

}  // namespace vitrine::http
