// Milliseconds for measuring; not the page's clock, which comes in as an argument where motion depends on it.
#pragma once

#include <chrono>

namespace vitrine {

inline double nowMs() {
    using namespace std::chrono;
    return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace vitrine
