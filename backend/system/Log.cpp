#include "system/Log.h"

#include <unistd.h>

#include "system/Clock.h"

namespace vitrine::backend {

namespace {
constexpr const char* kNames[] = {"debug", "info", "warning", "error"};
}

void Log::write(Level level, const char* event, nlohmann::json members) const {
    if (!writes(level) || level == Level::Off) return;
    if (!members.is_object()) members = nlohmann::json::object();
    members["at"] = timestamp(systemTime());
    members["level"] = kNames[static_cast<size_t>(level)];
    members["event"] = event;
    std::string line = members.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    line += '\n';
    // One call: lines of several threads do not mix (POSIX: O_APPEND files, and pipes up to PIPE_BUF).
    for (size_t done = 0; done < line.size();) {
        const ssize_t n = ::write(mDescriptor, line.data() + done, line.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return;
        done += static_cast<size_t>(n);
    }
}

}  // namespace vitrine::backend
