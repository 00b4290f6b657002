// Writes JSON objects and lists member by member. Small where it is used: the JSON library's own way of building a tree costs
// kilobytes of code for every kind of message.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>

namespace vitrine {

class JsonText {
public:
    /// Text may hold bytes that are not UTF-8; they are replaced.
    JsonText& add(const char* name, std::string_view text);
    JsonText& add(const char* name, const char* text) { return add(name, std::string_view(text)); }
    JsonText& add(const char* name, double number);
    JsonText& add(const char* name, bool value) { return addRaw(name, value ? "true" : "false"); }
    template <typename Integer, typename = std::enable_if_t<std::is_integral_v<Integer>>>
    JsonText& add(const char* name, Integer number) {  // exact up to 2⁵³
        return add(name, static_cast<double>(number));
    }
    /// `json` is JSON already.
    JsonText& addRaw(const char* name, std::string_view json);

    std::string take();

    /// One value on its own.
    static std::string text(std::string_view text);
    /// To fifteen digits; what is no number is null.
    static std::string number(double number);

private:
    std::string mText = "{";
};

/// A JSON array, value by value.
class JsonList {
public:
    JsonList& add(std::string_view text) { return addRaw(JsonText::text(text)); }
    JsonList& add(double number) { return addRaw(JsonText::number(number)); }
    /// `json` is JSON already.
    JsonList& addRaw(std::string_view json);

    std::string take();

private:
    std::string mText = "[";
};

}  // namespace vitrine
