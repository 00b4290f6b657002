// Any bytes as an answer of the shop's API; the first says of which kind. What is taken must be JSON that is taken again.
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "commerce/Answer.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace vitrine;
    if (size < 1) return 0;
    const auto kind = static_cast<commerce::AnswerKind>(data[0] % commerce::kAnswerKinds);
    const std::string url = "https://shop.example/v1/products/mug";
    const auto text = commerce::readAnswer(kind, {data + 1, size - 1}, url);
    if (!text) {
        if (text.error().message.empty() || text.error().url != url) std::abort();
        return 0;
    }
    if (!nlohmann::json::accept(*text)) std::abort();
    const Bytes again{reinterpret_cast<const uint8_t*>(text->data()), text->size()};
    if (!commerce::readAnswer(kind, again, url)) std::abort();
    return 0;
}
