#include <cmath>
#include <nlohmann/json.hpp>

#include "look/Look.h"

// Only the inspector writes looks, so this is a file of its own.
namespace vitrine::look {

std::string writeLook(const Look& look) {
    nlohmann::json json = {{"look", 1}};
    for (const auto& [name, value] : look.attributes) json["attributes"][name] = *value;
    for (const TunedFactor& tuned : look.factors) {
        nlohmann::json& out = json["materials"][tuned.material][tuned.factor->name];
        // As few digits as tell the float: 0.6, not 0.6000000238418579.
        const auto shorter = [](float n) { return std::round(double{n} * 1e6) / 1e6; };
        out = nullptr;
        for (int i = 0; i < tuned.factor->count; ++i) {
            const double number = shorter(tuned.numbers[static_cast<size_t>(i)]);
            if (tuned.factor->count == 1) {
                out = number;
            } else {
                out.push_back(number);
            }
        }
    }
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace vitrine::look
