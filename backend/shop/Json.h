// JSON from outside, and out.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace vitrine::shop {

using Json = nlohmann::json;

/// nullopt when it is no JSON (RFC 8259, UTF-8), or has brackets more than `depth` deep.
std::optional<Json> parseJson(std::string_view text, size_t depth = 32);

/// Never fails: what is no UTF-8 is written as U+FFFD.
std::string dump(const Json& json);

/// A member of an object, or nullptr: also when `json` is none.
const Json* member(const Json& json, const char* name);

/// A text member; "" when there is none.
std::string textOf(const Json& json, const char* name);

/// Characters (code points) of UTF-8, as JSON Schema counts them.
size_t characters(std::string_view text);

}  // namespace vitrine::shop
