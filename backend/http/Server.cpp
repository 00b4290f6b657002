#include "http/Server.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <cstring>
#include <mutex>
#include <set>

#include "base/Clock.h"
#include "http/Framing.h"
#include "http/Problem.h"
#include "http/Workers.h"
#include "system/Digest.h"

namespace vitrine::http {

namespace {

constexpr int kBacklog = 512;
constexpr int kGrace = 1000;  // ms
constexpr size_t kFileBytes = 64 * 1024;

/// A request on its way through httplib, on the thread that serves its connection.
struct Exchange {
    Connection& connection;
    Request request;
    Response response;
    bool close = false;   ///< afterwards
    bool unread = false;  ///< a body was left lying
};
thread_local Exchange* current = nullptr;

std::string headText(const Response& response) {
    std::string text = "HTTP/1.1 " + std::to_string(response.status) + " Refused\r\n";
    for (const auto& [name, value] : response.headers)
        text.append(name).append(": ").append(value).append("\r\n");
    return text + "Content-Type: " + response.contentType +
           "\r\nContent-Length: " + std::to_string(response.body.size()) +
           "\r\nConnection: close\r\n\r\n";
}

void toHttplib(const Response& from, httplib::Response& to) {
    to.status = from.status;
    for (const auto& [name, value] : from.headers) to.set_header(name, value);
    if (from.file.descriptor && from.file.length > 0) {
        const FileSlice file = from.file;
        const auto provide = [file](size_t offset, size_t length, httplib::DataSink& sink) {
            char buffer[kFileBytes];
            const ssize_t n = ::pread(*file.descriptor, buffer, std::min(length, sizeof buffer),
                                      static_cast<off_t>(file.offset + offset));
            return n > 0 && sink.write(buffer, static_cast<size_t>(n));
        };
        to.set_content_provider(static_cast<size_t>(file.length), from.contentType, provide);
    } else if (!from.contentType.empty()) {
        to.set_content(from.body, from.contentType);
    }
}

/// What of the headers is for httplib. It must not see the others: it would answer ranges, compress and take forms apart
/// by itself, each in its own way.
void leaveFraming(httplib::Request& request) {
    httplib::Headers kept;
    for (const auto& [name, value] : request.headers) {
        const std::string lower = lowerCase(name);
        if (lower == "connection" || lower == "content-length" || lower == "expect")
            kept.emplace(name, value);
    }
    request.headers.swap(kept);
    request.ranges.clear();
}

}  // namespace

class Server::Listener final : public httplib::Server {
public:
    Listener(const Application& application, const backend::Log& log, const Limits& limits,
             const Faults& faults)
        : mApplication(application),
          mLog(log),
          mLimits(limits),
          mFaults(faults),
          mWake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
        new_task_queue = [this]() -> httplib::TaskQueue* {
            return mWorkers = new Workers(mLimits.connections, mLimits.waiting);
        };
        set_socket_options([](socket_t socket) {
            // Not SO_REUSEPORT, which httplib sets by itself: a second server would share the port in silence.
            const int on = 1;
            ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        });
        set_payload_max_length(kMostBodyBytes);
        set_keep_alive_timeout(mLimits.idleTime / 1000);
        set_keep_alive_max_count(mLimits.requestsEach);
        set_pre_routing_handler([this](const httplib::Request& request,
                                       httplib::Response& response) {
            return begin(request, response) ? HandlerResponse::Handled : HandlerResponse::Unhandled;
        });
        const auto withBody = [this](const httplib::Request&, httplib::Response& response,
                                     const httplib::ContentReader& reader) {
            readBody(response, reader);
        };
        // begin() has seen to it that only those with a body come here.
        Post(".*", withBody);
        Put(".*", withBody);
        Patch(".*", withBody);
        Delete(".*", withBody);
        set_error_handler(
            HandlerWithResponse([this](const httplib::Request&, httplib::Response& response) {
                if (!response.body.empty()) return HandlerResponse::Unhandled;
                current->close = current->unread = true;
                current->response =
                    problem(problems::badRequest, "The request cannot be read as HTTP/1.1.");
                mApplication.finish(current->request, current->response);
                toHttplib(current->response, response);
                return HandlerResponse::Handled;
            }));
    }

    ~Listener() override { ::close(mWake); }

