// Lists and whole numbers as JSON. (JsonText writes numbers as doubles, "12.0", which read as fractions.)
#pragma once

#include <cstdint>
#include <string>

namespace vitrine::commerce {

inline std::string whole(int64_t number) {
    return std::to_string(number);
}

/// "[…]" of what `write` makes of each entry.
template <typename List, typename Write>
std::string list(const List& entries, Write write) {
    std::string json = "[";
    for (const auto& entry : entries) {
        if (json.size() > 1) json += ',';
        json += write(entry);
    }
    return json + ']';
}

}  // namespace vitrine::commerce
