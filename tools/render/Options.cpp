#include "tools/render/Options.h"

#include <charconv>
#include <cstdio>
#include <cstring>
#include <string_view>

namespace vitrine::poster {
namespace {

constexpr uint32_t kLargestSide = 8192;  // pixels
constexpr uint32_t kMostFrames = 1000;   // numbered with three digits

Error bad(std::string_view option, std::string_view value, const char* expected) {
    return {ErrorCode::BadSetting,
            std::string(option) + " is \"" + std::string(value) + "\"; expected " + expected + "."};
}

/// The whole text as a number of that base in a range.
bool parseNumber(std::string_view text, int base, uint32_t least, uint32_t most, uint32_t& out) {
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out, base);
    return problem == std::errc{} && end == text.data() + text.size() && out >= least &&
           out <= most;
}

bool parseSize(std::string_view text, PosterOptions& poster) {
    const size_t x = text.find('x');
    return x != std::string_view::npos &&
           parseNumber(text.substr(0, x), 10, 1, kLargestSide, poster.width) &&
           parseNumber(text.substr(x + 1), 10, 1, kLargestSide, poster.height);
}

bool parseBackground(std::string_view text, PosterOptions& poster) {
    if (text == "transparent") {
        poster.background.reset();
        return true;
    }
    uint32_t rgb = 0;
    if (text.size() != 7 || text[0] != '#' || !parseNumber(text.substr(1), 16, 0, 0xffffff, rgb)) {
        return false;
    }
    poster.background = Colour{static_cast<uint8_t>(rgb >> 16), static_cast<uint8_t>(rgb >> 8),
                               static_cast<uint8_t>(rgb)};
    return true;
}

bool parseQuality(std::string_view text, int& quality) {
    uint32_t value = 0;
    if (!parseNumber(text, 10, 1, 100, value)) return false;
    quality = static_cast<int>(value);
    return true;
}

/// An option that has a value: nullptr when it parses, else what is expected. `known` is false for other options.
const char* apply(Options& o, std::string_view option, const char* value, bool& known) {
    if (option == "-o") {
        o.output = value;
    } else if (option == "--size") {
        return parseSize(value, o.poster) ? nullptr : "width x height in pixels, such as 1024x768";
    } else if (option == "--look") {
        o.poster.look = value;
    } else if (option == "--orbit") {
        o.poster.orbit = value;
    } else if (option == "--env") {
        o.poster.environment = value;
    } else if (option == "--skybox") {
        o.poster.skybox = value;
    } else if (option == "--skybox-height") {
        o.poster.skyboxHeight = value;
    } else if (option == "--tone") {
        o.poster.toneMapping = value;
    } else if (option == "--exposure") {
        o.poster.exposure = value;
    } else if (option == "--shadow") {
        o.poster.shadow = value;
    } else if (option == "--background") {
        return parseBackground(value, o.poster) ? nullptr : "transparent or a colour as #rrggbb";
    } else if (option == "--frames") {
        return parseNumber(value, 10, 1, kMostFrames, o.frames) ? nullptr
                                                                : "a number from 1 to 1000";
    } else if (option == "--quality") {
        return parseQuality(value, o.quality) ? nullptr : "a number from 1 to 100";
    } else {
        known = false;
    }
    return nullptr;
}

bool isPictureName(std::string_view file) {
    const size_t dot = file.rfind('.');
    const std::string_view ending = dot == std::string_view::npos ? "" : file.substr(dot);
    return ending == ".webp" || ending == ".png";
}

}  // namespace

const char* const kUsage =
    "usage: vitrine-render MODEL -o PICTURE [option…]\n"
    "Draws a product (.glb, .gltf, manifest.json) as the viewer shows it, into a .webp or .png "
    "file.\n"
    "  --size WxH               pixels; 1024x768\n"
    "  --look FILE.json         a look file; the options below win over it\n"
    "  --orbit \"THETA PHI R\"    where the camera is; \"0deg 75deg 105%\"\n"
    "  --env studio|neutral|FILE   the light; FILE is .hdr, .ktx or .ktx2; that of --skybox, else "
    "studio\n"
    "  --skybox FILE            what is seen behind the product: .hdr, .ktx or .ktx2\n"
    "  --skybox-height 1.5m     the product stands on its floor, so far below where it was taken\n"
    "  --tone neutral|aces|agx|filmic|linear   tone mapping; neutral\n"
    "  --exposure N             1\n"
    "  --shadow 0…1             the shadow on the ground; 0\n"
    "  --background transparent|#rrggbb   transparent\n"
    "  --frames N               a turntable: PICTURE-000, PICTURE-001, …\n"
    "  --quality 1…100          of WebP; 90\n"
    "  --json                   says what was done as JSON\n"
    "Exit status: 0 done, 1 the picture cannot be written, 2 the model, light or look is bad, 3 no "
    "OpenGL ES 3,\n"
    "64 wrong usage.\n";

Result<Options> parseOptions(int count, const char* const* arguments) {
    Options o;
    for (int i = 1; i < count; ++i) {
        const std::string_view option = arguments[i];
        if (option == "--help") {
            o.help = true;
            return o;
        }
        if (option == "--json") {
            o.json = true;
            continue;
        }
        if (option.empty() || option[0] != '-') {
            if (!o.poster.model.empty()) return bad("The model", option, "one model only");
            o.poster.model = option;
            continue;
        }
        bool known = true;
        const bool last = i + 1 == count;
        const char* expected = apply(o, option, last ? "" : arguments[i + 1], known);
        if (!known)
            return Error{ErrorCode::BadSetting, "There is no option " + std::string(option) + "."};
        if (last) return Error{ErrorCode::BadSetting, std::string(option) + " lacks its value."};
        if (expected) return bad(option, arguments[i + 1], expected);
        ++i;
    }
    if (o.poster.model.empty()) return Error{ErrorCode::BadSetting, "No model is named."};
    if (!isPictureName(o.output)) return bad("-o", o.output, "a file that ends in .webp or .png");
    return o;
}

std::string frameFile(const Options& options, uint32_t frame) {
    if (options.frames == 1) return options.output;
    char number[16];
    std::snprintf(number, sizeof number, "-%03u", static_cast<unsigned>(frame));
    std::string file = options.output;
    return file.insert(file.rfind('.'), number);
}

}  // namespace vitrine::poster
