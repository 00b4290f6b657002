#include "Arguments.h"

#include <algorithm>
#include <cstdlib>
#include <thread>

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
    Parser(int argc, const char* const* argv) : mArguments(argv + std::min(1, argc), argv + argc) {
        mOut.options.jobs = std::max(1u, std::thread::hardware_concurrency());
    }

    Arguments parse() {
        for (mAt = 0; mAt < mArguments.size() && mOut.mode == Arguments::Mode::Pack; ++mAt) take();
        if (mOut.mode != Arguments::Mode::Pack) return mOut;
        if (mOut.input.empty()) return wrong("no product is named");
        if (mOut.output.empty()) return wrong("no folder is named (-o DIR)");
        if (!mOut.poster.empty() && !mOut.drawPoster)
            return wrong("--poster or --no-poster, not both");
        return mOut;
    }

private:
    Arguments& wrong(const std::string& what) {
        mOut.mode = Arguments::Mode::Wrong;
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

    bool number(const std::string& name, uint32_t least, uint32_t most, uint32_t& out) {
        std::string value;
        if (!valueOf(name, value)) return false;
        char* end = nullptr;
        const long parsed = std::strtol(value.c_str(), &end, 10);
        if (value.empty() || *end || parsed < long(least) || parsed > long(most)) {
            wrong(name + " needs a number from " + std::to_string(least) + " to " +
                  std::to_string(most));
        } else {
            out = static_cast<uint32_t>(parsed);
        }
        return true;
    }

    bool geometry() {
        std::string value;
        if (!valueOf("--geometry", value)) return false;
        if (value == "auto") {
            mOut.options.geometry = GeometryChoice::Auto;
        } else if (value == "meshopt") {
            mOut.options.geometry = GeometryChoice::Meshopt;
        } else if (value == "draco") {
            mOut.options.geometry = GeometryChoice::Draco;
        } else {
            wrong("--geometry is auto, meshopt or draco");
        }
        return true;
    }

    void take() {
        const std::string& argument = mArguments[mAt];
        if (argument == "--help" || argument == "-h") {
            mOut.mode = Arguments::Mode::Help;
        } else if (argument == "--version") {
            mOut.mode = Arguments::Mode::Version;
        } else if (argument == "--json") {
            mOut.json = true;
        } else if (argument == "--no-poster") {
            mOut.drawPoster = false;
        } else if (valueOf("-o", mOut.output) || valueOf("--poster", mOut.poster) || geometry() ||
                   number("--jobs", 1, 256, mOut.options.jobs) ||
                   number("--max-texture", 4, 16384, mOut.options.maxTexture) ||
                   number("--levels", 2, 8, mOut.options.levels)) {
            return;
        } else if (argument.size() > 1 && argument[0] == '-') {
            wrong("there is no option " + argument);
        } else if (!mOut.input.empty()) {
            wrong("one product at a time: " + mOut.input + " or " + argument);
        } else {
            mOut.input = argument;
        }
    }

    std::vector<std::string> mArguments;
    size_t mAt = 0;
    Arguments mOut;
};

}  // namespace

Arguments parseArguments(int argc, const char* const* argv) {
    return Parser(argc, argv).parse();
}

}  // namespace vitrine::pack
