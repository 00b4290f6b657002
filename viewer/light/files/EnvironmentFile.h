// Files of light (.hdr; .ktx and .ktx2 as panorama or cube), read by a module of its own: see decode/wasm/exports.h and
// docs/decisions/0008-decoders-apart.md.
#pragma once

#include "base/Bytes.h"
#include "base/RawBytes.h"
#include "base/Result.h"
#include "light/Environment.h"

namespace vitrine::light {

/// The file as a panorama, linear and finite values of 0 or more; wider than `maxWidth` it is halved by averaging. A cube's
/// direction is the one by which GL looks it up. Errors: BadEnvironment, TooLarge.
Result<Equirect> readEnvironment(Bytes file, uint32_t maxWidth);

/// What is wanted of a file: its greatest width as light and as background; 0: not as that.
struct EnvironmentJob {
    uint32_t lightWidth = 0, skyWidth = 0;
};

/// What is wanted, as light/EnvironmentPixels.h has it.
Result<RawBytes> decodeEnvironment(Bytes file, const EnvironmentJob& job);

}  // namespace vitrine::light
