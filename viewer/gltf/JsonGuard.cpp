#include "gltf/JsonGuard.h"

#include "gltf/Fail.h"
#include "gltf/Limits.h"

namespace vitrine::gltf {

Status guardJson(Bytes text) {
    uint32_t depth = 0, values = 0;
    for (size_t i = 0; i < text.size; ++i) {
        switch (text.data[i]) {
            case '"':
                for (++i; i < text.size && text.data[i] != '"'; ++i) {
                    if (text.data[i] == '\\') ++i;
                }
                break;
            case '[':
            case '{':
                if (++depth > kMaxJsonDepth) {
                    return fail(ErrorCode::BadJson, {"The JSON nests deeper than ", kMaxJsonDepth,
                                                     " levels at byte ", i, "."});
                }
                ++values;
                break;
            case ']':
            case '}':
                if (depth > 0) --depth;  // the parser will complain
                break;
            case ',':
                if (++values > kMaxJsonValues) {
                    return fail(ErrorCode::BadJson,
                                {"The JSON holds more than ", kMaxJsonValues, " values."});
                }
                break;
            default:
                break;
        }
    }
    if (depth > 0) {
        return fail(ErrorCode::BadJson, {"The JSON ends with ", depth, " brackets still open."});
    }
    return {};
}

}  // namespace vitrine::gltf
