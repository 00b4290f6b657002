#include "DecodeImage.h"

#include <cstring>

#include "StbImage.h"
#include "Webp.h"
#include "decode/Ktx2.h"

namespace vitrine::pack {
namespace {

constexpr uint32_t kMaxSide = 16384;
constexpr uint64_t kMaxTexels = 1u << 26;

enum class Kind { Unknown, StbReads, Webp, Ktx2, Avif };

/// Whether `text` is in the file at `offset`.
bool has(Bytes file, size_t offset, const char* text, size_t size) {
    return file.size >= offset + size && std::memcmp(file.data + offset, text, size) == 0;
}

Kind kindOf(Bytes file) {
    if (has(file, 0, "\x89PNG\r\n\x1a\n", 8) || has(file, 0, "\xff\xd8\xff", 3)) {
        return Kind::StbReads;
    }
    if (has(file, 0, "RIFF", 4) && has(file, 8, "WEBP", 4)) return Kind::Webp;
    if (has(file, 0, "\xabKTX 20\xbb\r\n\x1a\n", 12)) return Kind::Ktx2;
    if (has(file, 4, "ftypavi", 7)) return Kind::Avif;
    return Kind::Unknown;
}

Error bad(const ImageSource& source, const std::string& sentence) {
    return {ErrorCode::BadImage, "Image \"" + source.name + "\" " + sentence, source.name};
}

Status checkSize(const ImageSource& source, uint32_t width, uint32_t height) {
    if (width == 0 || height == 0) return bad(source, "has no texels.");
    if (width <= kMaxSide && height <= kMaxSide && uint64_t(width) * height <= kMaxTexels)
        return {};
    return Error{ErrorCode::TooLarge,
                 "Image \"" + source.name + "\" has " + std::to_string(width) + " x " +
                     std::to_string(height) + " texels; at most " + std::to_string(kMaxSide) +
                     " a side and " + std::to_string(kMaxTexels) + " in all are read.",
                 source.name};
}

Result<Pixels> decodeStb(const ImageSource& source) {
    const auto size = stbSize(source.bytes);
    if (!size) return bad(source, "is damaged: its header cannot be read.");
    if (Status status = checkSize(source, (*size)[0], (*size)[1]); !status) return status.error();
    Pixels pixels;
    if (const auto reason = stbDecode(source.bytes, pixels)) {
        return bad(source, "is damaged: " + *reason + ".");
    }
    return pixels;
}

Result<Pixels> decodeWebp(const ImageSource& source) {
    const auto size = webpSize(source.bytes);
    if (!size) return bad(source, "is damaged: its header cannot be read.");
    if (Status status = checkSize(source, (*size)[0], (*size)[1]); !status) return status.error();
    Pixels pixels;
    if (!webpDecode(source.bytes, pixels)) return bad(source, "is damaged: it does not decode.");
    return pixels;
}

Result<Pixels> decodeKtx2(const ImageSource& source) {
    Result<decode::Ktx2> file = decode::Ktx2::open(source.bytes);
    if (!file) return bad(source, "cannot be read: " + file.error().message);
    const decode::Ktx2Info& info = file->info();
    if (Status status = checkSize(source, info.width, info.height); !status) return status.error();
    Result<std::vector<uint8_t>> texels = file->transcode(0, decode::BlockFormat::Rgba8);
    if (!texels) return bad(source, "cannot be read: " + texels.error().message);
    return Pixels{info.width, info.height, std::move(*texels)};
}

Result<Pixels> decodeAny(const ImageSource& source) {
    if (source.bytes.size > INT32_MAX) {
        return Error{ErrorCode::TooLarge, "Image \"" + source.name + "\" has more than 2 GiB.",
                     source.name};
    }
    switch (kindOf(source.bytes)) {
        case Kind::StbReads:
            return decodeStb(source);
        case Kind::Webp:
            return decodeWebp(source);
        case Kind::Ktx2:
            return decodeKtx2(source);
        case Kind::Avif:
            return bad(source, "is an AVIF file. Save it as PNG, JPEG, WebP or KTX2.");
        case Kind::Unknown:
            break;
    }
    return bad(source, "is neither PNG, JPEG, WebP nor KTX2.");
}

}  // namespace

Result<Pixels> decodeImage(const ImageSource& source) {
    Result<Pixels> pixels = decodeAny(source);
    if (pixels && !source.use.alpha) {
        for (size_t i = 3; i < pixels->rgba.size(); i += 4) pixels->rgba[i] = 255;
    }
    return pixels;
}

}  // namespace vitrine::pack
