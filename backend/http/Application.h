// From a request to its answer: the calls of the API, the files, and what every answer has in common. It knows nothing of
// connections; Server.h does.
#pragma once

#include "http/Cors.h"
#include "http/Router.h"
#include "http/StaticFiles.h"
#include "system/Clock.h"

namespace vitrine::http {

class Application {
public:
    Application(Router router, StaticFiles files, Cors cors, backend::Clock clock)
        : mRouter(std::move(router)),
          mFiles(std::move(files)),
          mCors(std::move(cors)),
          mClock(std::move(clock)) {}

    /// Any thread may call. Never throws: where memory ends, the program does.
    Response answer(const Request& request) const noexcept;

    /// Completes an answer that was made elsewhere.
    void finish(const Request& request, Response& response) const noexcept;

private:
    Router mRouter;
    StaticFiles mFiles;
    Cors mCors;
    backend::Clock mClock;
};

}  // namespace vitrine::http
