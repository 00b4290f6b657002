// A client's connection as cpp-httplib reads and writes it, with the limits that httplib lacks: how long a request may
// take to arrive in all, how many bytes its headers may have, how long a client may not read. Also where injected faults
// happen.
//
// httplib asks for single bytes and writes an answer in pieces; both are buffered here. One thread at a time.
#pragma once

#include <httplib.h>

#include <string>

#include "http/Faults.h"

namespace vitrine::http {

struct Limits {
    size_t headBytes = 16 * 1024;  ///< request line and headers
    size_t pathBytes = 4 * 1024;   ///< request line
    int requestTime = 10000;       ///< ms from a request's first byte to its last
    int writeTime = 15000;         ///< ms without the client reading anything
    int idleTime = 15000;          ///< ms between two requests
    int stallTime = 30000;         ///< ms that an injected stall lasts
    size_t requestsEach = 100000;  ///< of one connection
    size_t connections = 256;      ///< at the same time; more wait
    size_t waiting = 256;          ///< more than these are turned away
    int stopTime = 8000;           ///< ms for requests that are under way when the server stops
};

class Connection final : public httplib::Stream {
public:
    /// `wake` becomes readable when the server stops. Does not own the descriptors.
    Connection(int socket, int wake, const Limits& limits);

    enum class Refusal : uint8_t { None, TooSlow, HeadTooLong, PathTooLong };

    /// Waits for the first byte of a request: `grace` ms, and then, in slices, as long as `mayWait` agrees. False when
    /// none comes.
    bool waitForRequest(int grace, bool (*mayWait)(void*), void* context);
    /// The headers are read; what follows is a body.
    void headIsRead() { mInHead = false; }
    /// Why the request cannot be read to its end. From then on nothing is read, and what httplib writes goes nowhere.
    Refusal refusal() const { return mRefusal; }
    /// Sends this in place of what httplib wrote.
    void refuse(const std::string& answer);

    /// What happens to the answer.
    void inject(Fault::Kind kind) { mFault = kind; }
    /// Sends what is buffered; false when the client is gone.
    bool flush();
    /// Ends it so that the client can still read the answer.
    void close(bool unread);
    bool broken() const { return mBroken; }
    uint64_t sent() const { return mSent; }

    bool is_readable() const override;
    bool is_writable() const override { return !mBroken; }
    ssize_t read(char* to, size_t size) override;
    ssize_t write(const char* from, size_t size) override;
    void get_remote_ip_and_port(std::string& ip, int& port) const override;
    void get_local_ip_and_port(std::string& ip, int& port) const override;
    socket_t socket() const override { return mSocket; }

private:
    bool fill();
    bool send(const char* from, size_t size);

    const int mSocket, mWake;
    const Limits& mLimits;
    std::string mIn;
    size_t mInAt = 0;
    std::string mOut;
    bool mInHead = true;
    bool mSeenLine = false;
    size_t mHeadBytes = 0;
    int64_t mDeadline = 0;
    Refusal mRefusal = Refusal::None;
    Fault::Kind mFault = Fault::Kind::None;
    bool mBroken = false;
    uint64_t mSent = 0;
};

}  // namespace vitrine::http
