// Lists as JSON.
#pragma once

#include <string>

namespace vitrine::commerce {

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
