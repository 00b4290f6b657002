// Structured logs: one JSON object a line, so that whatever collects them needs no parser of its own.
//
//     log.write(Level::Info, "request", {{"status", 200}, {"ms", 1.2}});
//     {"at":"2026-11-26T15:04:05.123Z","event":"request","level":"info","ms":1.2,"status":200}
//
// Callers put nothing personal in: no addresses, no names, no tokens, no query strings.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace vitrine::backend {

enum class Level : uint8_t { Debug, Info, Warning, Error, Off };

/// Any thread may write; a line is written whole. Lines are dropped when the reader of a pipe is gone.
class Log {
public:
    /// Writes lines of at least `least` to a file descriptor that it does not own.
    Log(int descriptor, Level least) : mDescriptor(descriptor), mLeast(least) {}

    bool writes(Level level) const { return level >= mLeast && mLeast != Level::Off; }
    void write(Level level, const char* event, nlohmann::json members = {}) const;

private:
    int mDescriptor;
    Level mLeast;
};

}  // namespace vitrine::backend
