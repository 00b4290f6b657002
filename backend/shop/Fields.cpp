#include "shop/Fields.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace vitrine::shop {

namespace {

constexpr size_t kMostErrors = 20;  // enough to mend a program by

bool among(char c, const char* others) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c && std::strchr(others, c));
}

}  // namespace

bool isId(std::string_view text) {
    return !text.empty() && text.size() <= 64 && among(text[0], "") &&
           std::all_of(text.begin(), text.end(), [](char c) { return among(c, "_-"); });
}

bool isSku(std::string_view text) {
    return !text.empty() && text.size() <= 32 && text[0] != '-' &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
           });
}

bool isCurrency(std::string_view text) {
    return text.size() == 3 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool isLine(std::string_view text) {
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

Problem invalidBody(const std::vector<FieldError>& errors) {
    Problem problem{Code::InvalidBody};
    problem.members["errors"] = Json::array();
    for (const FieldError& error : errors)
        problem.members["errors"].push_back({{"pointer", error.pointer}, {"detail", error.detail}});
    problem.detail = errors.empty() ? "The body is not what is asked for."
                                    : (errors[0].pointer.empty() ? "The body" : errors[0].pointer) +
                                          " " + errors[0].detail + ".";
    return problem;
}

Fields::Fields(const Json& object, std::string pointer, std::vector<FieldError>& errors)
    : mObject(object), mPointer(std::move(pointer)), mErrors(errors) {
    if (!object.is_object() && mErrors.size() < kMostErrors)
        mErrors.push_back({mPointer, "has to be an object"});
}

void Fields::wrong(const char* name, std::string detail) {
    if (mErrors.size() < kMostErrors) mErrors.push_back({pointerTo(name), std::move(detail)});
}

bool Fields::has(const char* name) {
    mAsked.insert(name);
    const Json* value = member(mObject, name);
    return value && !value->is_null();
}

const Json* Fields::find(const char* name, const char* what) {
    mAsked.insert(name);
    if (!mObject.is_object()) return nullptr;  // told already
    const Json* value = member(mObject, name);
    if (!value) wrong(name, std::string("is missing; it has to be ") + what);
    return value;
}

std::string Fields::text(const char* name, size_t least, size_t most,
                         bool (*valid)(std::string_view), const char* what) {
    const Json* value = find(name, what);
    if (!value) return "";
    if (value->is_string()) {
        const auto& text = value->get_ref<const std::string&>();
        const size_t length = characters(text);
        if (length >= least && length <= most && (!valid || valid(text))) return text;
    }
    wrong(name, std::string("has to be ") + what);
    return "";
}

std::string Fields::optionalText(const char* name, size_t most, bool (*valid)(std::string_view),
                                 const char* what) {
    return has(name) ? text(name, 1, most, valid, what) : "";
}

bool wholeNumber(const Json& json, int64_t& out) {
    if (json.is_number_unsigned()) {
        const auto value = json.get<uint64_t>();
        if (value > INT64_MAX) return false;
        out = static_cast<int64_t>(value);
        return true;
    }
    if (json.is_number_integer()) {
        out = json.get<int64_t>();
        return true;
    }
    if (!json.is_number_float()) return false;
    const auto value = json.get<double>();
    if (!(std::abs(value) <= 9007199254740992.0) || value != std::floor(value)) return false;
    out = static_cast<int64_t>(value);
    return true;
}

int64_t Fields::integer(const char* name, int64_t least, int64_t most) {
    const std::string what =
        "a whole number from " + std::to_string(least) + " to " + std::to_string(most);
    const Json* value = find(name, what.c_str());
    if (!value) return 0;
    int64_t whole = 0;
    if (wholeNumber(*value, whole) && whole >= least && whole <= most) return whole;
    wrong(name, "has to be " + what);
    return 0;
}

double Fields::number(const char* name, double least, double most) {
    const Json* value = find(name, "a number");
    if (!value) return 0;
    if (value->is_number()) {
        const auto found = value->get<double>();
        if (found >= least && found <= most) return found;
    }
    wrong(name, "has to be a number from " + Json(least).dump() + " to " + Json(most).dump());
    return 0;
}

const Json* Fields::object(const char* name) {
    const Json* value = find(name, "an object");
    if (value && value->is_object()) return value;
    if (value) wrong(name, "has to be an object");
    return nullptr;
}

const Json* Fields::list(const char* name, size_t least, size_t most) {
    const std::string what =
        "a list of " + std::to_string(least) + " to " + std::to_string(most) + " items";
    const Json* value = find(name, what.c_str());
    if (value && value->is_array() && value->size() >= least && value->size() <= most) return value;
    if (value) wrong(name, "has to be " + what);
    return nullptr;
}

void Fields::nothingElse() {
    if (!mObject.is_object()) return;
    for (const auto& item : mObject.items()) {
        if (mAsked.count(item.key()) == 0)
            wrong(item.key().substr(0, 64).c_str(), "is not known here");
    }
}

}  // namespace vitrine::shop
