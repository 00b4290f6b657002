#include "http/Faults.h"

#include <cerrno>
#include <cstdlib>

namespace vitrine::http {

namespace {

constexpr int kLongestLatency = 60000;  // ms

/// Sebastiano Vigna's splitmix64: a good number out of every seed.
double randomShare(uint64_t seed) {
    uint64_t z = seed + 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    z ^= z >> 31;
    return static_cast<double>(z >> 11) / static_cast<double>(uint64_t(1) << 53);
}

/// A number with an optional unit; false for anything else.
bool readNumber(const std::string& text, const char* unit, double most, double& out) {
    char* end = nullptr;
    out = std::strtod(text.c_str(), &end);
    return end != text.c_str() && (*end == '\0' || std::string(end) == unit) && out >= 0 &&
           out <= most;
}

}  // namespace

Faults& Faults::operator=(const Faults& other) {
    mAny = other.mAny;
    mLatency = other.mLatency;
    mErrors = other.mErrors;
    mDrop = other.mDrop;
    mTruncate = other.mTruncate;
    mStall = other.mStall;
    mSeed = other.mSeed;
    return *this;
}

vitrine::Result<Faults, std::string> Faults::parse(const std::string& text) {
    Faults faults;
    faults.mAny = true;
    for (size_t at = 0; at < text.size();) {
        const size_t end = std::min(text.find(',', at), text.size());
        const std::string item = text.substr(at, end - at);
        at = end + 1;
        const size_t equals = item.find('=');
        const std::string name = item.substr(0, equals);
        const std::string value = equals == std::string::npos ? "" : item.substr(equals + 1);
        double number = 0;
        bool good = false;
        if (name == "latency") {
            good = readNumber(value, "ms", kLongestLatency, number);
            faults.mLatency = static_cast<int>(number);
        } else if (name == "seed") {
            good = readNumber(value, "", 1e15, number);
            faults.mSeed = static_cast<uint64_t>(number);
        } else {
            good = readNumber(value, "", 1, number);
            if (name == "errors") {
                faults.mErrors = number;
            } else if (name == "drop") {
                faults.mDrop = number;
            } else if (name == "truncate") {
                faults.mTruncate = number;
            } else if (name == "stall") {
                faults.mStall = number;
            } else {
                return "there is no fault " + name +
                       "; there are latency, errors, drop, truncate, stall and seed";
            }
        }
        if (!good) return std::string("its value cannot be read: ").append(item);
    }
    if (faults.mErrors + faults.mDrop + faults.mTruncate + faults.mStall > 1)
        return std::string("the shares are more than 1 together");
    return faults;
}

Fault Faults::draw(const std::string& path) const {
    Fault fault;
    if (!mAny || path.compare(0, 4, "/v1/") != 0) return fault;
    fault.latency = mLatency;
    double share = randomShare(mSeed * 0x100000001b3u + mDrawn++);
    const std::pair<double, Fault::Kind> kinds[] = {{mErrors, Fault::Kind::Error},
                                                    {mDrop, Fault::Kind::Drop},
                                                    {mTruncate, Fault::Kind::Truncate},
                                                    {mStall, Fault::Kind::Stall}};
    for (const auto& [part, kind] : kinds) {
        if (share < part) {
            fault.kind = kind;
            break;
        }
        share -= part;
    }
    return fault;
}

}  // namespace vitrine::http
