// The command line of vitrine-shop.
#pragma once

#include <string>
#include <vector>

#include "http/Connection.h"
#include "http/Faults.h"
#include "http/StaticFiles.h"
#include "system/Log.h"

namespace vitrine::backend {

struct Options {
    enum class Mode : uint8_t { Serve, Restock, Help, Version, Wrong };
    Mode mode = Mode::Serve;
    std::string wrong;  ///< what is, for Mode::Wrong

    std::string host = "127.0.0.1";
    int port = 8080;  ///< 0: any free one
    std::string data;
    std::string catalogue;
    std::vector<std::string> assets;  ///< folders of the files that the catalogue names
    std::string assetUrl = "/assets/";
    std::vector<http::Mount> mounts;
    std::vector<std::string> origins;
    http::Faults faults;
    http::Limits limits;
    std::string logFile;  ///< "": standard error
    Level logLevel = Level::Info;
    std::string restockSku;
    int restockUnits = 0;
};

Options parseOptions(int argc, const char* const* argv);

extern const char* const kUsage;

}  // namespace vitrine::backend
