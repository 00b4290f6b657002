#include "commerce/Answer.h"

#include "base/Fail.h"
#include "commerce/Cart.h"
#include "commerce/Problem.h"
#include "commerce/Product.h"
#include "commerce/Reader.h"
#include "gltf/JsonGuard.h"
#include "gltf/ParseJson.h"

namespace vitrine::commerce {
namespace {

Error of(const std::string& url, Error error) {
    error.url = url;
    return error;
}

std::string typed(AnswerKind kind, const Node& root) {
    switch (kind) {
        case AnswerKind::Product:
            return toJson(readProduct(root));
        case AnswerKind::ProductPage:
            return toJson(readProductPage(root));
        case AnswerKind::Cart:
            return toJson(readCart(root));
        case AnswerKind::Order:
            return toJson(readOrder(root));
        case AnswerKind::Problem:
            break;
    }
    return toJson(readProblem(root));
}

}  // namespace

Result<std::string> readAnswer(AnswerKind kind, Bytes body, const std::string& url) {
    if (body.size == 0)
        return of(url, fail(ErrorCode::Empty, {"The answer of ", url, " is empty."}));
    if (body.size > kMaxAnswer) {
        return of(url, fail(ErrorCode::TooLarge, {"The answer of ", url, " has ", body.size,
                                                  " bytes; at most ", kMaxAnswer, " are read."}));
    }
    Status guarded = gltf::guardJson(body);
    if (!guarded) return of(url, std::move(guarded).error());
    Node::Json json;
    if (!gltf::parseJson(body, json)) {
        return of(url, fail(ErrorCode::BadJson,
                            {"The ", body.size, " bytes of ", url, " are not JSON."}));
    }
    Reader reader(url);
    std::string text = typed(kind, Node(reader, json));
    if (!reader.status()) return reader.status().error();
    return text;
}

}  // namespace vitrine::commerce
