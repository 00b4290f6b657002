#include "base/JsonText.h"

#include <cmath>
#include <cstdint>
#include <utility>

namespace vitrine {
namespace {

constexpr const char* kReplacement = "\xEF\xBF\xBD";  // U+FFFD

/// Bytes of the UTF-8 character that begins there; 0 when it is none (RFC 3629: no overlong forms, no surrogates).
size_t characterAt(std::string_view text, size_t at) {
    const auto byte = [&](size_t i) {
        return at + i < text.size() ? static_cast<uint8_t>(text[at + i]) : uint8_t{0};
    };
    const uint8_t first = byte(0);
    if (first < 0x80) return 1;
    const size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4) return 0;
    for (size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return 0;
    }
    const uint8_t second = byte(1);
    const bool wrong = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
                       (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
    return wrong ? 0 : size;
}

}  // namespace

JsonText& JsonText::add(const char* name, std::string_view value) {
    return addRaw(name, text(value));
}

JsonText& JsonText::add(const char* name, double value) {
    return addRaw(name, number(value));
}

JsonText& JsonText::addRaw(const char* name, std::string_view json) {
    if (mText.size() > 1) mText += ',';
    mText += '"';
    mText += name;
    mText += "\":";
    mText += json;
    return *this;
}

std::string JsonText::take() {
    mText += '}';
    return std::move(mText);
}

JsonList& JsonList::addRaw(std::string_view json) {
    if (mText.size() > 1) mText += ',';
    mText += json;
    return *this;
}

std::string JsonList::take() {
    mText += ']';
    return std::move(mText);
}

// The JSON library's writer weighs 4 KB of compressed wasm, and this is all that is written.
std::string JsonText::text(std::string_view value) {
    constexpr const char* kHex = "0123456789abcdef";
    std::string out = "\"";
    for (size_t at = 0; at < value.size();) {
        const char c = value[at];
        const size_t size = characterAt(value, at);
        if (size == 0) {
            out += kReplacement;
        } else if (static_cast<uint8_t>(c) < 0x20) {
            out += "\\u00";
            out += kHex[c >> 4];
            out += kHex[c & 15];
        } else {
            if (c == '"' || c == '\\') out += '\\';
            out += value.substr(at, size);
        }
        at += size == 0 ? 1 : size;
    }
    return out + '"';
}

std::string JsonText::number(double value) {
    if (!std::isfinite(value)) return "null";
    constexpr double kExact = 9007199254740992.0;  // 2⁵³
    if (value == std::floor(value) && std::fabs(value) <= kExact) {
        return std::to_string(static_cast<int64_t>(value));
    }
    // Fifteen digits and an exponent.
    int exponent = static_cast<int>(std::floor(std::log10(std::fabs(value)))) - 14;
    // In two steps: the power alone may be more than a double holds.
    const int half = exponent / 2;
    auto digits = static_cast<int64_t>(
        std::llround(value * std::pow(10.0, -half) * std::pow(10.0, half - exponent)));
    while (digits != 0 && digits % 10 == 0) {
        digits /= 10;
        ++exponent;
    }
    return std::to_string(digits) + 'e' + std::to_string(exponent);
}

}  // namespace vitrine
