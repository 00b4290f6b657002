// Header values, read as HTTP says (RFC 9110). Pure; any bytes may come in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vitrine::http {

/// Whether If-None-Match names this entity tag, by the weak comparison.
bool matchesAny(std::string_view ifNoneMatch, std::string_view etag);

/// Whether Accept-Encoding takes a coding ("br", "gzip"); q=0 refuses it.
bool accepts(std::string_view acceptEncoding, std::string_view coding);

/// The value of a cookie, or "".
std::string_view cookie(std::string_view header, std::string_view name);

struct Range {
    uint64_t first = 0, last = 0;  ///< both belong to it
};
enum class RangeKind : uint8_t { Whole, Part, Unsatisfiable };
/// One range of bytes of a file of `size`. What is no single byte range is not honoured: Whole.
RangeKind parseRange(std::string_view header, uint64_t size, Range& out);

/// Type and subtype, in lower case, without parameters.
std::string mediaType(std::string_view contentType);

/// Only digits, and below 10^18.
std::optional<uint64_t> wholeNumber(std::string_view text);

/// "Thu, 26 Nov 2026 15:04:05 GMT"
std::string httpDate(int64_t milliseconds);

}  // namespace vitrine::http
