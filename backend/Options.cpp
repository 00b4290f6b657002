#include "Options.h"

#include <cstdlib>

namespace vitrine::backend {

const char* const kUsage =
    "usage: vitrine-shop --data DIR --catalogue FILE [options]\n"
    "\n"
    "The shop's backend (docs/api/openapi.yaml) and its static files, on one port.\n"
    "\n"
    "  --data DIR               where carts, orders and stock live; made when it is not there\n"
    "  --catalogue FILE         products with their prices (JSON); stock counts for SKUs that are\n"
    "                           new in DIR, the others keep what is left of theirs\n"
    "  --assets DIR             files that the catalogue names; several: the first that has one\n"
    "                           (default: the catalogue's folder)\n"
    "  --asset-url URL          what precedes their paths in answers (/assets/)\n"
    "  --mount PREFIX=DIR       serves the files of DIR below PREFIX, such as /=build/dist;\n"
    "                           several: the first that has a file answers\n"
    "  --host ADDRESS           where to listen (127.0.0.1)\n"
    "  --port N                 0 takes any free one (8080)\n"
    "  --allow-origin ORIGIN    pages of https://shop.example may use the API, with credentials;\n"
    "                           * allows all pages, without; several times: each of them\n"
    "  --log FILE               appends the log to FILE (standard error)\n"
    "  --log-level LEVEL        debug, info, warning, error or off (info)\n"
    "  --connections N          served at the same time (256)\n"
    "  --waiting N              more wait for one of those; others get 503 (256)\n"
    "  --request-time MS        for a request to arrive in full (10000)\n"
    "  --idle-time MS           between two requests of a connection (15000)\n"
    "  --inject FAULTS          for tests: latency=200ms,errors=0.1,drop=0.05,truncate=0.05,\n"
    "                           stall=0.02,seed=1; shares of the calls below /v1/\n"
    "  --restock SKU=N          adds N to the stock in DIR, also while a server runs, and ends\n"
    "  --version, --help\n"
    "\n"
    "SIGTERM or SIGINT: requests under way are answered, then it ends with exit code 0.\n"
    "Exit code: 0 stopped; 1 it could not run, one sentence says why; 64 wrong usage.\n";

namespace {

class Parser {
public:
    Parser(int argc, const char* const* argv) {
        for (int i = 1; i < argc; ++i) mArguments.emplace_back(argv[i]);
    }

    Options parse() {
        for (mAt = 0; mAt < mArguments.size() && usable(); ++mAt) take();
        if (!usable()) return mOut;
        if (mOut.data.empty()) return wrong("no folder is named (--data DIR)");
        if (mOut.mode == Options::Mode::Serve && mOut.catalogue.empty())
            return wrong("no catalogue is named (--catalogue FILE)");
        return mOut;
    }

private:
    bool usable() const {
        return mOut.mode == Options::Mode::Serve || mOut.mode == Options::Mode::Restock;
    }

    Options& wrong(const std::string& what) {
        mOut.mode = Options::Mode::Wrong;
        mOut.wrong = what;
        return mOut;
    }

    /// "--name value" and "--name=value".
    bool valueOf(const std::string& name, std::string& value) {
        const std::string& argument = mArguments[mAt];
        if (argument.rfind(name + "=", 0) == 0) {
            value = argument.substr(name.size() + 1);
            return true;
        }
        if (argument != name) return false;
        if (mAt + 1 == mArguments.size()) {
            wrong(name + " needs a value");
        } else {
            value = mArguments[++mAt];
        }
        return true;
    }

    static bool readNumber(const std::string& text, long least, long most, long& out) {
        char* end = nullptr;
        out = std::strtol(text.c_str(), &end, 10);
        return !text.empty() && *end == '\0' && out >= least && out <= most;
    }

    template <typename T>
    bool number(const std::string& name, long least, long most, T& out) {
        std::string value;
        if (!valueOf(name, value)) return false;
        long parsed = 0;
        if (readNumber(value, least, most, parsed)) {
            out = static_cast<T>(parsed);
        } else if (usable()) {
            wrong(name + " needs a number from " + std::to_string(least) + " to " +
                  std::to_string(most));
        }
        return true;
    }

    bool list(const std::string& name, std::vector<std::string>& out) {
        std::string value;
        if (!valueOf(name, value)) return false;
        out.push_back(value);
        return true;
    }

    bool mount() {
        std::string value;
        if (!valueOf("--mount", value)) return false;
        const size_t equals = value.find('=');
        if (equals == std::string::npos || value[0] != '/' || value[equals - 1] != '/') {
            if (usable()) wrong("--mount is PREFIX=DIR, and PREFIX begins and ends with /");
        } else {
            mOut.mounts.push_back({value.substr(0, equals), value.substr(equals + 1)});
        }
        return true;
    }

    bool inject() {
        std::string value;
        if (!valueOf("--inject", value)) return false;
        const vitrine::Result<http::Faults, std::string> faults = http::Faults::parse(value);
        if (faults) {
            mOut.faults = *faults;
        } else if (usable()) {
            wrong("--inject: " + faults.error());
        }
        return true;
    }

    bool logLevel() {
        std::string value;
        if (!valueOf("--log-level", value)) return false;
        const std::pair<const char*, Level> levels[] = {{"debug", Level::Debug},
                                                        {"info", Level::Info},
                                                        {"warning", Level::Warning},
                                                        {"error", Level::Error},
                                                        {"off", Level::Off}};
        for (const auto& [name, level] : levels) {
            if (value != name) continue;
            mOut.logLevel = level;
            return true;
        }
        if (usable()) wrong("--log-level is debug, info, warning, error or off");
        return true;
    }

    bool restock() {
        std::string value;
        if (!valueOf("--restock", value)) return false;
        const size_t equals = value.find('=');
        long units = 0;
        if (equals == std::string::npos || equals == 0 ||
            !readNumber(value.substr(equals + 1), 1, 1000000, units)) {
            if (usable()) wrong("--restock is SKU=N, and N is a number from 1 to 1000000");
            return true;
        }
        mOut.mode = Options::Mode::Restock;
        mOut.restockSku = value.substr(0, equals);
        mOut.restockUnits = static_cast<int>(units);
        return true;
    }

    void take() {
        const std::string& argument = mArguments[mAt];
        if (argument == "--help" || argument == "-h") {
            mOut.mode = Options::Mode::Help;
        } else if (argument == "--version") {
            mOut.mode = Options::Mode::Version;
        } else if (valueOf("--data", mOut.data) || valueOf("--catalogue", mOut.catalogue) ||
                   valueOf("--asset-url", mOut.assetUrl) || valueOf("--host", mOut.host) ||
                   valueOf("--log", mOut.logFile) || list("--assets", mOut.assets) ||
                   list("--allow-origin", mOut.origins) || number("--port", 0, 65535, mOut.port) ||
                   number("--connections", 1, 900, mOut.limits.connections) ||
                   number("--waiting", 0, 100000, mOut.limits.waiting) ||
                   number("--request-time", 10, 600000, mOut.limits.requestTime) ||
                   number("--idle-time", 10, 600000, mOut.limits.idleTime) || mount() || inject() ||
                   logLevel() || restock()) {
            return;
        } else {
            wrong("there is no option " + argument);
        }
    }

    std::vector<std::string> mArguments;
    size_t mAt = 0;
    Options mOut;
};

}  // namespace

Options parseOptions(int argc, const char* const* argv) {
    return Parser(argc, argv).parse();
}

}  // namespace vitrine::backend
