#include "light/files/KtxFile.h"

#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <string_view>

#include "base/Fail.h"
#include "decode/Limits.h"

namespace vitrine::light {
namespace {

constexpr size_t kIdentifierBytes = 12;
constexpr uint8_t kKtx1[kIdentifierBytes] = {0xAB, 'K',  'T',  'X',  ' ',  '1',
                                             '1',  0xBB, '\r', '\n', 0x1A, '\n'};
constexpr uint8_t kKtx2[kIdentifierBytes] = {0xAB, 'K',  'T',  'X',  ' ',  '2',
                                             '0',  0xBB, '\r', '\n', 0x1A, '\n'};
constexpr size_t kKtx1Header = 64;
constexpr size_t kKtx2Header = 80, kKtx2Level = 24;
constexpr uint32_t kLittleEndian = 0x04030201;
constexpr uint32_t kNone = 0, kZstandard = 2;  // supercompression

bool begins(Bytes file, const uint8_t* identifier) {
    return file.size >= kIdentifierBytes &&
           std::memcmp(file.data, identifier, kIdentifierBytes) == 0;
}

struct Format {
    TexelFormat texel;
    uint32_t vulkan;            // VkFormat
    uint32_t glType, glFormat;  // as glTexImage2D takes them
};
constexpr Format kFormats[] = {
    {TexelFormat::Half3, 90, 0x140B, 0x1907},
    {TexelFormat::Half4, 97, 0x140B, 0x1908},
    {TexelFormat::Float3, 106, 0x1406, 0x1907},
    {TexelFormat::Float4, 109, 0x1406, 0x1908},
    {TexelFormat::R11G11B10, 122, 0x8C3B, 0x1907},
    {TexelFormat::Rgb9E5, 123, 0x8C3E, 0x1907},
    // cmgen writes the internal format for the type.
    {TexelFormat::R11G11B10, 122, 0x8C3A, 0x1907},
};
constexpr char kKnown[] = "half floats, floats, B10G11R11 and E5B9G9R9 are read";

template <typename... Parts>
Error bad(Parts... parts) {
    return fail(ErrorCode::BadEnvironment, {"The environment image ", parts..., "."});
}

class Reader {
public:
    explicit Reader(Bytes file) : mFile(file) {}

    Result<KtxImage> run() {
        Status s = begins(mFile, kKtx1) ? readKtx1() : readKtx2();
        if (!s) return std::move(s).error();
        return std::move(mOut);
    }

private:
    // Whoever asks has made sure that they are there.
    uint32_t u32(uint64_t at) const {
        const uint8_t* p = mFile.data + at;
        return p[0] | p[1] << 8 | p[2] << 16 | uint32_t(p[3]) << 24;
    }
    uint64_t u64(uint64_t at) const { return u32(at) | uint64_t(u32(at + 4)) << 32; }
    bool has(uint64_t offset, uint64_t length) const {
        return offset <= mFile.size && length <= mFile.size - offset;
    }

    Status readKtx1() {
        if (mFile.size < kKtx1Header) return cutOff();
        if (u32(12) != kLittleEndian) return bad("is a big-endian KTX file; write it anew");
        const uint32_t type = u32(16), layout = u32(24);
        const Format* format =
            std::find_if(std::begin(kFormats), std::end(kFormats),
                         [&](const Format& f) { return f.glType == type && f.glFormat == layout; });
        if (format == std::end(kFormats))
            return bad("has pixels of the GL type ", type, " and format ", layout, "; ", kKnown);
        mOut.format = format->texel;
        if (Status s = readShape(u32(36), u32(40), u32(44), u32(48), u32(52)); !s) return s;
        const uint64_t values = u32(60);
        if (!has(kKtx1Header, values)) return cutOff();
        readOrientation(kKtx1Header, values);
        // Rows and faces begin at multiples of four bytes.
        mOut.rowBytes = (rowBytes() + 3) & ~size_t(3);
        const uint64_t begin = kKtx1Header + values + 4;
        if (!has(begin, bytes())) return cutOff();
        const uint64_t perFace = bytes() / mOut.faces, said = u32(begin - 4);
        if (said != perFace)
            return bad("has ", said, " bytes for ", perFace, " in its largest level");
        mOut.texels = {mFile.data + begin, static_cast<size_t>(bytes())};
        return {};
    }

