#include "decode/Ktx2Container.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "base/Fail.h"
#include "decode/Limits.h"

namespace vitrine::decode {
namespace {

constexpr uint8_t kIdentifier[12] = {0xAB, 'K',  'T',  'X',  ' ',  '2',
                                     '0',  0xBB, '\r', '\n', 0x1A, '\n'};
constexpr size_t kHeaderBytes = 80;
constexpr size_t kLevelBytes = 24;
constexpr size_t kDescriptorBytes = 24;  // of a basic data format descriptor, before its samples
constexpr size_t kSampleBytes = 16;
constexpr size_t kGlobalBytes = 20;  // of BasisLZ global data, before its image descriptions
constexpr size_t kImageBytes = 20;
constexpr size_t kUastcBlockBytes = 16;

enum Supercompression : uint32_t { kNone = 0, kBasisLz = 1, kZstandard = 2 };
enum ColorModel : uint32_t { kEtc1s = 163, kUastc = 166 };
enum UastcChannels : uint32_t { kRgba = 3, kRrrg = 5 };
constexpr uint32_t kTransferSrgb = 2;
constexpr uint32_t kPredictedFrame = 2;  // image flag of video

/// Little-endian words of a file; whoever asks has made sure that they are there.
class Words {
public:
    explicit Words(Bytes bytes) : mBytes(bytes) {}
    uint32_t u8(uint64_t at) const { return mBytes.data[at]; }
    uint32_t u16(uint64_t at) const { return u8(at) | u8(at + 1) << 8; }
    uint32_t u32(uint64_t at) const { return u16(at) | u16(at + 2) << 16; }
    uint64_t u64(uint64_t at) const { return u32(at) | uint64_t(u32(at + 4)) << 32; }

private:
    Bytes mBytes;
};

struct Range {
    uint64_t offset = 0, length = 0;
    uint64_t end() const { return offset + length; }
};

bool within(const Range& range, uint64_t size) {
    return range.offset <= size && range.length <= size - range.offset;
}

class Reader {
public:
    explicit Reader(Bytes file) : mFile(file), mWords(file) {}

    Result<Ktx2Container> run() {
        if (Status s = readHeader(); !s) return std::move(s).error();
        if (Status s = readFormat(); !s) return std::move(s).error();
        if (Status s = readLevels(); !s) return std::move(s).error();
        if (!mOut.info.uastc) {
            if (Status s = readGlobals(); !s) return std::move(s).error();
        }
        return std::move(mOut);
    }

private:
    Status readHeader() {
        if (mFile.size < kHeaderBytes ||
            std::memcmp(mFile.data, kIdentifier, sizeof(kIdentifier)) != 0)
            return fail(ErrorCode::BadImage,
                        {"the image of ", mFile.size, " bytes is no KTX2 file"});
        const uint32_t vkFormat = mWords.u32(12);
        Ktx2Info& info = mOut.info;
        info.width = mWords.u32(20);
        info.height = mWords.u32(24);
        const uint32_t depth = mWords.u32(28), layers = mWords.u32(32), faces = mWords.u32(36);
        mLevels = mWords.u32(40);
        mScheme = mWords.u32(44);
        mDescriptor = {mWords.u32(48), mWords.u32(52)};
        mKeyValues = {mWords.u32(56), mWords.u32(60)};
        mGlobals = {mWords.u64(64), mWords.u64(72)};

        if (vkFormat != 0)
            return fail(ErrorCode::BadImage, {"the KTX2 file holds Vulkan format ", vkFormat,
                                              ", not Basis Universal data"});
        if (info.width == 0 || info.height == 0 || depth > 0 || layers > 1 || faces != 1)
            return fail(ErrorCode::BadImage,
                        {"the KTX2 file is no single picture: ", info.width, " × ", info.height,
                         " × ", depth, " pixels, ", layers, " layers, ", faces, " faces"});
        if (info.width > kMaxSide || info.height > kMaxSide)
            return fail(ErrorCode::TooLarge, {"the KTX2 image has ", info.width, " × ", info.height,
                                              " pixels, more than ", kMaxSide, " along a side"});
        const uint32_t most = 32 - leadingZeros(std::max(info.width, info.height));
        if (mLevels == 0 || mLevels > most)
            return fail(ErrorCode::BadImage, {"the KTX2 image of ", info.width, " × ", info.height,
                                              " pixels cannot have ", mLevels, " levels"});
        if (mScheme > kZstandard)
            return fail(ErrorCode::BadImage,
                        {"the KTX2 file has the unknown supercompression ", mScheme});
        if (!within({kHeaderBytes, mLevels * kLevelBytes}, mFile.size) ||
            !within(mDescriptor, mFile.size) || !within(mKeyValues, mFile.size) ||
            !within(mGlobals, mFile.size))
            return fail(ErrorCode::BadImage, {"a part of the KTX2 file's header lies beyond its ",
                                              mFile.size, " bytes"});
        info.headerBytes = std::max({uint64_t(kHeaderBytes + mLevels * kLevelBytes),
                                     mDescriptor.end(), mKeyValues.end(), mGlobals.end()});
        return {};
    }

    /// Number of zero bits above the highest set one; x is not 0.
    static uint32_t leadingZeros(uint32_t x) { return uint32_t(__builtin_clz(x)); }

