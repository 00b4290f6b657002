// Problem details (RFC 9457) as the shop's API gives them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "commerce/Reader.h"

namespace vitrine::commerce {

struct Problem {
    std::string code;                             ///< stable: "insufficient-stock"
    std::string detail;                           ///< a sentence with the numbers at fault
    int64_t status = 0;                           ///< HTTP
    std::string sku;                              ///< where the problem is about one, else empty
    std::optional<int64_t> requested, available;  ///< pieces, of insufficient-stock
};

/// The reader's status tells whether all was well.
Problem readProblem(const Node& root);
std::string toJson(const Problem& problem);

}  // namespace vitrine::commerce
