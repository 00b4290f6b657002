// decode-draco.wasm: one Draco primitive.
#include "decode/Draco.h"
#include "base/Fail.h"
#include "decode/wasm/run.h"

namespace vitrine::decode {

Result<RawBytes> run(const Parameters& parameters, Bytes bytes) {
    DracoJob job;
    job.indices = parameters.at(0);
    job.vertices = parameters.at(1);
    const uint32_t attributes = parameters.at(2);
    if (parameters.count < 3 || attributes != (parameters.count - 3) / 3)
        return fail(ErrorCode::Internal,
                    {parameters.count, " words for ", attributes, " attributes"});
    for (uint32_t i = 0; i < attributes; ++i) {
        const uint32_t at = 3 + 3 * i;
        job.attributes.push_back({parameters.at(at), parameters.at(at + 1), parameters.at(at + 2)});
    }
    return decodeDraco(bytes, job);
}

}  // namespace vitrine::decode
