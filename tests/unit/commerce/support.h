// Answers of the shop's API for the tests of viewer/commerce: the fixtures, and changes of them.
#pragma once

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "commerce/Answer.h"

namespace vitrine::commerce::test {

using Json = nlohmann::json;

constexpr const char* kUrl = "https://shop.example/v1/products/mug?x=1";

inline Json fixture(const std::string& name) {
    std::ifstream file(std::string(VITRINE_ROOT "/tests/fixtures/commerce/") + name + ".json");
    return Json::parse(std::string(std::istreambuf_iterator<char>(file), {}), nullptr, false);
}

inline Result<std::string> readText(AnswerKind kind, const std::string& text) {
    return readAnswer(kind, {reinterpret_cast<const uint8_t*>(text.data()), text.size()}, kUrl);
}

inline Result<std::string> read(AnswerKind kind, const Json& json) {
    return readText(kind, json.dump());
}

/// What the page would get. The answer must be good.
inline Json typed(AnswerKind kind, const Json& json) {
    Result<std::string> text = read(kind, json);
    return text ? Json::parse(*text, nullptr, false) : Json(text.error().message);
}

/// A member replaced; without a value it is taken away.
struct Change {
    const char* pointer;
    Json value;
    const char* named;  ///< what the sentence names
};

inline Json changed(Json json, const Change& change) {
    const Json::json_pointer pointer(change.pointer);
    if (change.value.is_discarded()) {
        json[pointer.parent_pointer()].erase(pointer.back());
    } else {
        json[pointer] = change.value;
    }
    return json;
}

inline const Json kAbsent(Json::value_t::discarded);

}  // namespace vitrine::commerce::test
