// Faults on demand, so that clients can be tested against a server that misbehaves as the internet does.
//
//     --inject latency=200ms,errors=0.1,drop=0.05,truncate=0.05,stall=0.02,seed=1
//
// latency   every answer waits so long
// errors    503 `injected`, and nothing is carried out
// drop      carried out, and the connection closes without an answer
// truncate  carried out, and the connection closes in the middle of the answer
// stall     carried out, and after half of the answer nothing more comes
//
// The others are shares of the requests, 0 to 1, decided by the seed: the same requests in the same order meet the same
// faults. Only calls below /v1/ are affected; files and /healthz are not.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "base/Result.h"

namespace vitrine::http {

struct Fault {
    enum class Kind : uint8_t { None, Error, Drop, Truncate, Stall };
    Kind kind = Kind::None;
    int latency = 0;  ///< ms
};

class Faults {
public:
    Faults() = default;
    Faults(const Faults& other) { *this = other; }
    Faults& operator=(const Faults& other);

    /// A sentence when the text cannot be read.
    static vitrine::Result<Faults, std::string> parse(const std::string& text);

    bool any() const { return mAny; }
    /// What happens to the next request. Any thread may call.
    Fault draw(const std::string& path) const;

private:
    bool mAny = false;
    int mLatency = 0;
    double mErrors = 0, mDrop = 0, mTruncate = 0, mStall = 0;
    uint64_t mSeed = 1;
    mutable std::atomic<uint64_t> mDrawn{0};
};

}  // namespace vitrine::http
