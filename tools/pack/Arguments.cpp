#include "Arguments.h"

#include <algorithm>
#include <thread>

#include "base/CommandLine.h"

namespace vitrine::pack {

const char* const kUsage =
    "usage: vitrine-pack product.glb -o DIR [options]\n"
    "\n"
    "Prepares a product (.glb or .gltf) for delivery: DIR/manifest.json and the files that it "
    "names, ready for\n"
    "caching for ever. DIR is replaced as a whole, or not at all. The same product gives the same "
    "bytes.\n"
    "\n"
    "  -o DIR                            the delivery folder: absent, empty, or written by "
    "vitrine-pack\n"
    "  --geometry=auto|meshopt|draco     how the geometry is compressed (auto: what arrives "
    "first)\n"
    "  --max-texture N                   longest side of textures in texels, 4 to 16384 (2048)\n"
    "  --levels N                        at most N levels of detail, 2 or more (as many as make "
    "sense)\n"
    "  --poster FILE.webp                a picture of the product to name in the manifest (else "
    "one "
    "is drawn)\n"
    "  --no-poster                       none\n"
    "  --jobs N                          threads (one per core)\n"
    "  --json                            a report on standard output\n"
    "  --version, --help\n"
    "\n"
    "Exit code: 0 done; 2 the product or the folder is at fault, one sentence says how; 64 wrong "
    "usage.\n";

namespace {

class Parser {
public:
    Parser(int argc, const char* const* argv) : mLine(argc, argv) {
        mOut.options.jobs = std::max(1u, std::thread::hardware_concurrency());
    }

    Arguments parse() {
        while (mLine.next()) {
            take();
            if (mOut.mode != Arguments::Mode::Pack) return mOut;
        }
        if (mOut.input.empty()) mLine.wrong("no product is named");
        if (mOut.output.empty()) mLine.wrong("no folder is named (-o DIR)");
        if (!mOut.poster.empty() && !mOut.drawPoster)
            mLine.wrong("--poster or --no-poster, not both");
        if (!mLine.problem().empty()) {
            mOut.mode = Arguments::Mode::Wrong;
            mOut.wrong = mLine.problem();
        }
        return mOut;
    }

private:
    bool geometry() {
        std::string value;
        if (!mLine.value("--geometry", value)) return false;
        if (value == "auto") {
            mOut.options.geometry = GeometryChoice::Auto;
        } else if (value == "meshopt") {
            mOut.options.geometry = GeometryChoice::Meshopt;
        } else if (value == "draco") {
            mOut.options.geometry = GeometryChoice::Draco;
        } else {
            mLine.wrong("--geometry is auto, meshopt or draco");
        }
        return true;
    }

    void take() {
        const std::string& argument = mLine.word();
        if (argument == "--help" || argument == "-h") {
            mOut.mode = Arguments::Mode::Help;
        } else if (argument == "--version") {
            mOut.mode = Arguments::Mode::Version;
        } else if (argument == "--json") {
            mOut.json = true;
        } else if (argument == "--no-poster") {
            mOut.drawPoster = false;
        } else if (mLine.value("-o", mOut.output) || mLine.value("--poster", mOut.poster) ||
                   geometry() || mLine.number("--jobs", 1, 256, mOut.options.jobs) ||
                   mLine.number("--max-texture", 4, 16384, mOut.options.maxTexture) ||
                   mLine.number("--levels", 2, 8, mOut.options.levels)) {
            return;
        } else if (argument.size() > 1 && argument[0] == '-') {
            mLine.wrong("there is no option " + argument);
        } else if (!mOut.input.empty()) {
            mLine.wrong("one product at a time: " + mOut.input + " or " + argument);
        } else {
            mOut.input = argument;
        }
    }

    CommandLine mLine;
    Arguments mOut;
};

}  // namespace

Arguments parseArguments(int argc, const char* const* argv) {
    return Parser(argc, argv).parse();
}

}  // namespace vitrine::pack
