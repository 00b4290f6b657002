// vitrine-shop: puts the rooms together. See --help.
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <thread>

#include "Options.h"
#include "http/Api.h"
#include "http/Server.h"
#include "http/Version.h"
#include "shop/Seed.h"
#include "store/memory/MemoryCache.h"
#include "store/sqlite/Schema.h"
#include "store/sqlite/SqliteCatalogue.h"
#include "store/sqlite/SqliteOrders.h"
#include "store/sqlite/SqliteQueue.h"
#include "system/Files.h"

namespace {

using namespace vitrine;
using backend::Options;
using store::sqlite::Database;

constexpr int kFailed = 1, kUsageError = 64;
constexpr size_t kCacheBytes = size_t(32) << 20;
constexpr int64_t kMostMessages = 100000;
constexpr int64_t kCartLife = int64_t(90) * 24 * 3600 * 1000;  // ms
constexpr size_t kSecretBytes = 32;

int fail(const std::string& sentence) {
    std::fprintf(stderr, "vitrine-shop: %s\n", sentence.c_str());
    return kFailed;
}

shop::AssetFiles assetFiles(const Options& options) {
    std::vector<std::string> folders = options.assets;
    if (folders.empty())
        folders.push_back(options.catalogue.substr(0, options.catalogue.rfind('/') + 1) + ".");
    const auto found = [folders](const std::string& path) {
        for (std::string file : folders) {
            file.append("/").append(path);
            if (backend::fileSize(file)) return file;
        }
        return std::string();
    };
    return {[found](const std::string& path) { return backend::readFile(found(path)); },
            [found](const std::string& path) { return backend::fileSize(found(path)); },
            options.assetUrl};
}

/// An empty text, or why not.
std::string seed(const Options& options, store::Catalogue& catalogue) {
    const std::optional<std::string> text = backend::readFile(options.catalogue);
    if (!text) return "The catalogue " + options.catalogue + " cannot be read.";
    const vitrine::Result<std::vector<shop::Product>, std::string> products =
        shop::readCatalogue(*text, assetFiles(options));
    if (!products)
        return "The catalogue " + options.catalogue + " cannot be used: " + products.error();
    const shop::Result<shop::Done> seeded = catalogue.seed(*products);
    return seeded ? "" : seeded.error().detail;
}

/// SIGTERM and SIGINT come to one thread, which asks the server to stop; threads that start later inherit the mask.
void blockSignals(sigset_t& signals) {
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

int serve(const Options& options, Database& database, const std::string& secret) {
    sigset_t signals;
    blockSignals(signals);

    int logDescriptor = STDERR_FILENO;
    if (!options.logFile.empty()) {
        logDescriptor =
            ::open(options.logFile.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
        if (logDescriptor < 0)
            return fail("The log " + options.logFile +
                        " cannot be written: " + std::strerror(errno) + ".");
    }
    const backend::Log log(logDescriptor, options.logLevel);

    vitrine::Result<std::unique_ptr<Database>, std::string> messages =
        Database::open(options.data + "/queue.db", false, store::sqlite::queueTables());
    if (!messages) return fail(messages.error());

    const backend::Clock clock = backend::systemTime;
    store::sqlite::SqliteCatalogue catalogue(database);
    store::sqlite::SqliteOrders orders(database);
    store::sqlite::SqliteQueue queue(**messages, kMostMessages);
    store::MemoryCache cache(kCacheBytes, clock);
    shop::Shop shop(catalogue, orders, cache, queue, clock);

    const std::string why = seed(options, catalogue);
    if (!why.empty()) return fail(why);
    if (const auto forgotten = orders.forgetCarts(clock() - kCartLife); !forgotten)
        return fail(forgotten.error().detail);

    const http::CartTokens tokens(secret);
    const http::Cors cors(options.origins);
    http::Api api(shop, tokens, cors);
    http::Router router;
    api.addRoutes(router);
    const http::Application application(std::move(router), http::StaticFiles(options.mounts), cors,
                                        clock);

    http::Server server(application, log, options.limits, options.faults);
    std::string taken;
    const int port = server.bind(options.host, options.port, taken);
    if (port == 0)
        return fail(taken + ". Choose another port (--port N, with make: PORT=" +
                    std::to_string(options.port + 1) + " make demo).");
    std::printf("The shop is at http://%s:%d (Ctrl+C ends it).\n", options.host.c_str(), port);
    std::fflush(stdout);
    log.write(backend::Level::Info, "started", {{"port", port}, {"version", http::kVersion}});

    std::thread stopper([&] {
        int signal = 0;
        sigwait(&signals, &signal);
        log.write(backend::Level::Info, "stopping", {{"signal", signal}});
        server.stop();
    });
    const bool asked = server.run();
    if (!asked) {
        log.write(backend::Level::Error, "port-lost");
        ::kill(::getpid(), SIGTERM);  // ends the thread that waits for it
    }
    stopper.join();
    log.write(backend::Level::Info, "stopped");
    return asked ? 0 : kFailed;
}

int run(const Options& options) {
    std::string why = backend::makeFolder(options.data);
    if (!why.empty()) return fail(why);
    const std::optional<std::string> secret =
        backend::secretFile(options.data + "/secret", kSecretBytes);
    if (!secret) return fail("The file " + options.data + "/secret can neither be read nor made.");
    vitrine::Result<std::unique_ptr<Database>, std::string> database =
        Database::open(options.data + "/shop.db", true, store::sqlite::shopTables());
    if (!database) return fail(database.error());
    if (options.mode == Options::Mode::Serve) return serve(options, **database, *secret);

    store::sqlite::SqliteCatalogue catalogue(**database);
    const shop::Result<bool> known = catalogue.restock(options.restockSku, options.restockUnits);
    if (!known) return fail(known.error().detail);
    if (!*known) return fail("There is no SKU " + options.restockSku + " in " + options.data + ".");
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const Options options = backend::parseOptions(argc, argv);
    switch (options.mode) {
        case Options::Mode::Help:
            std::fputs(backend::kUsage, stdout);
            return 0;
        case Options::Mode::Version:
            std::printf("vitrine-shop %s\n", http::kVersion);
            return 0;
        case Options::Mode::Wrong:
            std::fprintf(stderr, "vitrine-shop: %s; see vitrine-shop --help\n",
                         options.wrong.c_str());
            return kUsageError;
        case Options::Mode::Serve:
        case Options::Mode::Restock:
            break;
    }
    return run(options);
}
