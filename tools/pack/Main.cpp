// vitrine-pack: prepares a product for delivery. See --help.
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>

#include "Arguments.h"
#include "Output.h"
#include "Poster.h"
#include "Version.h"

namespace {

using namespace vitrine;

constexpr int kBadInput = 2, kUsageError = 64;

int fail(const std::string& file, const std::string& sentence) {
    std::fprintf(stderr, "vitrine-pack: %s: %s\n", file.c_str(), sentence.c_str());
    return kBadInput;
}

/// A bar that is drawn over on a terminal, a line per stage elsewhere.
class ProgressBar {
public:
    void show(double share, const char* what) {
        constexpr int kWidth = 40;
        const std::lock_guard<std::mutex> lock(mMutex);
        const int percent = static_cast<int>(share * 100);
        if (mTerminal) {
            if (percent == mPercent && mWhat == what) return;
            char bar[kWidth + 1] = {};
            for (int i = 0; i < kWidth; ++i) bar[i] = i < share * kWidth ? '#' : '.';
            std::fprintf(stderr, "\r%s %3d %% %-10s", bar, percent, what);
        } else if (mWhat != what) {
            std::fprintf(stderr, "%3d %% %s\n", percent, what);
        }
        mPercent = percent;
        mWhat = what;
    }

    void clear() {
        if (mTerminal && mPercent >= 0) std::fprintf(stderr, "\r%60s\r", "");
    }

private:
    std::mutex mMutex;
    bool mTerminal = isatty(STDERR_FILENO) == 1;
    int mPercent = -1;
    std::string mWhat;
};

void summary(const pack::Json& report, uintmax_t sourceBytes) {
    const double bytes = report["bytes"].get<double>();
    for (const pack::Json& level : report["levels"]) {
        std::printf("%-28s %9zu bytes  %8zu triangles  error %.2f px\n",
                    level["file"].get<std::string>().c_str(), level["bytes"].get<size_t>(),
                    level["triangles"].get<size_t>(), level["error"].get<double>());
    }
    for (const pack::Json& texture : report["textures"]) {
        std::printf("%-60s %9zu bytes  %s\n", texture["file"].get<std::string>().c_str(),
                    texture["bytes"].get<size_t>(), texture["codec"].get<std::string>().c_str());
    }
    std::printf(
        "%.0f bytes, %.1f %% of the source's %ju; the first picture needs %.1f %% of them\n", bytes,
        100 * bytes / double(sourceBytes), sourceBytes, 100 * report["previewShare"].get<double>());
}

/// Bytes of all files that the product consists of.
uintmax_t sourceBytes(const pack::Product& product, uintmax_t main) {
    uintmax_t sum = main;
    for (const char* name : {"buffers", "images"}) {
        for (const pack::Json& item : pack::list(product.json, name)) {
            const std::string uri = pack::text(item, "uri");
            if (!uri.empty() && uri.rfind("data:", 0) != 0 && std::string(name) == "buffers")
                sum += uintmax_t(pack::whole(item, "byteLength", 0));
        }
    }
    const size_t images = pack::list(product.json, "images").size();
    for (size_t i = 0; i < images; ++i) {
        const std::string uri =
            pack::text(*pack::element(product.json, "images", int64_t(i)), "uri");
        if (uri.empty() || uri.rfind("data:", 0) == 0) continue;
        if (const auto read = pack::imageBytes(product, int64_t(i))) sum += read->bytes.size();
    }
    return sum;
}

int run(pack::Arguments arguments) {
    // Before hours of work, not after.
    const std::string refused = pack::whyNotReplace(arguments.output);
    if (!refused.empty()) return fail(arguments.input, refused);
    if (!arguments.poster.empty()) {
        std::ifstream file(arguments.poster, std::ios::binary);
        if (!file) return fail(arguments.poster, "The poster cannot be read.");
        arguments.options.poster.assign(std::istreambuf_iterator<char>(file), {});
    }
    Result<pack::Product> product = pack::readProductFile(arguments.input);
    if (!product) return fail(arguments.input, product.error().message);
    std::string withoutPoster;  // why
    if (arguments.poster.empty() && arguments.drawPoster) {
        Result<std::vector<uint8_t>> poster = pack::drawPoster(arguments.input);
        if (poster) {
            arguments.options.poster = std::move(*poster);
        } else {
            withoutPoster = poster.error().message;
        }
    }
    ProgressBar bar;
    Result<pack::Packed> packed =
        pack::pack(*product, arguments.options,
                   [&](double share, const char* what) { bar.show(share, what); });
    bar.clear();
    if (!packed) {
        const Error& error = packed.error();
        return fail(arguments.input,
                    error.url.empty() ? error.message : error.url + ": " + error.message);
    }
    const std::string problem = pack::writeFolder(arguments.output, packed->files);
    if (!problem.empty()) return fail(arguments.input, problem);
    if (!withoutPoster.empty())
        std::fprintf(stderr, "vitrine-pack: No poster was drawn: %s\n", withoutPoster.c_str());
    std::error_code ignored;
    const uintmax_t source =
        sourceBytes(*product, std::filesystem::file_size(arguments.input, ignored));
    packed->report["sourceBytes"] = source;
    packed->report["ratio"] = packed->report["bytes"].get<double>() / double(source);
    if (arguments.json) {
        std::printf(
            "%s\n",
            packed->report.dump(1, ' ', false, pack::Json::error_handler_t::replace).c_str());
    } else {
        summary(packed->report, source);
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    pack::Arguments arguments = pack::parseArguments(argc, argv);
    switch (arguments.mode) {
        case pack::Arguments::Mode::Help:
            std::fputs(pack::kUsage, stdout);
            return 0;
        case pack::Arguments::Mode::Version:
            std::printf("%s\n", pack::kGenerator);
            return 0;
        case pack::Arguments::Mode::Wrong:
            std::fprintf(stderr, "vitrine-pack: %s; see vitrine-pack --help\n",
                         arguments.wrong.c_str());
            return kUsageError;
        case pack::Arguments::Mode::Pack:
            break;
    }
    return run(std::move(arguments));
}
