#include "tools/render/Report.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace vitrine::poster {
namespace {

using Json = nlohmann::json;

void print(const Json& json) {
    std::printf("%s\n", json.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
}

}  // namespace

void report(const Options& options, const PosterReport& model,
            const std::vector<WrittenFile>& files) {
    if (!options.json) {
        for (const std::string& warning : model.warnings) {
            std::fprintf(stderr, "vitrine-render: warning: %s\n", warning.c_str());
        }
        return;
    }
    Json written = Json::array();
    for (const WrittenFile& each : files) {
        written.push_back({{"file", each.file}, {"bytes", each.bytes}});
    }
    print({{"model", options.poster.model},
           {"width", options.poster.width},
           {"height", options.poster.height},
           {"triangles", model.triangles},
           {"files", written},
           {"warnings", model.warnings}});
}

void reportFailure(bool json, const Error& error) {
    std::fprintf(stderr, "vitrine-render: %s\n", error.message.c_str());
    if (!json) return;
    print({{"error",
            {{"code", errorName(error.code)}, {"message", error.message}, {"url", error.url}}}});
}

}  // namespace vitrine::poster
