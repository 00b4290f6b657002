// Reads members of a JSON answer of the shop's API and remembers the first thing that was wrong, with its place.
//
//     Reader reader("https://shop.example/v1/products/mug");
//     const Node root(reader, json);
//     product.name = root["name"].text(200);
//     product.price = root["price"].integer(0, kMaxAmount);
//     if (!reader.status()) return reader.status().error();   // "… 'price' is -3, not a whole number from 0 to …"
//
// After the first error everything is read as if it were empty, so callers check once, at the end. Plain data, any thread.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "base/Result.h"

namespace vitrine::commerce {

class Node;

class Reader {
public:
    /// `url`: where the answer came from. Must outlive the reader. References in the answer are relative to it.
    explicit Reader(const std::string& url) : mUrl(url) {}

    const std::string& url() const { return mUrl; }
    /// BadCatalogue, or BlockedUri for a URL that nobody should follow.
    const Status& status() const { return mStatus; }
    void fail(Error error);

private:
    const std::string& mUrl;
    Status mStatus;
};

/// A value of the answer, which may be absent, and its place. Lives on the stack, parents before children.
class Node {
public:
    using Json = nlohmann::json;

    Node(Reader& reader, const Json& root) : mReader(reader), mValue(&root) {}

    /// A member that has to be there; it is asked for its value next.
    Node operator[](const char* name) const { return {*this, name}; }
    /// False for what is absent or null.
    bool has(const char* name) const;

    /// 1 to `longest` characters on one line; `multiline` allows line breaks.
    std::string text(size_t longest, bool multiline = false) const;
    /// The same; empty for what is absent, null or empty.
    std::string optionalText(const char* name, size_t longest, bool multiline = false) const;
    /// The contract's Id: a-z 0-9 _ -, up to 64, not beginning with _ or -.
    std::string id() const;
    /// The contract's Sku: A-Z 0-9 -, up to 32, not beginning with -.
    std::string sku() const;
    int64_t integer(int64_t least, int64_t most) const;
    double number(double least, double most) const;
    bool boolean() const;
    /// Absolute http(s) URL, see Url.h.
    std::string url() const;
    std::string optionalUrl(const char* name) const;
    /// The number of entries of a list of at most `most`.
    size_t list(size_t most) const;
    Node at(size_t index) const { return {*this, index}; }
    /// Complains unless it is an object.
    void object() const;

    /// "options[2].price"; empty for the root.
    std::string path() const;
    /// `expected` completes "… is X, not".
    void wrong(const std::string& expected) const;

private:
    Node(const Node& parent, const char* name);
    Node(const Node& parent, size_t index);

    Reader& mReader;
    const Json* mValue = nullptr;
    const Node* mParent = nullptr;
    const char* mName = nullptr;
    size_t mIndex = 0;
};

}  // namespace vitrine::commerce