    int listenOn(const std::string& host, int port, std::string& why) {
        errno = 0;
        const int bound = port == 0 ? bind_to_any_port(host) : bind_to_port(host, port) ? port : -1;
        if (bound < 0) {
            const int code = errno;
            const std::string where = host + ":" + std::to_string(port);
            why = code == EADDRINUSE || code == 0
                      ? where + " cannot be had; probably another program has it already"
                      : where + " cannot be had: " + std::strerror(code);
            return 0;
        }
        // httplib keeps 5 connections waiting, which bursts overflow.
        ::listen(svr_sock_, kBacklog);
        return bound;
    }

    bool serve() {
        listen_after_bind();
        std::thread reaper;
        {
            // requestStop() may still be at it.
            const std::lock_guard<std::mutex> lock(mMutex);
            reaper.swap(mReaper);
        }
        if (reaper.joinable()) reaper.join();
        return mStopping;
    }

    void requestStop() {
        const std::lock_guard<std::mutex> lock(mMutex);
        if (mStopping.exchange(true)) return;
        const uint64_t one = 1;
        (void)!::write(mWake, &one, sizeof one);
        // Wakes accept(); httplib's own stop() must not be called before it listens.
        const socket_t listening = svr_sock_.exchange(INVALID_SOCKET);
        if (listening != INVALID_SOCKET) {
            ::shutdown(listening, SHUT_RDWR);
            ::close(listening);
        }
        mReaper = std::thread([this] { reap(); });
    }

private:
    /// Cuts the connections that are still there when the time is up.
    void reap() {
        std::unique_lock<std::mutex> lock(mMutex);
        mGone.wait_for(lock, std::chrono::milliseconds(mLimits.stopTime),
                       [&] { return mSockets.empty(); });
        for (const int socket : mSockets) ::shutdown(socket, SHUT_RDWR);
    }

    bool process_and_close_socket(socket_t socket) override {
        {
            const std::lock_guard<std::mutex> lock(mMutex);
            mSockets.insert(socket);
        }
        Connection connection(socket, mWake, mLimits);
        if (Workers::turnedAway()) {
            refuse(connection, problem(problems::overloaded, "Too many connections wait already."));
        } else {
            const int on = 1;
            ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            converse(connection);
        }
        {
            const std::lock_guard<std::mutex> lock(mMutex);
            mSockets.erase(socket);
            ::close(socket);
        }
        mGone.notify_all();
        return true;
    }

    void converse(Connection& connection) {
        const auto mayWait = [](void* self) {
            auto* listener = static_cast<Listener*>(self);
            return !listener->mStopping && !listener->mWorkers->pressure();
        };
        bool unread = false;
        for (size_t i = 0; i < mLimits.requestsEach; ++i) {
            // A fresh connection may take a moment to say what it wants, even while others wait.
            if (!connection.waitForRequest(i == 0 ? kGrace : 0, mayWait, this)) break;
            Exchange exchange{connection, {}, {}, false, false};
            const bool more = exchangeOne(exchange, i + 1 == mLimits.requestsEach);
            unread = exchange.unread;
            if (!more) break;
        }
        connection.close(unread);
    }

    /// False when the connection is to be closed.
    bool exchangeOne(Exchange& exchange, bool last) {
        Connection& connection = exchange.connection;
        const double began = nowMs();
        const uint64_t sentBefore = connection.sent();
        exchange.request.id = backend::hex(mIdPrefix.data(), 4) + std::to_string(++mRequests);
        current = &exchange;
        bool closed = false;
        const bool closing = last || mStopping || mWorkers->pressure();
        const bool done =
            process_request(connection, last || mStopping, closed, [&](httplib::Request& request) {
                connection.headIsRead();
                for (const auto& [name, value] : request.headers)
                    exchange.request.headers.emplace_back(lowerCase(name), value);
                leaveFraming(request);
            });
        current = nullptr;
        if (connection.refusal() != Connection::Refusal::None) {
            exchange.close = exchange.unread = true;
            exchange.response = refusalOf(connection.refusal());
            mApplication.finish(exchange.request, exchange.response);
            refuse(connection, exchange.response);
        }
        connection.flush();
        logExchange(exchange, nowMs() - began, connection.sent() - sentBefore);
        return done && !closed && !closing && !exchange.close && !connection.broken() && !mStopping;
    }

