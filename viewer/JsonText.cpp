#include "JsonText.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace vitrine {

using Json = nlohmann::json;

JsonText& JsonText::add(const char* name, std::string_view value) {
    return addRaw(name, text(value));
}

JsonText& JsonText::add(const char* name, double value) {
    return addRaw(name, number(value));
}

JsonText& JsonText::addRaw(const char* name, std::string_view json) {
    if (mText.size() > 1) mText += ',';
    mText += '"';
    mText += name;
    mText += "\":";
    mText += json;
    return *this;
}

std::string JsonText::take() {
    mText += '}';
    return std::move(mText);
}

std::string JsonText::text(std::string_view value) {
    return Json(std::string(value)).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string JsonText::number(double value) {
    return Json(value).dump();
}

}  // namespace vitrine
