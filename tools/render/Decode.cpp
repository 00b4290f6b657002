#include "tools/render/Decode.h"

#include "decode/wasm/run.h"

// Each module's `run`, compiled under a name of its own (see CMakeLists.txt).
namespace vitrine::decode {

Result<RawBytes> runMesh(const Parameters& parameters, Bytes bytes);
Result<RawBytes> runDraco(const Parameters& parameters, Bytes bytes);
Result<RawBytes> runEnvironment(const Parameters& parameters, Bytes bytes);

}  // namespace vitrine::decode

namespace vitrine::poster {

Result<RawBytes> runDecoder(const std::string& decoder, const std::vector<int32_t>& parameters,
                            Bytes bytes) {
    const decode::Parameters words{parameters.data(), static_cast<uint32_t>(parameters.size())};
    if (decoder == "mesh") return decode::runMesh(words, bytes);
    if (decoder == "draco") return decode::runDraco(words, bytes);
    if (decoder == "environment") return decode::runEnvironment(words, bytes);
    return Error{ErrorCode::Decoder, "There is no decoder \"" + decoder + "\"."};
}

}  // namespace vitrine::poster
