#include "light/files/HdrImage.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "decode/Limits.h"
#include "light/files/Shrink.h"

namespace vitrine::light {

namespace {

Error bad(std::string message) {
    Error e;
    e.code = ErrorCode::BadEnvironment;
    e.message = "The environment image " + std::move(message) + ".";
    return e;
}

class Reader {
public:
    explicit Reader(Bytes bytes) : mBytes(bytes) {}

    /// A header line without its end; false when none is left.
    bool line(std::string_view& out) {
        const size_t from = mAt;
        while (mAt < mBytes.size && mBytes.data[mAt] != '\n') ++mAt;
        if (mAt == mBytes.size) return false;
        out = {reinterpret_cast<const char*>(mBytes.data) + from, mAt - from};
        if (!out.empty() && out.back() == '\r') out.remove_suffix(1);
        ++mAt;
        return true;
    }
    size_t left() const { return mBytes.size - mAt; }
    const uint8_t* take(size_t count) {
        const uint8_t* at = mBytes.data + mAt;
        mAt += count;
        return at;
    }
    const uint8_t* peek() const { return mBytes.data + mAt; }

private:
    Bytes mBytes;
    size_t mAt = 0;
};

bool startsWith(std::string_view text, std::string_view with) {
    return text.substr(0, with.size()) == with;
}

bool digits(std::string_view& text, uint32_t& out) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    out = 0;
    size_t n = 0;
    for (; n < text.size() && text[n] >= '0' && text[n] <= '9' && n < 7; ++n) {
        out = out * 10 + static_cast<uint32_t>(text[n] - '0');
    }
    text.remove_prefix(n);
    return n > 0;
}

// "0.5", "1.2e+01": enough of a number for EXPOSURE lines. 1 when it is none.
float exposureOf(std::string_view text) {
    double value = 0, unit = 0;
    size_t i = 0;
    while (i < text.size() && text[i] == ' ') ++i;
    for (; i < text.size(); ++i) {
        if (text[i] == '.' && unit == 0) {
            unit = 1;
        } else if (text[i] >= '0' && text[i] <= '9') {
            value = value * 10 + (text[i] - '0');
            unit *= 10;
        } else {
            break;
        }
    }
    if (unit > 0) value /= unit;
    if (i + 1 < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        const bool negative = text[i + 1] == '-';
        std::string_view rest = text.substr(i + (negative || text[i + 1] == '+' ? 2 : 1));
        uint32_t power = 0;
        if (digits(rest, power))
            value *= std::pow(10.0, (negative ? -1.0 : 1.0) * std::min(power, 30u));
    }
    return value > 1e-20 && value < 1e20 ? static_cast<float>(value) : 1.0f;
}

struct Header {
    uint32_t width = 0, height = 0;
    bool bottomUp = false, mirrored = false;
    float scale = 1;
};

// "-Y 512 +X 1024": rows from the top, columns from the left. The signs may differ; X before Y (a
// rotated image) no environment has.
bool resolution(std::string_view line, Header& header) {
    if (line.size() < 2 || line[1] != 'Y' || (line[0] != '-' && line[0] != '+')) return false;
    header.bottomUp = line[0] == '+';
    line.remove_prefix(2);
    if (!digits(line, header.height)) return false;
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    if (line.size() < 2 || line[1] != 'X' || (line[0] != '-' && line[0] != '+')) return false;
    header.mirrored = line[0] == '-';
    line.remove_prefix(2);
    return digits(line, header.width);
}

Status readHeader(Reader& reader, Header& header) {
    std::string_view line;
    if (!reader.line(line) || (!startsWith(line, "#?"))) {
        return bad("does not start with \"#?RADIANCE\"");
    }
    for (;;) {
        if (!reader.line(line)) return bad("ends within its header");
        if (line.empty()) break;
        if (startsWith(line, "FORMAT=") && line != "FORMAT=32-bit_rle_rgbe") {
            return bad("has the pixel format \"" + std::string(line.substr(7, 40)) +
                       "\"; only 32-bit_rle_rgbe is read");
        }
        if (startsWith(line, "EXPOSURE=")) header.scale /= exposureOf(line.substr(9));
    }
    if (!reader.line(line)) return bad("ends within its header");
    if (!resolution(line, header)) {
        return bad("has the resolution line \"" + std::string(line.substr(0, 40)) +
                   "\"; expected one such as \"-Y 512 +X 1024\"");
    }
    if (header.width == 0 || header.height == 0 || header.width > decode::kMaxSide ||
        header.height > decode::kMaxSide) {
        return bad("is " + std::to_string(header.width) + " × " + std::to_string(header.height) +
                   " pixels; 1 to " + std::to_string(decode::kMaxSide) + " a side are read");
    }
    if (!(header.scale > 1e-20f && header.scale < 1e20f)) header.scale = 1;
    return {};
}

// One row in the per-component run lengths: 4 × runs of R, G, B, E.
bool componentRuns(Reader& reader, uint32_t width, std::vector<uint8_t>& row) {
    reader.take(4);
    for (uint32_t component = 0; component < 4; ++component) {
        uint32_t x = 0;
        while (x < width) {
            if (reader.left() < 2) return false;
            uint32_t count = *reader.take(1);
            const bool run = count > 128;
            if (run) count -= 128;
            if (count == 0 || count > width - x) return false;
            if (!run && reader.left() < count) return false;
            const uint8_t* from = reader.take(run ? 1 : count);
            for (uint32_t i = 0; i < count; ++i)
                row[4 * (x + i) + component] = run ? *from : from[i];
            x += count;
        }
    }
    return true;
}

// One row of flat pixels, in which 1 1 1 n repeats the former pixel n times; several such in a row
// are the bytes of a longer count.
bool pixelRuns(Reader& reader, uint32_t width, std::vector<uint8_t>& row) {
    uint32_t shift = 0;
    for (uint32_t x = 0; x < width;) {
        if (reader.left() < 4) return false;
        const uint8_t* p = reader.take(4);
        if (p[0] == 1 && p[1] == 1 && p[2] == 1) {
            if (x == 0 || shift > 16) return false;
            const uint32_t count = static_cast<uint32_t>(p[3]) << shift;
            if (count > width - x) return false;
            for (uint32_t i = 0; i < count; ++i, ++x) {
                for (int c = 0; c < 4; ++c) row[4 * x + c] = row[4 * (x - 1) + c];
            }
            shift += 8;
        } else {
            for (int c = 0; c < 4; ++c) row[4 * x + c] = p[c];
            ++x;
            shift = 0;
        }
    }
    return true;
}

glm::vec3 radianceOf(const uint8_t* rgbe, float scale) {
    if (rgbe[3] == 0) return glm::vec3(0);
    const float unit = std::ldexp(scale, static_cast<int>(rgbe[3]) - 136);
    // Half a step more is the middle of what the byte stands for; but zero should stay zero for
    // black images.
    return glm::vec3(rgbe[0], rgbe[1], rgbe[2]) * unit;
}

}  // namespace

