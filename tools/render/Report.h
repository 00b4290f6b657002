// What vitrine-render says about its work, for people or as JSON.
#pragma once

#include <string>
#include <vector>

#include "base/Error.h"
#include "tools/render/Options.h"

namespace vitrine::poster {

struct WrittenFile {
    std::string file;
    size_t bytes = 0;
};

/// Prints the pictures that were written: JSON on stdout where the options say so, else warnings on stderr.
void report(const Options& options, const PosterReport& model,
            const std::vector<WrittenFile>& files);

/// Prints what went wrong on stderr, and as JSON on stdout where the options say so.
void reportFailure(bool json, const Error& error);

}  // namespace vitrine::poster