    Response refusalOf(Connection::Refusal refusal) const {
        switch (refusal) {
            case Connection::Refusal::HeadTooLong:
                return problem(
                    problems::headersTooLarge,
                    "At most " + std::to_string(mLimits.headBytes) + " bytes of headers are read.",
                    {{"limit", mLimits.headBytes}});
            case Connection::Refusal::PathTooLong:
                return problem(problems::uriTooLong,
                               "At most " + std::to_string(mLimits.pathBytes) +
                                   " bytes of an address are read.",
                               {{"limit", mLimits.pathBytes}});
            case Connection::Refusal::TooSlow:
            case Connection::Refusal::None:
                break;
        }
        return problem(
            problems::requestTimeout,
            "The request was not there after " + std::to_string(mLimits.requestTime) + " ms.",
            {{"limit", mLimits.requestTime}});
    }

    static void refuse(Connection& connection, const Response& response) {
        connection.refuse(headText(response) + response.body);
        connection.close(true);
    }

    /// False when there is a body to be read first.
    bool begin(const httplib::Request& request, httplib::Response& response) {
        Exchange& exchange = *current;
        exchange.request.method = request.method;
        exchange.request.path = request.path;
        for (const auto& [name, value] : request.params)
            exchange.request.query.emplace_back(name, value);
        bool hasBody = false;
        if (std::optional<Response> refused = refuseFraming(exchange.request, hasBody)) {
            exchange.close = exchange.unread = true;
            exchange.response = std::move(*refused);
            mApplication.finish(exchange.request, exchange.response);
            exchange.response.set("Connection", "close");
            toHttplib(exchange.response, response);
            return true;
        }
        if (hasBody) return false;
        finishExchange(response);
        return true;
    }

    void readBody(httplib::Response& response, const httplib::ContentReader& reader) {
        std::string& body = current->request.body;
        const bool whole = reader([&](const char* data, size_t size) {
            if (body.size() + size > kMostBodyBytes) return false;
            body.append(data, size);
            return true;
        });
        if (!whole) {
            // The client is gone, or too slow, which is told when httplib is out of the way.
            current->close = true;
            response.status = 400;
            return;
        }
        finishExchange(response);
    }

    /// The request is there as a whole.
    void finishExchange(httplib::Response& response) {
        Exchange& exchange = *current;
        mLog.write(backend::Level::Debug, "received", {{"id", exchange.request.id}});
        const Fault fault = mFaults.draw(exchange.request.path);
        if (fault.latency > 0) {
            pollfd stopping{mWake, POLLIN, 0};
            ::poll(&stopping, 1, fault.latency);
        }
        if (fault.kind == Fault::Kind::Error) {
            exchange.response = problem(problems::injected, "Nothing was carried out.");
            mApplication.finish(exchange.request, exchange.response);
        } else {
            exchange.connection.inject(fault.kind);
            exchange.response = mApplication.answer(exchange.request);
        }
        toHttplib(exchange.response, response);
    }

    void logExchange(const Exchange& exchange, double milliseconds, uint64_t bytes) {
        const int status = exchange.response.status;
        const Request& request = exchange.request;
        const bool asked = !request.method.empty() || status >= 400;  // not just hung up
        if (!asked || !mLog.writes(backend::Level::Info)) return;
        nlohmann::json line = {{"id", request.id},
                               {"method", request.method},
                               {"path", request.path.substr(0, 200)},
                               {"status", status},
                               {"bytes", bytes},
                               {"ms", std::round(milliseconds * 100) / 100}};
        if (exchange.response.hasHeader("idempotency-replayed")) line["replayed"] = true;
        if (exchange.connection.broken()) line["broken"] = true;
        mLog.write(status >= 500 ? backend::Level::Error : backend::Level::Info, "request",
                   std::move(line));
    }

    const Application& mApplication;
    const backend::Log& mLog;
    const Limits mLimits;
    const Faults mFaults;
    const int mWake;
    Workers* mWorkers = nullptr;  ///< httplib owns it while it listens
    std::atomic<bool> mStopping{false};
    std::atomic<uint64_t> mRequests{0};
    const backend::Digest mIdPrefix = backend::sha256(backend::randomBytes(16));
    std::mutex mMutex;
    std::condition_variable mGone;
    std::set<int> mSockets;
    std::thread mReaper;
};

Server::Server(const Application& application, const backend::Log& log, const Limits& limits,
               const Faults& faults)
    : mListener(std::make_unique<Listener>(application, log, limits, faults)) {}

Server::~Server() = default;

int Server::bind(const std::string& host, int port, std::string& why) {
    return mListener->listenOn(host, port, why);
}

bool Server::run() {
    return mListener->serve();
}

void Server::stop() {
    mListener->requestStop();
}

}  // namespace vitrine::http
