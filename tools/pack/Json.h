// Reading a glTF's JSON tree without trusting it. The tree keeps the order of the file, so what is not understood comes
// out as it went in.
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

namespace vitrine::pack {

using Json = nlohmann::ordered_json;

/// The member, or null where `object` is none or has no such member.
const Json* member(const Json& object, const char* key);
Json* member(Json& object, const char* key);

/// The member of a member: extensions.KHR_….
const Json* extension(const Json& object, const char* name);
Json* extension(Json& object, const char* name);

/// A whole number of 0 or more that fits an index, or `fallback`.
int64_t whole(const Json& object, const char* key, int64_t fallback = -1);

/// A string, or "".
std::string text(const Json& object, const char* key);

/// The elements of an array member; none where it is absent or something else.
const Json& list(const Json& object, const char* key);

/// The i-th element of an array member, or null.
const Json* element(const Json& object, const char* key, int64_t index);

/// Removes an extension, and "extensions" with the last of them.
void eraseExtension(Json& object, const char* name);

/// Compact UTF-8 text.
std::string dump(const Json& json);

}  // namespace vitrine::pack
