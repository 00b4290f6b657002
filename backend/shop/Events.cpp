#include "shop/Events.h"

#include <algorithm>

#include "shop/Fields.h"

namespace vitrine::shop {

namespace {

constexpr double kWeek = 604800000;  // ms

template <size_t N>
bool oneOf(std::string_view text, const char* const (&words)[N]) {
    return std::any_of(std::begin(words), std::end(words),
                       [&](const char* word) { return text == word; });
}

bool isType(std::string_view text) {
    return oneOf(text, {"view", "preview", "load", "interaction", "option", "cart", "order",
                        "error", "timing"});
}

bool isKind(std::string_view text) {
    return oneOf(text,
                 {"rotate", "zoom", "pan", "hotspot", "dimensions", "animation", "ar", "capture"});
}

bool isCode(std::string_view text) {
    return text[0] >= 'a' && text[0] <= 'z' && text.find('_') == std::string_view::npos &&
           isId(text);
}

bool isPage(std::string_view text) {
    return text.size() >= 8 && text.size() <= 64 &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-';
           });
}

Json readTimings(const Json& json, const std::string& pointer, std::vector<FieldError>& errors) {
    Fields fields(json, pointer, errors);
    Json timings = Json::object();
    for (const char* name :
         {"preview", "load", "frameP50", "frameP95", "frameP99", "optionSwitch"}) {
        if (fields.has(name)) timings[name] = fields.number(name, 0, kWeek);
    }
    return timings;
}

Json readEvent(const Json& json, const std::string& pointer, std::vector<FieldError>& errors) {
    Fields fields(json, pointer, errors);
    Json event = Json::object();
    event["type"] = fields.text("type", isType, "a type of event");
    event["at"] = fields.number("at", 0, kWeek);
    const auto keep = [&](const char* name, bool (*valid)(std::string_view), const char* what) {
        if (fields.has(name)) event[name] = fields.text(name, valid, what);
    };
    keep("productId", isId, "an id");
    keep("variantId", isId, "an id");
    keep("hotspotId", isId, "an id");
    keep("sku", isSku, "a SKU");
    keep("kind", isKind, "a kind of interaction");
    keep("code", isCode, "a code of an error");
    if (fields.has("quantity")) event["quantity"] = fields.integer("quantity", 1, 99);
    if (fields.has("status")) event["status"] = fields.integer("status", 0, 599);
    if (fields.has("timings")) {
        if (const Json* timings = fields.object("timings"))
            event["timings"] = readTimings(*timings, fields.pointerTo("timings"), errors);
    }
    return event;
}

}  // namespace

Result<EventBatch> readEventBatch(std::string_view body) {
    const std::optional<Json> json = parseJson(body);
    if (!json)
        return Problem{Code::BadJson, "The body is not JSON in UTF-8, or is nested too deeply."};
    std::vector<FieldError> errors;
    Fields fields(*json, "", errors);
    EventBatch batch;
    batch.page = fields.text("page", isPage, "8 to 64 of A–Z, a–z, 0–9, _ and -");
    batch.sequence = fields.integer("sequence", 0, 1000000);
    batch.events = Json::array();
    const Json* events = fields.list("events", 1, 100);
    if (!errors.empty()) return invalidBody(errors);
    for (size_t i = 0; i < events->size(); ++i) {
        std::vector<FieldError> faults;
        Json event = readEvent((*events)[i], "/events/" + std::to_string(i), faults);
        if (faults.empty()) {
            batch.events.push_back(std::move(event));
        } else {
            ++batch.dropped;
            if (errors.empty()) errors = std::move(faults);
        }
    }
    if (batch.events.empty()) return invalidBody(errors);
    return batch;
}

}  // namespace vitrine::shop