Result<Equirect> readHdr(Bytes bytes, uint32_t maxWidth) {
    Reader reader(bytes);
    Header header;
    if (Status s = readHeader(reader, header); !s) return std::move(s).error();

    // A row takes at least 4 bytes whatever its coding, so that a short file can't ask for
    // gigabytes.
    if (reader.left() / 4 < header.height) {
        return bad("is cut off: " + std::to_string(reader.left()) + " bytes of pixels for " +
                   std::to_string(header.height) + " rows");
    }
    Shrink image(header.width, header.height,
                 Shrink::halvings(header.width, header.height, maxWidth));

    std::vector<uint8_t> row(size_t(4) * header.width);
    for (uint32_t y = 0; y < header.height; ++y) {
        bool good = reader.left() >= 4;
        if (good) {
            const uint8_t* p = reader.peek();
            const bool byComponent = header.width >= 8 && header.width < 32768 && p[0] == 2 &&
                                     p[1] == 2 &&
                                     (static_cast<uint32_t>(p[2]) << 8 | p[3]) == header.width;
            good = byComponent ? componentRuns(reader, header.width, row)
                               : pixelRuns(reader, header.width, row);
        }
        if (!good) {
            return bad("is broken or cut off in row " + std::to_string(y) + " of " +
                       std::to_string(header.height));
        }
        const uint32_t outY = header.bottomUp ? header.height - 1 - y : y;
        for (uint32_t x = 0; x < header.width; ++x) {
            const uint32_t outX = header.mirrored ? header.width - 1 - x : x;
            image.add(outX, outY, radianceOf(&row[4 * x], header.scale));
        }
    }
    return image.take();
}

}  // namespace vitrine::light
