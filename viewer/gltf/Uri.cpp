#include "gltf/Uri.h"

#include <algorithm>
#include <cstring>

#include "gltf/Fail.h"

namespace vitrine::gltf {
namespace {

bool isAlpha(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

int hexValue(char c) {
    if (isDigit(c)) return c - '0';
    const char l = lower(c);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

bool isEscape(const std::string& s, size_t i) {
    return i + 2 < s.size() && s[i] == '%' && hexValue(s[i + 1]) >= 0 && hexValue(s[i + 2]) >= 0;
}

std::string percentDecode(const std::string& s) {
    std::string out;
    out.reserve(s.size());
    for (size_t i = 0; i < s.size(); ++i) {
        if (isEscape(s, i)) {
            out.push_back(static_cast<char>(hexValue(s[i + 1]) * 16 + hexValue(s[i + 2])));
            i += 2;
        } else {
            out.push_back(s[i]);
        }
    }
    return out;
}

void appendEncoded(std::string& out, char c) {
    static const char kHex[] = "0123456789ABCDEF";
    const auto byte = static_cast<uint8_t>(c);
    out.push_back('%');
    out.push_back(kHex[byte >> 4]);
    out.push_back(kHex[byte & 15]);
}

/// Characters that RFC 3986 allows in a path or query as they are.
bool isSafe(char c) {
    return isAlpha(c) || isDigit(c) || (c != 0 && std::strchr("-._~!$&'()*+,;=:@/?", c));
}

std::string percentEncode(const std::string& s) {
    std::string out;
    out.reserve(s.size() + 16);
    for (size_t i = 0; i < s.size(); ++i) {
        if (isSafe(s[i]) || isEscape(s, i)) {
            out.push_back(s[i]);
        } else {
            appendEncoded(out, s[i]);
        }
    }
    return out;
}

/// Length of "scheme:" at the front, 0 when there is none.
size_t schemeLength(const std::string& s) {
    if (s.empty() || !isAlpha(s[0])) return 0;
    for (size_t i = 1; i < s.size(); ++i) {
        const char c = s[i];
        if (c == ':') return i + 1;
        if (!isAlpha(c) && !isDigit(c) && c != '+' && c != '-' && c != '.') return 0;
    }
    return 0;
}

bool equalNoCase(const std::string& a, const std::string& b) {
    if (a.size() != b.size()) return false;
    for (size_t i = 0; i < a.size(); ++i) {
        if (lower(a[i]) != lower(b[i])) return false;
    }
    return true;
}

struct Split {
    std::string origin;  // "https://host:port", or empty
    std::string path;    // from the first '/', or relative
    std::string query;   // with '?', or empty
};

Split split(const std::string& url) {
    Split s;
    size_t at = schemeLength(url);
    if (at != 0 || url.compare(0, 2, "//") == 0) {
        if (url.compare(at, 2, "//") == 0) {
            const size_t slash = url.find_first_of("/?#", at + 2);
            at = slash == std::string::npos ? url.size() : slash;
        }
        s.origin = url.substr(0, at);
    }
    const size_t end = std::min(url.find('#', at), url.size());
    const size_t query = std::min(url.find('?', at), end);
    s.path = url.substr(at, query - at);
    if (s.path.empty() && !s.origin.empty()) s.path = "/";
    s.query = url.substr(query, end - query);
    return s;
}

Error blocked(const std::string& uri, const char* why) {
    return fail(ErrorCode::BlockedUri,
                {"The model asks for '", uri.substr(0, 200), "', which ", why, "."});
}

}  // namespace

Result<std::string> resolveUri(const std::string& base, const std::string& given) {
    std::string uri = given;
    for (char& c : uri) {
        // Browsers drop tabs and newlines within URLs, so "java\nscript:" is one; no real name has
        // them.
        if (static_cast<uint8_t>(c) < 0x20 || c == 0x7f)
            return blocked("?", "holds control characters");
        if (c == '\\') c = '/';  // as browsers read it; some exporters write Windows paths
    }
    if (uri.empty()) return fail(ErrorCode::BadGltf, {"A buffer or image has an empty uri."});

    const Split from = split(base);
    if (schemeLength(base) != 0 && from.origin.find("//") == std::string::npos) {
        return fail(ErrorCode::MissingResource,
                    {"The model needs the file '", uri.substr(0, 200),
                     "', but was opened from a single file that has no folder."});
    }
    const std::string folder = from.path.substr(0, from.path.rfind('/') + 1);  // npos + 1 = 0

    std::string path, query;
    if (schemeLength(uri) != 0 || uri.compare(0, 2, "//") == 0) {
        const Split to = split(uri);
        std::string origin = to.origin;
        if (schemeLength(uri) == 0) origin = from.origin.substr(0, schemeLength(base)) + origin;
        if (from.origin.empty() || !equalNoCase(origin, from.origin)) {
            return blocked(uri, "is not of the model's own origin");
        }
        path = to.path;
        query = to.query;
    } else {
        const Split to = split(uri);
        path = uri[0] == '/' ? to.path : folder + to.path;
        query = to.query;
    }
    if (path.compare(0, folder.size(), folder) != 0)
        return blocked(uri, "lies outside the model's folder");

    // Dot segments below the folder: resolve here, so that none is left for the browser.
    std::vector<std::string> kept;
    for (size_t at = folder.size(); at <= path.size();) {
        const size_t slash = std::min(path.find('/', at), path.size());
        const std::string segment = path.substr(at, slash - at);
        const std::string plain = percentDecode(segment);
        at = slash + 1;
        if (plain.find_first_of("/\\") != std::string::npos ||
            plain.find('\0') != std::string::npos) {
            return blocked(uri, "hides a slash or zero in an escape");
        }
        if (plain == "..") {
            if (kept.empty()) return blocked(uri, "leaves the model's folder");
            kept.pop_back();
        } else if (plain != "." && !plain.empty()) {
            kept.push_back(segment);
        }
    }
    if (kept.empty()) return blocked(uri, "names a folder, not a file");
    std::string url = from.origin + folder;
    for (size_t i = 0; i < kept.size(); ++i) {
        if (i) url += '/';
        url += percentEncode(kept[i]);
    }
    return url + percentEncode(query);
}

bool isDataUri(const std::string& uri) {
    return uri.size() >= 5 && equalNoCase(uri.substr(0, 5), "data:");
}

Result<DataUri> decodeDataUri(const std::string& uri) {
    const size_t comma = uri.find(',');
    if (!isDataUri(uri) || comma == std::string::npos) {
        return fail(ErrorCode::BadGltf, {"A data: URI has no comma."});
    }
    const std::string head = uri.substr(5, comma - 5);
    DataUri out;
    out.mimeType = head.substr(0, head.find(';'));
    const bool base64 = head.size() >= 7 && equalNoCase(head.substr(head.size() - 7), ";base64");
    if (!base64) {
        const std::string text = percentDecode(uri.substr(comma + 1));
        out.bytes.assign(text.begin(), text.end());
        return out;
    }
    out.bytes.reserve((uri.size() - comma) / 4 * 3 + 3);
    uint32_t bits = 0;
    int count = 0;
    for (size_t i = comma + 1; i < uri.size(); ++i) {
        char c = uri[i];
        if (isEscape(uri, i)) {
            c = static_cast<char>(hexValue(uri[i + 1]) * 16 + hexValue(uri[i + 2]));
            i += 2;
        }
        uint32_t v;
        if (c >= 'A' && c <= 'Z') {
            v = static_cast<uint32_t>(c - 'A');
        } else if (c >= 'a' && c <= 'z') {
            v = static_cast<uint32_t>(c - 'a' + 26);
        } else if (isDigit(c)) {
            v = static_cast<uint32_t>(c - '0' + 52);
        } else if (c == '+' || c == '-') {
            v = 62;
        } else if (c == '/' || c == '_') {
            v = 63;
        } else if (c == '=' || c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            continue;
        } else {
            return fail(ErrorCode::BadGltf,
                        {"A data: URI has a character that is not base64 at place ", i, "."});
        }
        bits = (bits << 6 | v) & 0xffffff;
        if (++count == 4) {
            out.bytes.push_back(static_cast<uint8_t>(bits >> 16));
            out.bytes.push_back(static_cast<uint8_t>(bits >> 8));
            out.bytes.push_back(static_cast<uint8_t>(bits));
            count = 0;
            bits = 0;
        }
    }
    if (count == 1) return fail(ErrorCode::BadGltf, {"A data: URI ends within a byte."});
    if (count >= 2) out.bytes.push_back(static_cast<uint8_t>(bits >> (count == 2 ? 4 : 10)));
    if (count == 3) out.bytes.push_back(static_cast<uint8_t>(bits >> 2));
    return out;
}

const char* sniffImageType(const uint8_t* b, size_t n) {
    if (n >= 8 && std::memcmp(b, "\x89PNG\r\n\x1a\n", 8) == 0) return "image/png";
    if (n >= 3 && b[0] == 0xff && b[1] == 0xd8 && b[2] == 0xff) return "image/jpeg";
    if (n >= 12 && std::memcmp(b, "RIFF", 4) == 0 && std::memcmp(b + 8, "WEBP", 4) == 0)
        return "image/webp";
    if (n >= 12 && std::memcmp(b + 4, "ftypavi", 7) == 0) return "image/avif";
    if (n >= 12 && std::memcmp(b, "\xabKTX 20\xbb\r\n\x1a\n", 12) == 0) return "image/ktx2";
    if (n >= 4 && std::memcmp(b, "GIF8", 4) == 0) return "image/gif";
    if (n >= 2 && b[0] == 'B' && b[1] == 'M') return "image/bmp";
    return "";
}

}  // namespace vitrine::gltf
