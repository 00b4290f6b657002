// Events of the core in words, for the log.
#pragma once

#include <string>

namespace vitrine::inspector {

/// `event`: JSON, see Events.h. "request  shoe/body.glb  48.2 KiB"; empty for what is no news.
std::string describe(const std::string& event);

/// "48.2 KiB"
std::string bytes(uint64_t count);
/// As few digits as are worth reading.
std::string text(double number, int decimals = 2);

}  // namespace vitrine::inspector
