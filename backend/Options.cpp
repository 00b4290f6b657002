#include "Options.h"

#include "base/CommandLine.h"

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
    Parser(int argc, const char* const* argv) : mLine(argc, argv) {}

    Options parse() {
        while (mLine.next()) {
            take();
            if (mOut.mode == Options::Mode::Help || mOut.mode == Options::Mode::Version)
                return mOut;
        }
        if (mOut.data.empty()) mLine.wrong("no folder is named (--data DIR)");
        if (mOut.mode == Options::Mode::Serve && mOut.catalogue.empty())
            mLine.wrong("no catalogue is named (--catalogue FILE)");
        if (!mLine.problem().empty()) {
            mOut.mode = Options::Mode::Wrong;
            mOut.wrong = mLine.problem();
        }
        return mOut;
    }

private:
    bool list(const std::string& name, std::vector<std::string>& out) {
        std::string value;
        if (!mLine.value(name, value)) return false;
        out.push_back(value);
        return true;
    }

    bool mount() {
        std::string value;
        if (!mLine.value("--mount", value)) return false;
        const size_t equals = value.find('=');
        if (equals == std::string::npos || value[0] != '/' || value[equals - 1] != '/') {
            mLine.wrong("--mount is PREFIX=DIR, and PREFIX begins and ends with /");
        } else {
            mOut.mounts.push_back({value.substr(0, equals), value.substr(equals + 1)});
        }
        return true;
    }

    bool inject() {
        std::string value;
        if (!mLine.value("--inject", value)) return false;
        const vitrine::Result<http::Faults, std::string> faults = http::Faults::parse(value);
        if (faults) {
            mOut.faults = *faults;
        } else {
            mLine.wrong("--inject: " + faults.error());
        }
        return true;
    }

    bool logLevel() {
        std::string value;
        if (!mLine.value("--log-level", value)) return false;
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
        mLine.wrong("--log-level is debug, info, warning, error or off");
        return true;
    }

    bool restock() {
        std::string value;
        if (!mLine.value("--restock", value)) return false;
        const size_t equals = value.find('=');
        long units = 0;
        if (equals == std::string::npos || equals == 0 ||
            !CommandLine::wholeNumber(value.substr(equals + 1), 1, 1000000, units)) {
            mLine.wrong("--restock is SKU=N, and N is a number from 1 to 1000000");
            return true;
        }
        mOut.mode = Options::Mode::Restock;
        mOut.restockSku = value.substr(0, equals);
        mOut.restockUnits = static_cast<int>(units);
        return true;
    }

    void take() {
        const std::string& argument = mLine.word();
        if (argument == "--help" || argument == "-h") {
            mOut.mode = Options::Mode::Help;
        } else if (argument == "--version") {
            mOut.mode = Options::Mode::Version;
        } else if (mLine.value("--data", mOut.data) || mLine.value("--catalogue", mOut.catalogue) ||
                   mLine.value("--asset-url", mOut.assetUrl) || mLine.value("--host", mOut.host) ||
                   mLine.value("--log", mOut.logFile) || list("--assets", mOut.assets) ||
                   list("--allow-origin", mOut.origins) ||
                   mLine.number("--port", 0, 65535, mOut.port) ||
                   mLine.number("--connections", 1, 900, mOut.limits.connections) ||
                   mLine.number("--waiting", 0, 100000, mOut.limits.waiting) ||
                   mLine.number("--request-time", 10, 600000, mOut.limits.requestTime) ||
                   mLine.number("--idle-time", 10, 600000, mOut.limits.idleTime) || mount() ||
                   inject() || logLevel() || restock()) {
            return;
        } else {
            mLine.wrong("there is no option " + argument);
        }
    }

    CommandLine mLine;
    Options mOut;
};

}  // namespace

Options parseOptions(int argc, const char* const* argv) {
    return Parser(argc, argv).parse();
}

}  // namespace vitrine::backend
