#include "http/Connection.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <chrono>

namespace vitrine::http {

namespace {

constexpr size_t kInBytes = 16 * 1024, kOutBytes = 64 * 1024;
constexpr int kSlice = 50;  // ms
constexpr int kLinger =
    500;  // ms for a client to read an answer before its unread body breaks the line
constexpr size_t kLingerBytes = 256 * 1024;

int64_t now() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

/// The events that came, or 0 after `milliseconds`.
int waitFor(int descriptor, short events, int64_t milliseconds) {
    pollfd one{descriptor, events, 0};
    const int64_t until = now() + milliseconds;
    for (;;) {
        const int n = ::poll(&one, 1, static_cast<int>(std::max<int64_t>(0, until - now())));
        if (n > 0) return one.revents;
        if (n == 0 || errno != EINTR) return 0;
    }
}

}  // namespace

Connection::Connection(int socket, int wake, const Limits& limits)
    : mSocket(socket), mWake(wake), mLimits(limits) {
    mIn.reserve(kInBytes);
}

bool Connection::waitForRequest(int grace, bool (*mayWait)(void*), void* context) {
    mInHead = true;
    mSeenLine = false;
    mHeadBytes = 0;
    mRefusal = Refusal::None;
    mFault = Fault::Kind::None;
    const int64_t began = now(), until = began + mLimits.idleTime;
    while (mInAt == mIn.size()) {
        const int64_t left = until - now();
        if (left <= 0 || (now() - began >= grace && !mayWait(context))) return false;
        pollfd both[] = {{mSocket, POLLIN, 0}, {mWake, POLLIN, 0}};
        const int n = ::poll(both, 2, static_cast<int>(std::min<int64_t>(left, kSlice)));
        if (n < 0 && errno != EINTR) return false;
        if (n <= 0) continue;
        if (both[0].revents) {
            mDeadline = now() + mLimits.requestTime;
            if (!fill()) return false;
            continue;
        }
        return false;  // the server stops, and nothing has come
    }
    mDeadline = now() + mLimits.requestTime;
    return true;
}

bool Connection::fill() {
    mIn.clear();
    mInAt = 0;
    if (!waitFor(mSocket, POLLIN, mDeadline - now())) {
        mRefusal = Refusal::TooSlow;
        return false;
    }
    mIn.resize(kInBytes);
    ssize_t n = 0;
    do {
        n = ::recv(mSocket, mIn.data(), mIn.size(), 0);
    } while (n < 0 && errno == EINTR);
    mIn.resize(n > 0 ? static_cast<size_t>(n) : 0);
    if (n <= 0) mBroken = true;
    return n > 0;
}

ssize_t Connection::read(char* to, size_t size) {
    if (mRefusal != Refusal::None || mBroken || size == 0) return -1;
    if (mInAt == mIn.size()) {
        // "100 Continue" may be waiting to be sent.
        if (!mOut.empty() && !flush()) return -1;
        if (!fill()) return mBroken ? 0 : -1;
    }
    const size_t n = std::min(size, mIn.size() - mInAt);
    mIn.copy(to, n, mInAt);
    mInAt += n;
    if (mInHead) {
        mHeadBytes += n;
        if (std::find(to, to + n, '\n') != to + n) mSeenLine = true;
        if (!mSeenLine && mHeadBytes > mLimits.pathBytes) mRefusal = Refusal::PathTooLong;
        if (mHeadBytes > mLimits.headBytes) mRefusal = Refusal::HeadTooLong;
        if (mRefusal != Refusal::None) return -1;
    }
    return static_cast<ssize_t>(n);
}

bool Connection::is_readable() const {
    return mInAt < mIn.size() || waitFor(mSocket, POLLIN, mDeadline - now()) != 0;
}

ssize_t Connection::write(const char* from, size_t size) {
    if (mBroken) return -1;
    if (mRefusal == Refusal::None) {
        mOut.append(from, size);
        if (mOut.size() >= kOutBytes && !flush()) return -1;
    }
    return static_cast<ssize_t>(size);
}

void Connection::refuse(const std::string& answer) {
    mOut = answer;
    flush();
}

bool Connection::send(const char* from, size_t size) {
    while (size > 0) {
        const ssize_t n = ::send(mSocket, from, size, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n > 0) {
            mSent += static_cast<uint64_t>(n);
            from += n;
            size -= static_cast<size_t>(n);
        } else if (n < 0 && errno == EINTR) {
            continue;
        } else if (n == 0 || (errno != EAGAIN && errno != EWOULDBLOCK) ||
                   !waitFor(mSocket, POLLOUT, mLimits.writeTime)) {
            mBroken = true;
            return false;
        }
    }
    return true;
}

bool Connection::flush() {
    if (mBroken) return false;
    std::string out;
    out.swap(mOut);
    if (mFault == Fault::Kind::None || out.empty()) return send(out.data(), out.size());
    if (mFault != Fault::Kind::Drop) send(out.data(), out.size() / 2);
    if (mFault == Fault::Kind::Stall) {
        // Until the client gives up, or the server stops.
        pollfd both[] = {{mSocket, POLLRDHUP, 0}, {mWake, POLLIN, 0}};
        ::poll(both, 2, mLimits.stallTime);
    }
    mBroken = true;
    return false;
}

void Connection::close(bool unread) {
    ::shutdown(mSocket, SHUT_WR);
    if (!unread) return;
    // Closing with bytes unread sends a reset, which would take the answer from the client.
    char waste[4096];
    const int64_t until = now() + kLinger;
    for (size_t bytes = 0; bytes < kLingerBytes;) {
        if (!waitFor(mSocket, POLLIN, until - now())) return;
        const ssize_t n = ::recv(mSocket, waste, sizeof waste, 0);
        if (n <= 0) return;
        bytes += static_cast<size_t>(n);
    }
}

// Nobody is told where visitors are.
void Connection::get_remote_ip_and_port(std::string& ip, int& port) const {
    ip.clear();
    port = 0;
}

void Connection::get_local_ip_and_port(std::string& ip, int& port) const {
    ip.clear();
    port = 0;
}

}  // namespace vitrine::http
