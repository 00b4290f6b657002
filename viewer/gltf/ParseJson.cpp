#include "gltf/ParseJson.h"

namespace vitrine::gltf {

using nlohmann::json;

// json::parse() without its second parser for callbacks, which weighs 8 KB in the wasm.
bool parseJson(Bytes text, json& root) {
    const char* begin = reinterpret_cast<const char*>(text.data);
    using Input = decltype(nlohmann::detail::input_adapter(begin, begin));
    nlohmann::detail::json_sax_dom_parser<json> tree(root, false);
    nlohmann::detail::parser<json, Input> parser(
        nlohmann::detail::input_adapter(begin, begin + text.size), nullptr, false);
    return parser.sax_parse(&tree, true);
}

}  // namespace vitrine::gltf
