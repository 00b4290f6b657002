// A request and an answer as the shop sees them: plain values without a connection, so that everything between the two is
// a function and can be tested and fuzzed as one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrine::http {

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Request {
    std::string method;
    std::string path;  ///< percent-decoded; begins with '/'
    Pairs query;       ///< decoded
    Pairs headers;     ///< names in lower case
    std::string body;
    std::string id;  ///< names the request in logs and answers

    /// The first header of that name (lower case), or "".
    std::string_view header(std::string_view name) const;
    bool hasHeader(std::string_view name) const;
};

/// A part of an open file.
struct FileSlice {
    std::shared_ptr<const int> descriptor;  ///< closed with the last owner
    uint64_t offset = 0, length = 0;
};

struct Response {
    int status = 200;
    Pairs headers;
    std::string contentType;  ///< "": no body
    std::string body;
    FileSlice file;  ///< in place of `body` when it has a descriptor

    void set(std::string name, std::string value);
    /// Adds to a list such as Vary.
    void append(const std::string& name, const std::string& value);
    std::string_view header(std::string_view name) const;
    bool hasHeader(std::string_view name) const;
};

/// Without blanks and tabs around it.
std::string_view trimmed(std::string_view text);
/// ASCII only.
std::string lowerCase(std::string_view text);

}  // namespace vitrine::http
