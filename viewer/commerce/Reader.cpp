#include "commerce/Reader.h"

#include <cmath>
#include <cstring>

#include "base/Fail.h"
#include "base/JsonText.h"
#include "commerce/Url.h"

namespace vitrine::commerce {
namespace {

constexpr size_t kLongestUrl = 2048;
constexpr size_t kQuoted = 60;

bool isControl(char c, bool multiline) {
    const auto byte = static_cast<uint8_t>(c);
    return (byte < 0x20 && !(multiline && (c == '\n' || c == '\t'))) || byte == 0x7f;
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Characters, not bytes; the parser has seen to it that this is UTF-8.
size_t lengthOf(const std::string& text) {
    size_t length = 0;
    for (const char c : text) length += (static_cast<uint8_t>(c) & 0xc0) != 0x80;
    return length;
}

/// Letters from `a` to `z`, digits and `marks`, but for the first character.
bool isName(const std::string& text, char a, char z, const char* marks, size_t longest) {
    if (text.empty() || text.size() > longest) return false;
    for (size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool mark = i > 0 && c != 0 && std::strchr(marks, c);
        if (!(c >= a && c <= z) && !isDigit(c) && !mark) return false;
    }
    return true;
}

/// The value as a person would want to see it in a sentence.
std::string quoted(const Node::Json* value) {
    if (!value || value->is_null()) return "missing";
    if (value->is_object()) return "an object";
    if (value->is_array()) return "a list";
    if (value->is_string()) {
        const auto& text = value->get_ref<const std::string&>();
        if (text.size() > kQuoted) return concat({"a text of ", text.size(), " bytes"});
        return JsonText::text(text);
    }
    if (value->is_boolean()) return value->get<bool>() ? "true" : "false";
    return JsonText::number(value->get<double>());
}

}  // namespace

void Reader::fail(Error error) {
    if (!mStatus) return;
    error.url = mUrl;
    mStatus = std::move(error);
}

Node::Node(const Node& parent, const char* name)
    : mReader(parent.mReader), mParent(&parent), mName(name) {
    if (!parent.mValue || !parent.mValue->is_object()) return;
    const auto found = parent.mValue->find(name);
    if (found != parent.mValue->end()) mValue = &*found;
}

Node::Node(const Node& parent, size_t index)
    : mReader(parent.mReader), mParent(&parent), mIndex(index) {
    if (parent.mValue && parent.mValue->is_array() && index < parent.mValue->size())
        mValue = &(*parent.mValue)[index];
}

bool Node::has(const char* name) const {
    const Node member = (*this)[name];
    return member.mValue && !member.mValue->is_null();
}

std::string Node::path() const {
    if (!mParent) return {};
    std::string path = mParent->path();
    if (!mName) return path + concat({"[", mIndex, "]"});
    if (!path.empty()) path += '.';
    return path + mName;
}

void Node::wrong(const std::string& expected) const {
    if (!mReader.status()) return;
    const std::string place = path();
    mReader.fail(fail(ErrorCode::BadCatalogue,
                      {place.empty() ? "The answer itself" : concat({"'", place, "'"}), " of ",
                       mReader.url(), " is ", quoted(mValue), ", not ", expected, "."}));
}

std::string Node::text(size_t longest, bool multiline) const {
    if (mValue && mValue->is_string()) {
        const auto& text = mValue->get_ref<const std::string&>();
        bool good = !text.empty() && lengthOf(text) <= longest;
        for (const char c : text) good = good && !isControl(c, multiline);
        if (good) return text;
    }
    wrong(concat({"a text of 1 to ", longest, " characters without control characters"}));
    return {};
}

std::string Node::optionalText(const char* name, size_t longest, bool multiline) const {
    const Node member = (*this)[name];
    const Json* value = member.mValue;
    if (!value || value->is_null()) return {};
    if (value->is_string() && value->get_ref<const std::string&>().empty()) return {};
    return member.text(longest, multiline);
}

std::string Node::id() const {
    if (mValue && mValue->is_string() &&
        isName(mValue->get_ref<const std::string&>(), 'a', 'z', "_-", 64)) {
        return mValue->get<std::string>();
    }
    wrong("an id of 1 to 64 characters a-z, 0-9, _ and -");
    return {};
}

std::string Node::sku() const {
    if (mValue && mValue->is_string() &&
        isName(mValue->get_ref<const std::string&>(), 'A', 'Z', "-", 32)) {
        return mValue->get<std::string>();
    }
    wrong("a SKU of 1 to 32 characters A-Z, 0-9 and -");
    return {};
}

int64_t Node::integer(int64_t least, int64_t most) const {
    if (mValue && mValue->is_number_integer()) {
        const bool large = mValue->is_number_unsigned() && mValue->get<uint64_t>() > INT64_MAX;
        const int64_t value = large ? INT64_MAX : mValue->get<int64_t>();
        if (!large && value >= least && value <= most) return value;
    }
    wrong(concat({"a whole number from ", static_cast<long long>(least), " to ",
                  static_cast<long long>(most)}));
    return least;
}

double Node::number(double least, double most) const {
    if (mValue && mValue->is_number()) {
        const auto value = mValue->get<double>();
        if (std::isfinite(value) && value >= least && value <= most) return value;
    }
    wrong("a number from " + JsonText::number(least) + " to " + JsonText::number(most));
    return least;
}

bool Node::boolean() const {
    if (mValue && mValue->is_boolean()) return mValue->get<bool>();
    wrong("true or false");
    return false;
}

std::string Node::url() const {
    const std::string given = text(kLongestUrl);
    if (!mReader.status()) return {};
    Result<std::string> url = resolveHttpUrl(mReader.url(), given);
    if (url && lengthOf(*url) <= kLongestUrl) return *std::move(url);
    if (url) {
        wrong(concat({"a URL of at most ", kLongestUrl, " characters"}));
        return {};
    }
    Error error = std::move(url).error();
    error.message = concat({"'", path(), "' of ", mReader.url(), " ", error.message});
    mReader.fail(std::move(error));
    return {};
}

std::string Node::optionalUrl(const char* name) const {
    return has(name) ? (*this)[name].url() : std::string();
}

size_t Node::list(size_t most) const {
    if (mValue && mValue->is_array() && mValue->size() <= most) return mValue->size();
    wrong(concat({"a list of at most ", most, " entries"}));
    return 0;
}

void Node::object() const {
    if (!mValue || !mValue->is_object()) wrong("an object");
}

}  // namespace vitrine::commerce
