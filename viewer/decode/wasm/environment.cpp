// decode-environment.wasm: a file of light, as light and as background.
#include "decode/wasm/run.h"
#include "light/files/EnvironmentFile.h"

namespace vitrine::decode {

Result<RawBytes> run(const Parameters& parameters, Bytes bytes) {
    return light::decodeEnvironment(bytes, {parameters.at(0), parameters.at(1)});
}

}  // namespace vitrine::decode
