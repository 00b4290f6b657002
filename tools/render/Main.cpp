// vitrine-render: posters and turntables of a product. See --help.
#include <cstdio>
#include <vector>

#include "tools/render/Files.h"
#include "tools/render/Options.h"
#include "tools/render/Render.h"
#include "tools/render/Report.h"

namespace {

using namespace vitrine;
using namespace vitrine::poster;

int exitStatus(ErrorCode code) {
    switch (code) {
        case ErrorCode::BadSetting:
            return 64;
        case ErrorCode::Graphics:
            return 3;
        case ErrorCode::Internal:
            return 1;
        default:
            return 2;
    }
}

int fail(bool json, const Error& error) {
    reportFailure(json, error);
    return exitStatus(error.code);
}

}  // namespace

int main(int argc, char** argv) {
    const Result<Options> parsed = parseOptions(argc, argv);
    if (!parsed) {
        std::fprintf(stderr, "vitrine-render: %s\n%s", parsed.error().message.c_str(), kUsage);
        return exitStatus(parsed.error().code);
    }
    const Options& options = *parsed;
    if (options.help) {
        std::fputs(kUsage, stdout);
        return 0;
    }
    std::vector<WrittenFile> files;
    const auto write = [&](uint32_t frame, const Image& image) -> Status {
        const std::string file = frameFile(options, frame);
        Result<std::vector<uint8_t>> bytes = encodeFor(file, image, options.quality);
        if (!bytes) return std::move(bytes).error();
        files.push_back({file, bytes->size()});
        return writeFile(file, *bytes);
    };
    PosterReport model;
    const Status status = renderTurntable(options.poster, options.frames, write, &model);
    if (!status) return fail(options.json, status.error());
    report(options, model, files);
    return 0;
}
