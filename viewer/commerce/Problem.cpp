#include "commerce/Problem.h"

#include "base/JsonText.h"
#include "commerce/Money.h"

namespace vitrine::commerce {
namespace {

constexpr size_t kCode = 64, kDetail = 1000;

bool isCode(const std::string& text) {
    return !text.empty() && text[0] >= 'a' && text[0] <= 'z' &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
}

std::string orNull(const std::optional<int64_t>& number) {
    return number ? JsonText::number(static_cast<double>(*number)) : "null";
}

}  // namespace

Problem readProblem(const Node& root) {
    root.object();
    Problem problem;
    const Node code = root["code"];
    problem.code = code.text(kCode);
    if (!isCode(problem.code)) code.wrong("a code of a-z, 0-9 and -");
    problem.detail = root["detail"].text(kDetail, true);
    problem.status = root["status"].integer(400, 599);
    if (root.has("sku")) problem.sku = root["sku"].sku();
    if (root.has("requested")) problem.requested = root["requested"].integer(0, kMaxAmount);
    if (root.has("available")) problem.available = root["available"].integer(0, kMaxAmount);
    return problem;
}

std::string toJson(const Problem& problem) {
    return JsonText()
        .add("code", problem.code)
        .add("detail", problem.detail)
        .add("status", problem.status)
        .addRaw("sku", problem.sku.empty() ? "null" : JsonText::text(problem.sku))
        .addRaw("requested", orNull(problem.requested))
        .addRaw("available", orNull(problem.available))
        .take();
}

}  // namespace vitrine::commerce
