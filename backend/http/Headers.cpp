#include "http/Headers.h"

#include <algorithm>
#include <ctime>

#include "http/Message.h"

namespace vitrine::http {

namespace {

/// Calls f for each part between separators, trimmed, until it returns true.
template <typename F>
bool anyPart(std::string_view text, char separator, F f) {
    while (true) {
        const size_t end = text.find(separator);
        if (f(trimmed(text.substr(0, end)))) return true;
        if (end == std::string_view::npos) return false;
        text.remove_prefix(end + 1);
    }
}

std::string_view withoutWeakness(std::string_view etag) {
    return etag.substr(0, 2) == "W/" ? etag.substr(2) : etag;
}

}  // namespace

bool matchesAny(std::string_view ifNoneMatch, std::string_view etag) {
    return anyPart(ifNoneMatch, ',', [&](std::string_view part) {
        return part == "*" || (!part.empty() && withoutWeakness(part) == withoutWeakness(etag));
    });
}

bool accepts(std::string_view acceptEncoding, std::string_view coding) {
    return anyPart(acceptEncoding, ',', [&](std::string_view part) {
        const size_t end = part.find(';');
        if (lowerCase(trimmed(part.substr(0, end))) != coding) return false;
        if (end == std::string_view::npos) return true;
        const std::string_view weight = trimmed(part.substr(end + 1));
        return weight.find_first_of("123456789") != std::string_view::npos;
    });
}

std::string_view cookie(std::string_view header, std::string_view name) {
    std::string_view value;
    anyPart(header, ';', [&](std::string_view part) {
        if (part.size() <= name.size() || part.substr(0, name.size()) != name ||
            part[name.size()] != '=')
            return false;
        value = part.substr(name.size() + 1);
        return true;
    });
    return value;
}

RangeKind parseRange(std::string_view header, uint64_t size, Range& out) {
    constexpr std::string_view kUnit = "bytes=";
    if (header.substr(0, kUnit.size()) != kUnit) return RangeKind::Whole;
    header.remove_prefix(kUnit.size());
    const size_t dash = header.find('-');
    if (dash == std::string_view::npos) return RangeKind::Whole;
    const std::string_view from = header.substr(0, dash), to = header.substr(dash + 1);
    const std::optional<uint64_t> first = wholeNumber(from), last = wholeNumber(to);
    if ((!first && !from.empty()) || (!last && !to.empty()) || (!first && !last))
        return RangeKind::Whole;
    if (!first) {  // the last so many bytes
        if (*last == 0 || size == 0) return RangeKind::Unsatisfiable;
        out = {size - std::min(size, *last), size - 1};
        return RangeKind::Part;
    }
    if (last && *last < *first) return RangeKind::Whole;
    if (*first >= size) return RangeKind::Unsatisfiable;
    out = {*first, last ? std::min(*last, size - 1) : size - 1};
    return RangeKind::Part;
}

std::string mediaType(std::string_view contentType) {
    return lowerCase(trimmed(contentType.substr(0, contentType.find(';'))));
}

std::optional<uint64_t> wholeNumber(std::string_view text) {
    if (text.empty() || text.size() > 18) return std::nullopt;
    uint64_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + static_cast<uint64_t>(c - '0');
    }
    return value;
}

std::string httpDate(int64_t milliseconds) {
    const auto seconds = static_cast<std::time_t>(milliseconds / 1000);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[64];
    const size_t size = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return std::string(text, size);
}

}  // namespace vitrine::http
