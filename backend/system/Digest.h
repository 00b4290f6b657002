// Hashes, random names and text forms of bytes (OpenSSL does the work).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace vitrine::backend {

using Digest = std::array<unsigned char, 32>;

Digest sha256(std::string_view bytes);
Digest hmacSha256(std::string_view key, std::string_view bytes);

/// Bytes of the system's random generator; ends the program when there are none to be had.
std::string randomBytes(size_t count);

/// Lower-case hexadecimal.
std::string hex(const unsigned char* bytes, size_t count);
/// Of that many random bytes.
std::string randomHex(size_t bytes);

/// RFC 4648 §5, without padding.
std::string base64Url(std::string_view bytes);
/// nullopt unless it is what base64Url() writes.
std::optional<std::string> fromBase64Url(std::string_view text);

/// Takes the same time wherever the difference is.
bool equalInConstantTime(std::string_view a, std::string_view b);

}  // namespace vitrine::backend
