// The time of day, as something that is handed in, so that tests can say what time it is.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace vitrine::backend {

/// Milliseconds since 1970-01-01 UTC. Any thread may call it.
using Clock = std::function<int64_t()>;

inline int64_t systemTime() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

/// RFC 3339, UTC, with milliseconds: "2026-11-26T15:04:05.123Z".
std::string timestamp(int64_t milliseconds);

}  // namespace vitrine::backend
