// decode-ktx2.wasm: levels of one KTX2 image, from the whole file or from the ranges of it that are there.
#include <algorithm>
#include <cstring>

#include "base/Fail.h"
#include "decode/Ktx2.h"
#include "decode/Limits.h"
#include "decode/wasm/run.h"

namespace vitrine::decode {
namespace {

constexpr uint32_t kRangeWords = 5;  // where the ranges begin in the parameters

struct Range {
    uint64_t begin = 0, end = 0;
};

/// A file of which some ranges are filled in, the rest is zero.
class SparseFile {
public:
    static Result<SparseFile> open(const Parameters& p, Bytes bytes) {
        SparseFile file;
        const uint32_t size = p.at(3), ranges = p.at(4);
        if (ranges == 0) {
            file.mBytes = bytes;
            file.mRanges.push_back({0, bytes.size});
            return file;
        }
        if (p.count < kRangeWords || ranges != (p.count - kRangeWords) / 2 || size > kMaxBytes)
            return fail(ErrorCode::Internal,
                        {p.count, " words for ", ranges, " ranges of ", size, " bytes"});
        file.mOwn.resize(size);
        uint64_t taken = 0;
        for (uint32_t i = 0; i < ranges; ++i) {
            const uint64_t offset = p.at(kRangeWords + 2 * i);
            const uint64_t length = p.at(kRangeWords + 2 * i + 1);
            if (offset + length > size || taken + length > bytes.size)
                return fail(ErrorCode::Internal,
                            {"a range of ", length, " bytes at ", offset, " of ", size, ", with ",
                             bytes.size, " bytes at hand"});
            if (length) std::memcpy(file.mOwn.data() + offset, bytes.data + taken, length);
            file.mRanges.push_back({offset, offset + length});
            taken += length;
        }
        std::sort(file.mRanges.begin(), file.mRanges.end(),
                  [](const Range& a, const Range& b) { return a.begin < b.begin; });
        file.mBytes = {file.mOwn.data(), size};
        return file;
    }

    Bytes bytes() const { return mBytes; }

    /// Whether all bytes from `begin` to `end` are there.
    bool has(uint64_t begin, uint64_t end) const {
        for (const Range& range : mRanges) {
            if (range.begin <= begin && begin < range.end) begin = range.end;
        }
        return begin >= end;
    }

private:
    std::vector<uint8_t> mOwn;
    Bytes mBytes;
    std::vector<Range> mRanges;  // by their beginning
};

constexpr size_t aligned(size_t offset) {
    return (offset + 15) & ~size_t(15);
}

}  // namespace

Result<RawBytes> run(const Parameters& parameters, Bytes bytes) {
    auto file = SparseFile::open(parameters, bytes);
    if (!file) return std::move(file).error();
    auto opened = Ktx2::open(file->bytes());
    if (!opened) return std::move(opened).error();
    const Ktx2Info& info = opened->info();
    if (!file->has(0, info.headerBytes))
        return fail(ErrorCode::BadImage,
                    {"the first ", info.headerBytes, " bytes of the KTX2 file are not all there"});

    const auto levels = static_cast<uint32_t>(info.levels.size());
    const uint32_t first = parameters.at(1);
    const uint32_t last = std::min(parameters.at(2), levels - 1);  // −1 is a large number
    if (first > last)
        return fail(ErrorCode::BadImage, {"the KTX2 file has no level ", first, ", only ", levels});
    const BlockFormat format = opened->choose(parameters.at(0));

    const uint32_t count = last - first + 1;
    std::vector<uint32_t> words = {static_cast<uint32_t>(format),
                                   (info.alpha ? 1u : 0u) | (info.uastc ? 2u : 0u), levels, first,
                                   count};
    const size_t begin = aligned((words.size() + 3 * size_t(count)) * 4);
    uint64_t size = begin;
    for (uint32_t i = first; i <= last; ++i) {
        const Ktx2Level& level = info.levels[i];
        if (!file->has(level.offset, level.offset + level.length))
            return fail(ErrorCode::BadImage, {"the ", level.length, " bytes of level ", i,
                                              " of the KTX2 file are not all there"});
        const size_t bytesOfLevel = blockBytes(format, level.width, level.height);
        words.insert(words.end(), {level.width, level.height, static_cast<uint32_t>(bytesOfLevel)});
        size += aligned(bytesOfLevel);
    }
    // All levels of the largest image as pixels are a third more than the limit.
    if (size > kMaxBytes + kMaxBytes / 2)
        return fail(ErrorCode::TooLarge, {"the KTX2 image takes ", size, " bytes"});

    RawBytes out(static_cast<size_t>(size));
    std::memcpy(out.data(), words.data(), words.size() * 4);
    size_t at = begin;
    for (uint32_t i = first; i <= last; ++i) {
        if (Status s = opened->transcode(i, format, out.data() + at); !s)
            return std::move(s).error();
        at += aligned(words[5 + 3 * (i - first) + 2]);
    }
    return out;
}

}  // namespace vitrine::decode
