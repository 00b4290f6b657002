// Reads the members of a JSON object and collects what is wrong with them, all of it, each with its place.
//
//     std::vector<FieldError> errors;
//     Fields fields(json, "", errors);
//     const std::string sku = fields.text("sku", isSku, "a SKU: A–Z, 0–9 and -");
//     const int64_t quantity = fields.integer("quantity", 1, 99);
//     fields.nothingElse();
//     if (!errors.empty()) return invalidBody(errors);
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "shop/Problem.h"

namespace vitrine::shop {

struct FieldError {
    std::string pointer;  ///< RFC 6901
    std::string detail;
};

/// Whether a text is as openapi.yaml's schema of that name says.
bool isId(std::string_view text);
bool isSku(std::string_view text);
bool isCurrency(std::string_view text);
/// One line of text: no control characters.
bool isLine(std::string_view text);

/// A Problem with the code InvalidBody.
Problem invalidBody(const std::vector<FieldError>& errors);

/// Refers to the JSON and the list. Values that are wrong read as "" or 0.
class Fields {
public:
    Fields(const Json& object, std::string pointer, std::vector<FieldError>& errors);

    bool has(const char* name);
    /// A text of `least` to `most` characters for which `valid` holds.
    std::string text(const char* name, size_t least, size_t most, bool (*valid)(std::string_view),
                     const char* what);
    std::string text(const char* name, bool (*valid)(std::string_view), const char* what) {
        return text(name, 1, 4096, valid, what);
    }
    /// "" when it is null or absent.
    std::string optionalText(const char* name, size_t most, bool (*valid)(std::string_view),
                             const char* what);
    int64_t integer(const char* name, int64_t least, int64_t most);
    double number(const char* name, double least, double most);
    /// nullptr, with an error, unless it is an object.
    const Json* object(const char* name);
    /// nullptr, with an error, unless it is a list of `least` to `most`.
    const Json* list(const char* name, size_t least, size_t most);

    void wrong(const char* name, std::string detail);
    /// Members that were not asked for are errors.
    void nothingElse();
    std::string pointerTo(const char* name) const { return mPointer + "/" + name; }

private:
    const Json* find(const char* name, const char* what);

    const Json& mObject;
    std::string mPointer;
    std::vector<FieldError>& mErrors;
    std::set<std::string> mAsked;
};

/// The whole number that JSON holds, also when it is written 3.0; false for anything else.
bool wholeNumber(const Json& json, int64_t& out);

}  // namespace vitrine::shop
