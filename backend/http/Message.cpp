#include "http/Message.h"

#include <algorithm>

namespace vitrine::http {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool sameName(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                              [](char x, char y) { return lower(x) == lower(y); });
}

template <typename P>
auto find(P& pairs, std::string_view name) {
    return std::find_if(pairs.begin(), pairs.end(),
                        [&](const auto& pair) { return sameName(pair.first, name); });
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
    const auto found = find(headers, name);
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

bool Request::hasHeader(std::string_view name) const {
    return find(headers, name) != headers.end();
}

void Response::set(std::string name, std::string value) {
    const auto found = find(headers, name);
    if (found != headers.end()) {
        found->second = std::move(value);
    } else {
        headers.emplace_back(std::move(name), std::move(value));
    }
}

void Response::append(const std::string& name, const std::string& value) {
    const auto found = find(headers, name);
    if (found != headers.end()) {
        found->second += ", " + value;
    } else {
        headers.emplace_back(name, value);
    }
}

std::string_view Response::header(std::string_view name) const {
    const auto found = find(headers, name);
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

bool Response::hasHeader(std::string_view name) const {
    return find(headers, name) != headers.end();
}

std::string_view trimmed(std::string_view text) {
    const size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string lowerCase(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

}  // namespace vitrine::http
