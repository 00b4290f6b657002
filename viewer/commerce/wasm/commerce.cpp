// commerce.wasm: checks answers of the shop's API. Its boundary is that of the decoders, decode/wasm/exports.h:
//
//   parameters    [AnswerKind (0 product, 1 page of products, 2 cart, 3 order, 4 problem), bytes of the URL]
//   bytes         the URL that answered, then the answer's body
//   result        JSON with checked values under the contract's names
#include "base/Fail.h"
#include "commerce/Answer.h"
#include "decode/wasm/run.h"

namespace vitrine::decode {

Result<RawBytes> run(const Parameters& parameters, Bytes bytes) {
    const uint32_t kind = parameters.at(0), length = parameters.at(1);
    if (kind >= commerce::kAnswerKinds || length > bytes.size)
        return fail(ErrorCode::Internal, {"no kind of answer ", kind, ", or no URL of ", length});
    const std::string url(reinterpret_cast<const char*>(bytes.data), length);
    const Bytes body{bytes.data + length, bytes.size - length};
    Result<std::string> text =
        commerce::readAnswer(static_cast<commerce::AnswerKind>(kind), body, url);
    if (!text) return std::move(text).error();
    return RawBytes(text->begin(), text->end());
}

}  // namespace vitrine::decode
