// The command line.
#pragma once

#include <string>

#include "Pack.h"

namespace vitrine::pack {

struct Arguments {
    enum class Mode : uint8_t { Pack, Help, Version, Wrong };
    Mode mode = Mode::Pack;
    std::string wrong;  ///< what is, for Mode::Wrong
    std::string input, output;
    std::string poster;      ///< the file that --poster names, or ""
    bool drawPoster = true;  ///< where none is named
    bool json = false;
    Options options;
};

Arguments parseArguments(int argc, const char* const* argv);

extern const char* const kUsage;

}  // namespace vitrine::pack
