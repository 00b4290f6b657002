// The decoder modules' jobs, run in-process. What the words and the answers are: viewer/decode/wasm/exports.h.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/Bytes.h"
#include "base/RawBytes.h"
#include "base/Result.h"

namespace vitrine::poster {

/// `decoder` is "mesh", "draco" or "environment". Errors: BadCompression, BadEnvironment, TooLarge, Decoder (there is none of that name).
Result<RawBytes> runDecoder(const std::string& decoder, const std::vector<int32_t>& parameters,
                            Bytes bytes);

}  // namespace vitrine::poster
