#include "gltf/Container.h"

#include <cstring>

#include "gltf/Fail.h"
#include "gltf/Limits.h"

namespace vitrine::gltf {
namespace {

constexpr uint32_t kJsonChunk = 0x4E4F534A;  // "JSON"
constexpr uint32_t kBinChunk = 0x004E4942;   // "BIN\0"

uint32_t u32(const uint8_t* at) {
    return at[0] | uint32_t(at[1]) << 8 | uint32_t(at[2]) << 16 | uint32_t(at[3]) << 24;
}

bool isSpace(uint8_t c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

}  // namespace

Status Container::scan(Bytes soFar) {
    if (mKind == Kind::Unknown) {
        Status status = sniff(soFar);
        if (!status) return status;
    }
    if (mKind != Kind::Glb || mChunksKnown) return {};
    if (mLength == 0) {
        Status status = header(soFar);
        if (!status) return status;
    }
    return mLength == 0 ? Status() : chunks(soFar);
}

Status Container::sniff(Bytes soFar) {
    const uint8_t* d = soFar.data;
    const size_t n = soFar.size;
    if (n >= 1 && d[0] == 'g') {
        if (std::memcmp(d, "glTF", n < 4 ? n : 4) != 0) {
            return fail(ErrorCode::NotAModel,
                        {"The file starts neither with 'glTF' nor with '{'."});
        }
        if (n >= 4) mKind = Kind::Glb;
        return {};
    }
    size_t i = 0;
    static const uint8_t kBom[3] = {0xEF, 0xBB, 0xBF};
    if (n >= 1 && d[0] == kBom[0]) {
        if (std::memcmp(d, kBom, n < 3 ? n : 3) != 0) {
            return fail(ErrorCode::NotAModel,
                        {"The file starts neither with 'glTF' nor with '{'."});
        }
        if (n < 3) return {};
        i = 3;
    }
    while (i < n && isSpace(d[i])) ++i;
    if (i == n) return {};
    if (d[i] == '<') {
        return fail(
            ErrorCode::NotAModel,
            {"The file is HTML or XML, not a model; the server may have sent a page instead."});
    }
    if (d[i] != '{') {
        return fail(ErrorCode::NotAModel,
                    {"The file starts neither with 'glTF' nor with '{': byte ", unsigned(i), " is ",
                     unsigned(d[i]), "."});
    }
    mKind = Kind::Json;
    return {};
}

Status Container::header(Bytes soFar) {
    if (soFar.size >= 8 && u32(soFar.data + 4) != 2) {
        return fail(ErrorCode::UnsupportedVersion, {"GLB container version ", u32(soFar.data + 4),
                                                    " is not supported; it must be 2."});
    }
    if (soFar.size < kHeader) return {};
    mLength = u32(soFar.data + 8);
    if (mLength < kHeader + kChunkHeader) {
        const uint32_t length = mLength;
        mLength = 0;
        return fail(ErrorCode::BadContainer, {"The GLB header says the file has ", length,
                                              " bytes; a header and a chunk need at least 20."});
    }
    if (mLength > kMaxFileBytes) {
        return fail(ErrorCode::TooLarge, {"The GLB header says the file has ", mLength,
                                          " bytes; at most ", kMaxFileBytes, " can be held."});
    }
    mNext = kHeader;
    return {};
}

Status Container::chunks(Bytes soFar) {
    while (!mChunksKnown) {
        const uint64_t left = mLength - mNext;
        if (left == 0) {
            mChunksKnown = true;
            break;
        }
        if (left < kChunkHeader) {
            return fail(
                ErrorCode::BadContainer,
                {"The GLB has ", left, " bytes after its last chunk, too few for a chunk header."});
        }
        if (soFar.size < mNext + kChunkHeader) return {};
        const uint32_t size = u32(soFar.data + mNext);
        const uint32_t type = u32(soFar.data + mNext + 4);
        if (size > left - kChunkHeader) {
            return fail(ErrorCode::BadContainer, {"A GLB chunk of ", size, " bytes at byte ", mNext,
                                                  " passes the file's end at ", mLength, "."});
        }
        if (mJsonSize == 0) {
            if (type != kJsonChunk) {
                return fail(ErrorCode::BadContainer, {"The first GLB chunk has type ", type,
                                                      "; it must be JSON (", kJsonChunk, ")."});
            }
            if (size == 0) return fail(ErrorCode::BadContainer, {"The GLB's JSON chunk is empty."});
            mJsonSize = size;
        } else if (type == kBinChunk) {
            mHasBin = true;
            mBinBegin = mNext + kChunkHeader;
            mBinSize = size;
            mChunksKnown = true;
        }  // Chunks of unknown type are to be skipped, says the specification.
        mNext += kChunkHeader + size;
    }
    return {};
}

Status Container::finish(uint64_t received) const {
    if (received == 0) return fail(ErrorCode::Empty, {"The file has no bytes."});
    if (mKind == Kind::Unknown) {
        return fail(ErrorCode::NotAModel,
                    {"The file's ", received, " bytes are neither a GLB header nor JSON."});
    }
    if (mKind == Kind::Json) return {};
    if (mLength == 0) {
        return fail(ErrorCode::Truncated, {"The file ends after ", received,
                                           " bytes, within the 12 bytes of the GLB header."});
    }
    if (received < mLength) {
        return fail(ErrorCode::Truncated,
                    {"The file ends after ", received, " of ", mLength, " bytes."});
    }
    return {};
}

}  // namespace vitrine::gltf
