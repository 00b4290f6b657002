#include "shop/Requests.h"

#include <algorithm>

#include "shop/Fields.h"

namespace vitrine::shop {

namespace {

constexpr int64_t kMostMoney = 9007199254740991;  // what JavaScript can count

Problem badJson() {
    return {Code::BadJson, "The body is not JSON in UTF-8, or is nested more than 32 deep."};
}

bool isEmail(std::string_view text) {
    const size_t at = text.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find('@', at + 1) == std::string_view::npos && isLine(text) &&
           text.find(' ') == std::string_view::npos;
}

bool isCountry(std::string_view text) {
    return text.size() == 2 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

constexpr const char* kLine = "one line of 1 to 200 characters";

Json readCustomer(const Json& json, const std::string& pointer, std::vector<FieldError>& errors) {
    Fields fields(json, pointer, errors);
    Json customer = {
        {"name", fields.text("name", 1, 200, isLine, kLine)},
        {"email", fields.text("email", 3, 254, isEmail, "an e-mail address")},
    };
    fields.nothingElse();
    return customer;
}

Json readAddress(const Json& json, const std::string& pointer, std::vector<FieldError>& errors) {
    Fields fields(json, pointer, errors);
    Json address = {
        {"street", fields.text("street", 1, 200, isLine, kLine)},
        {"city", fields.text("city", 1, 200, isLine, kLine)},
        {"postalCode", fields.text("postalCode", 1, 20, isLine, "one line of 1 to 20 characters")},
        {"country", fields.text("country", isCountry, "a country of two letters (ISO 3166-1)")},
    };
    fields.nothingElse();
    return address;
}

}  // namespace

Result<NewCartItem> readNewCartItem(std::string_view body) {
    const std::optional<Json> json = parseJson(body);
    if (!json) return badJson();
    std::vector<FieldError> errors;
    Fields fields(*json, "", errors);
    NewCartItem item;
    item.sku = fields.text("sku", isSku, "a SKU of 1 to 32 of A–Z, 0–9 and -");
    item.quantity = fields.integer("quantity", 1, kMostOfOneThing);
    fields.nothingElse();
    if (!errors.empty()) return invalidBody(errors);
    return item;
}

Result<int64_t> readCartLineChange(std::string_view body) {
    const std::optional<Json> json = parseJson(body);
    if (!json) return badJson();
    std::vector<FieldError> errors;
    Fields fields(*json, "", errors);
    const int64_t quantity = fields.integer("quantity", 0, kMostOfOneThing);
    fields.nothingElse();
    if (!errors.empty()) return invalidBody(errors);
    return quantity;
}

Result<NewOrder> readNewOrder(std::string_view body) {
    const std::optional<Json> json = parseJson(body);
    if (!json) return badJson();
    std::vector<FieldError> errors;
    Fields fields(*json, "", errors);
    NewOrder order;
    if (const Json* total = fields.object("expectedTotal")) {
        Fields money(*total, fields.pointerTo("expectedTotal"), errors);
        order.expectedTotal.amount = money.integer("amount", 0, kMostMoney);
        order.expectedTotal.currency =
            money.text("currency", isCurrency, "a currency of three letters (ISO 4217)");
        money.nothingElse();
    }
    if (const Json* customer = fields.object("customer"))
        order.customer = readCustomer(*customer, fields.pointerTo("customer"), errors);
    if (fields.has("shippingAddress")) {
        if (const Json* address = fields.object("shippingAddress"))
            order.shippingAddress =
                readAddress(*address, fields.pointerTo("shippingAddress"), errors);
    }
    fields.nothingElse();
    if (!errors.empty()) return invalidBody(errors);
    return order;
}

}  // namespace vitrine::shop
