// URLs that the shop's API names: models, posters, environments.
//
// They may lie on another origin (a CDN), so unlike in a model (gltf/Uri.h) the folder is no border. But only http and
// https are followed, never with a name and password inside, and never with control characters, which browsers drop
// ("java\nscript:").
#pragma once

#include <string>

#include "base/Result.h"

namespace vitrine::commerce {

/// The URL to fetch for `given`, as found in the answer of `base` (absolute, http or https). Percent-encodes nothing and
/// leaves dot segments, which is what fetch() does anyway. Errors: BlockedUri, whose message completes "'…' of … ".
Result<std::string> resolveHttpUrl(const std::string& base, const std::string& given);

}  // namespace vitrine::commerce
