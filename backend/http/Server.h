// HTTP/1.1 on a socket, by cpp-httplib: it parses requests and writes answers; connections, threads and limits are ours.
//
//     Server server(application, log, limits, faults);
//     std::string why;
//     const int port = server.bind("127.0.0.1", 8080, why);      // 0: any free one
//     if (port) server.run();                                    // until stop(), from another thread
//
// httplib is compiled with exceptions, in its own library, and never lets one out. Our code is compiled without; what it
// hands to httplib are functions that do not throw.
#pragma once

#include <memory>
#include <string>

#include "http/Application.h"
#include "http/Connection.h"
#include "http/Faults.h"
#include "system/Log.h"

namespace vitrine::http {

class Server {
public:
    /// Keeps references to application and log, which have to live longer.
    Server(const Application& application, const backend::Log& log, const Limits& limits,
           const Faults& faults);
    ~Server();

    /// The port, or 0 and a sentence.
    int bind(const std::string& host, int port, std::string& why);
    /// Serves until stop() is called and the requests under way are answered, or their time is up. False when the system
    /// takes the port away.
    bool run();
    /// Any thread may call, once or more, also before run().
    void stop();

private:
    class Listener;
    std::unique_ptr<Listener> mListener;
};

}  // namespace vitrine::http