    Status readKtx2() {
        if (mFile.size < kKtx2Header + kKtx2Level) return cutOff();
        const uint32_t vulkan = u32(12), scheme = u32(44);
        const Format* format = std::find_if(std::begin(kFormats), std::end(kFormats),
                                            [&](const Format& f) { return f.vulkan == vulkan; });
        if (format == std::end(kFormats))
            return bad("has pixels of the Vulkan format ", vulkan, "; ", kKnown);
        mOut.format = format->texel;
        if (Status s = readShape(u32(20), u32(24), u32(28), u32(32), u32(36)); !s) return s;
        if (scheme != kNone && scheme != kZstandard)
            return bad("has the supercompression ", scheme, "; none and Zstandard are read");
        const uint64_t valuesAt = u32(56), values = u32(60);
        if (!has(valuesAt, values)) return cutOff();
        readOrientation(valuesAt, values);
        mOut.rowBytes = rowBytes();
        // The first level of the index is the largest.
        const uint64_t offset = u64(kKtx2Header), length = u64(kKtx2Header + 8);
        if (!has(offset, length)) return cutOff();
        const Bytes level{mFile.data + offset, static_cast<size_t>(length)};
        if (scheme == kZstandard) return inflate(level);
        if (length != bytes())
            return bad("has ", length, " bytes for ", bytes(), " in its largest level");
        mOut.texels = level;
        return {};
    }

    Status readShape(uint32_t width, uint32_t height, uint32_t depth, uint32_t layers,
                     uint32_t faces) {
        if (width == 0 || height == 0 || depth > 1 || layers > 1 ||
            !(faces == 1 || (faces == 6 && width == height)))
            return bad("is no panorama and no cube: ", width, " × ", height, " × ", depth,
                       " pixels, ", layers, " layers, ", faces, " faces");
        if (std::max(width, height) > decode::kMaxSide)
            return bad("has ", width, " × ", height, " pixels, more than ", decode::kMaxSide,
                       " along a side");
        mOut.width = width;
        mOut.height = height;
        mOut.faces = faces;
        return {};
    }

    /// Key/value data: length, key, 0, value; each entry begins at a multiple of four bytes.
    void readOrientation(uint64_t at, uint64_t length) {
        constexpr std::string_view kKey("KTXorientation\0", 15);
        const uint64_t end = at + length;
        while (at + 4 <= end) {
            const uint64_t size = u32(at);
            at += 4;
            if (size > end - at) return;
            const std::string_view entry(reinterpret_cast<const char*>(mFile.data) + at,
                                         static_cast<size_t>(size));
            if (entry.substr(0, kKey.size()) == kKey) {
                // "ru" of version 2, "S=r,T=u" of version 1.
                const std::string_view value = entry.substr(kKey.size());
                mOut.bottomUp = mOut.faces == 1 && value.find('u') != std::string_view::npos;
                return;
            }
            at += (size + 3) & ~uint64_t(3);
        }
    }

    Status inflate(Bytes level) {
        if (bytes() > decode::kMaxBytes)
            return fail(ErrorCode::TooLarge,
                        {"The environment image takes ", bytes(), " bytes unpacked."});
        // What is said of the size is checked before memory is taken.
        const unsigned long long said = ZSTD_getFrameContentSize(level.data, level.size);
        if (said != bytes() && said != ZSTD_CONTENTSIZE_UNKNOWN)
            return bad("does not unpack to the ", bytes(), " bytes of its largest level");
        mOut.inflated.resize(static_cast<size_t>(bytes()));
        const size_t got =
            ZSTD_decompress(mOut.inflated.data(), mOut.inflated.size(), level.data, level.size);
        if (ZSTD_isError(got) || got != mOut.inflated.size())
            return bad("does not unpack to the ", bytes(), " bytes of its largest level");
        mOut.texels = {mOut.inflated.data(), mOut.inflated.size()};
        return {};
    }

    size_t rowBytes() const { return size_t(mOut.width) * texelBytes(mOut.format); }
    uint64_t bytes() const { return uint64_t(mOut.rowBytes) * mOut.height * mOut.faces; }
    Error cutOff() const { return bad("is cut off: it has ", mFile.size, " bytes"); }

    Bytes mFile;
    KtxImage mOut;
};

}  // namespace

bool isKtx(Bytes file) noexcept {
    return begins(file, kKtx1) || begins(file, kKtx2);
}

Result<KtxImage> readKtx(Bytes file) {
    return Reader(file).run();
}

}  // namespace vitrine::light
