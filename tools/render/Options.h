// The command line of vitrine-render.
#pragma once

#include <cstdint>
#include <string>

#include "base/Result.h"
#include "tools/render/Render.h"

namespace vitrine::poster {

struct Options {
    PosterOptions poster;
    std::string output;   ///< .webp or .png
    uint32_t frames = 1;  ///< more than one: a turntable in numbered files
    int quality = 90;     ///< of WebP, 1 … 100
    bool json = false;    ///< the report is JSON on stdout
    bool help = false;
};

extern const char* const kUsage;

/// Error: BadSetting, a sentence about the argument at fault.
Result<Options> parseOptions(int count, const char* const* arguments);

/// The file of a frame: "shoe.webp" itself, or "shoe-007.webp" of a turntable.
std::string frameFile(const Options& options, uint32_t frame);

}  // namespace vitrine::poster
