#include "system/Digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <cstdlib>

namespace vitrine::backend {

namespace {
constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const unsigned char* raw(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
}  // namespace

Digest sha256(std::string_view bytes) {
    Digest digest{};
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1)
        std::abort();
    return digest;
}

Digest hmacSha256(std::string_view key, std::string_view bytes) {
    Digest digest{};
    unsigned size = 0;
    if (!HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), raw(bytes), bytes.size(),
              digest.data(), &size))
        std::abort();
    return digest;
}

std::string randomBytes(size_t count) {
    std::string bytes(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1)
        std::abort();
    return bytes;
}

std::string hex(const unsigned char* bytes, size_t count) {
    std::string text;
    text.reserve(count * 2);
    for (size_t i = 0; i < count; ++i) {
        text += "0123456789abcdef"[bytes[i] >> 4];
        text += "0123456789abcdef"[bytes[i] & 15];
    }
    return text;
}

std::string randomHex(size_t bytes) {
    const std::string random = randomBytes(bytes);
    return hex(raw(random), random.size());
}

std::string base64Url(std::string_view bytes) {
    std::string text;
    unsigned held = 0, bits = 0;
    for (const unsigned char byte : bytes) {
        held = held << 8 | byte;
        for (bits += 8; bits >= 6;) text += kAlphabet[held >> (bits -= 6) & 63];
    }
    if (bits > 0) text += kAlphabet[held << (6 - bits) & 63];
    return text;
}

std::optional<std::string> fromBase64Url(std::string_view text) {
    std::string bytes;
    unsigned held = 0, bits = 0;
    for (const char c : text) {
        const std::string_view alphabet(kAlphabet, 64);
        const size_t value = alphabet.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        held = (held << 6 | static_cast<unsigned>(value)) & 0xffff;
        if ((bits += 6) >= 8) bytes += static_cast<char>(held >> (bits -= 8) & 255);
    }
    // Left-over bits that are not 0, or a lone character, would be a second spelling of the same bytes.
    if (base64Url(bytes) != text) return std::nullopt;
    return bytes;
}

bool equalInConstantTime(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace vitrine::backend
