#include "render/FixedParameters.h"

#include <algorithm>
#include <string_view>

namespace vitrine::render {
namespace {

using std::string_view;
using Members = std::array<string_view, std::tuple_size<decltype(FixedParameters::values)>::value>;

constexpr string_view kBlock = "uniform MaterialParams", kAccess = "materialParams.";

bool isNamePart(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// For each value what the text calls the member of the block that it belongs to; empty where there is none.
Members membersOf(string_view text, const FixedParameters& fixed) {
    Members members;
    size_t at = text.find(kBlock);
    for (size_t i = 0; i < fixed.count && at != string_view::npos; ++i) {
        if (i > 0 && fixed.names[i].parameter == fixed.names[i - 1].parameter) {
            members[i] = members[i - 1];
            continue;
        }
        // "highp vec4 v[3];": the name comes last, before the array's size.
        at = text.find(';', at + 1);
        if (at == string_view::npos) break;
        const size_t end = text[at - 1] == ']' ? text.rfind('[', at) : at;
        size_t first = end;
        while (isNamePart(text[first - 1])) --first;
        members[i] = text.substr(first, end - first);
    }
    return members;
}

bool startsWith(string_view text, string_view with) {
    return text.substr(0, with.size()) == with;
}

/// A line that is made of numbers alone has to say so, or what depends on it would not count as constant.
bool becomesConstant(string_view line) {
    if (!startsWith(line, "int _") && !startsWith(line, "bool _")) return false;
    const size_t equals = line.find(" = ");
    return equals != string_view::npos &&
           line.find_first_not_of(" 0123456789()&|<>!=;int\n", equals) == string_view::npos;
}

}  // namespace

std::string fixParameters(const std::string& text, const FixedParameters& fixed) {
    const Members members = membersOf(text, fixed);
    std::string out, line;
    for (string_view rest = text; !rest.empty();) {
        const size_t access = std::min(rest.find(kAccess), rest.size());
        const size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
        const bool ends = end <= access;
        line += rest.substr(0, ends ? end : access);
        rest.remove_prefix(ends ? end : access);
        if (ends) {
            if (becomesConstant(line)) out += "const ";
            out += line;
            line.clear();
            continue;
        }
        size_t i = 0, size = 0;
        for (; i < fixed.count; ++i) {
            const string_view name = rest.substr(kAccess.size()),
                              component = fixed.names[i].component;
            size = members[i].size() + component.size();
            if (fixed.values[i] != FixedParameters::kFree && !members[i].empty() &&
                startsWith(name, members[i]) &&
                startsWith(name.substr(members[i].size()), component) && !isNamePart(name[size])) {
                break;
            }
        }
        if (i < fixed.count) {
            line += std::to_string(fixed.values[i]);
            rest.remove_prefix(kAccess.size() + size);
        } else {
            line += kAccess;
            rest.remove_prefix(kAccess.size());
        }
    }
    return out + line;
}

}  // namespace vitrine::render