    Status readFormat() {
        // The total size, then one basic block: its size is in the upper half of its second word.
        const uint64_t block = mDescriptor.offset + 4;
        if (mDescriptor.length < 4 + kDescriptorBytes + kSampleBytes)
            return fail(ErrorCode::BadImage, {"the KTX2 file's data format descriptor has only ",
                                              mDescriptor.length, " bytes"});
        const uint64_t size = mWords.u16(block + 6);
        if (size < kDescriptorBytes + kSampleBytes || size > mDescriptor.length - 4)
            return fail(ErrorCode::BadImage,
                        {"the KTX2 file's data format descriptor says that it has ", size,
                         " bytes, in ", mDescriptor.length});
        const uint64_t samples = (size - kDescriptorBytes) / kSampleBytes;
        const uint32_t model = mWords.u8(block + 8);
        const uint32_t channel = mWords.u8(block + kDescriptorBytes + 3) & 15;
        Ktx2Info& info = mOut.info;
        info.srgb = mWords.u8(block + 10) == kTransferSrgb;
        info.uastc = model == kUastc;
        info.alpha = info.uastc ? channel == kRgba || channel == kRrrg : samples == 2;
        mOut.zstd = mScheme == kZstandard;
        const bool known = model == kUastc   ? mScheme != kBasisLz
                           : model == kEtc1s ? mScheme == kBasisLz
                                             : false;
        if (!known)
            return fail(ErrorCode::BadImage,
                        {"the KTX2 file has color model ", model, " with supercompression ",
                         mScheme, ", where only ETC1S with BasisLZ and UASTC are known"});
        return {};
    }

    Status readLevels() {
        for (uint32_t i = 0; i < mLevels; ++i) {
            const uint64_t at = kHeaderBytes + i * kLevelBytes;
            Ktx2Level level;
            level.offset = mWords.u64(at);
            level.length = mWords.u64(at + 8);
            level.width = std::max(1u, mOut.info.width >> i);
            level.height = std::max(1u, mOut.info.height >> i);
            if (level.length == 0 || !within({level.offset, level.length}, mFile.size))
                return fail(ErrorCode::BadImage,
                            {"level ", i, " of the KTX2 file has ", level.length, " bytes at ",
                             level.offset, " of ", mFile.size});
            if (mOut.info.uastc) {
                const uint64_t bytes = mOut.zstd ? mWords.u64(at + 16) : level.length;
                if (bytes != blocksOf(level) * kUastcBlockBytes)
                    return fail(ErrorCode::BadImage,
                                {"level ", i, " of the KTX2 file has ", bytes, " bytes for ",
                                 level.width, " × ", level.height, " pixels"});
            }
            mOut.info.levels.push_back(level);
        }
        return {};
    }

    /// The global data of BasisLZ: counts, an image per level, then the codebooks.
    Status readGlobals() {
        const uint64_t images = uint64_t(mLevels) * kImageBytes;
        if (mGlobals.length < kGlobalBytes + images)
            return fail(ErrorCode::BadImage,
                        {"the KTX2 file's codebooks have only ", mGlobals.length, " bytes"});
        const uint64_t at = mGlobals.offset;
        Etc1sCodebooks& books = mOut.codebooks;
        books.endpointCount = mWords.u16(at);
        books.selectorCount = mWords.u16(at + 2);
        uint64_t offset = at + kGlobalBytes + images;
        const auto take = [&](Bytes& part, uint32_t length) {
            const Range range{offset, length};
            if (length == 0 || range.end() > mGlobals.end()) return false;
            // Within the file, so that it fits size_t.
            part = {mFile.data + static_cast<size_t>(offset), length};
            offset += length;
            return true;
        };
        if (books.endpointCount == 0 || books.selectorCount == 0 ||
            !take(books.endpoints, mWords.u32(at + 4)) ||
            !take(books.selectors, mWords.u32(at + 8)) || !take(books.tables, mWords.u32(at + 12)))
            return fail(ErrorCode::BadImage,
                        {"the KTX2 file's codebooks of ", books.endpointCount, " endpoints and ",
                         books.selectorCount, " selectors do not fit ", mGlobals.length, " bytes"});
        for (uint32_t i = 0; i < mLevels; ++i) {
            if (Status s = readImage(i, at + kGlobalBytes + i * kImageBytes); !s) return s;
        }
        return {};
    }

    Status readImage(uint32_t level, uint64_t at) {
        const uint32_t flags = mWords.u32(at);
        Etc1sSlices slices;
        slices.colorOffset = mWords.u32(at + 4);
        slices.colorLength = mWords.u32(at + 8);
        slices.alphaOffset = mWords.u32(at + 12);
        slices.alphaLength = mWords.u32(at + 16);
        const uint64_t length = mOut.info.levels[level].length;
        if ((flags & kPredictedFrame) || slices.colorLength == 0 ||
            !within({slices.colorOffset, slices.colorLength}, length))
            return fail(ErrorCode::BadImage,
                        {"level ", level, " of the KTX2 file has ", slices.colorLength,
                         " bytes of color at ", slices.colorOffset, " of ", length});
        if (mOut.info.alpha &&
            (slices.alphaLength == 0 || !within({slices.alphaOffset, slices.alphaLength}, length)))
            return fail(ErrorCode::BadImage,
                        {"level ", level, " of the KTX2 file has ", slices.alphaLength,
                         " bytes of alpha at ", slices.alphaOffset, " of ", length});
        mOut.slices.push_back(slices);
        return {};
    }

    Bytes mFile;
    Words mWords;
    Ktx2Container mOut;
    uint32_t mLevels = 0;
    uint32_t mScheme = 0;
    Range mDescriptor, mKeyValues, mGlobals;
};

}  // namespace

Result<Ktx2Container> readKtx2(Bytes file) {
    return Reader(file).run();
}

}  // namespace vitrine::decode
