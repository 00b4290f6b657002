#include "commerce/Url.h"

#include <algorithm>
#include <cstdint>

#include "base/Fail.h"

namespace vitrine::commerce {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool startsWith(const std::string& text, const char* beginning) {
    for (size_t i = 0; beginning[i]; ++i) {
        if (i >= text.size() || lower(text[i]) != beginning[i]) return false;
    }
    return true;
}

/// "https:" of "https://…".
size_t schemeLength(const std::string& url) {
    const size_t colon = url.find(':');
    const size_t other = url.find_first_of("/?#");
    return colon == std::string::npos || colon > other ? 0 : colon + 1;
}

size_t authorityEnd(const std::string& url) {
    const size_t begin = schemeLength(url) + 2;
    return std::min(url.find_first_of("/?#", begin), url.size());
}

Error blocked(const char* why) {
    return fail(ErrorCode::BlockedUri, {why});
}

}  // namespace

Result<std::string> resolveHttpUrl(const std::string& base, const std::string& given) {
    std::string url = given;
    for (char& c : url) {
        const auto byte = static_cast<uint8_t>(c);
        if (byte <= 0x20 || byte == 0x7f) return blocked("holds a space or a control character.");
        if (c == '\\') c = '/';  // as browsers read it
    }
    if (url.empty()) return blocked("is empty.");
    if (schemeLength(url) == 0) {
        const size_t path = authorityEnd(base);
        if (startsWith(url, "//")) {
            url = base.substr(0, schemeLength(base)) + url;
        } else if (url[0] == '/') {
            url = base.substr(0, path) + url;
        } else {
            const size_t end = std::min(base.find_first_of("?#", path), base.size());
            const size_t slash = base.rfind('/', end);
            const bool hasFolder = slash != std::string::npos && slash >= path;
            url = (hasFolder ? base.substr(0, slash + 1) : base.substr(0, path) + "/") + url;
        }
    }
    if (!startsWith(url, "https://") && !startsWith(url, "http://"))
        return blocked("is neither an http nor an https URL.");
    const size_t begin = schemeLength(url) + 2, end = authorityEnd(url);
    if (end == begin) return blocked("has no host.");
    if (url.find('@', begin) < end) return blocked("holds a name or password.");
    return url;
}

}  // namespace vitrine::commerce
