// Money as the shop's API has it: a whole number of the currency's minor units, never a fraction.
#pragma once

#include <cstdint>
#include <string>

#include "commerce/Reader.h"

namespace vitrine::commerce {

/// What a JavaScript number holds exactly.
constexpr int64_t kMaxAmount = (int64_t(1) << 53) - 1;

struct Money {
    int64_t amount = 0;    ///< minor units: 12800 EUR is €128.00, 12800 JPY is ¥12,800
    std::string currency;  ///< ISO 4217: three capital letters

    bool operator==(const Money& other) const {
        return amount == other.amount && currency == other.currency;
    }
};

Money readMoney(const Node& node);
std::string toJson(const Money& money);

}  // namespace vitrine::commerce
