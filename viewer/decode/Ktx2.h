// KHR_texture_basisu: KTX2 files with Basis Universal data (ETC1S, UASTC; zstd) → blocks that a GPU takes.
//
// A file need not be whole: levels lie smallest first behind the header and the codebooks, so a prefix of the file is
// enough for its small levels. Pure; any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/Bytes.h"
#include "base/Result.h"

namespace vitrine::decode {

/// What textures may become. The values are the wire format of the decoder module: never renumber.
enum class BlockFormat : uint32_t {
    Rgba8 = 0,     // 32 bits per pixel, the last resort
    Astc4x4 = 1,   // 8
    Bc7 = 2,       // 8
    Bc3 = 3,       // 8, with alpha
    Bc1 = 4,       // 4, no alpha
    Etc2Rgba = 5,  // 8
    Etc2Rgb = 6,   // 4, no alpha
};

/// Bit of a format in a set of them.
constexpr uint32_t bit(BlockFormat format) {
    return 1u << static_cast<uint32_t>(format);
}

/// Bytes of one level.
size_t blockBytes(BlockFormat format, uint32_t width, uint32_t height);

struct Ktx2Level {
    uint64_t offset = 0, length = 0;  ///< in the file
    uint32_t width = 0, height = 0;
};

struct Ktx2Info {
    uint32_t width = 0, height = 0;
    bool uastc = false;  ///< else ETC1S
    bool alpha = false;
    bool srgb = false;              ///< what the file itself says; glTF's use of the image decides
    uint64_t headerBytes = 0;       ///< header, descriptors and codebooks: what every level needs
    std::vector<Ktx2Level> levels;  ///< largest first
};

class Ktx2 {
public:
    /// `file` must outlive this. Needs only the first Ktx2Info::headerBytes to be filled in, but `file.size` must be that of
    /// the whole file. Errors: BadImage, TooLarge.
    static Result<Ktx2> open(Bytes file);
    ~Ktx2();
    Ktx2(Ktx2&&) noexcept;
    Ktx2& operator=(Ktx2&&) noexcept;

    const Ktx2Info& info() const;

    /// The best format among `supported` (bits) for a texture whose largest level is the file's level `top`: least loss,
    /// then least bytes. Rgba8 is always possible. WebGL takes Bc* only where the texture's sides are multiples of 4.
    BlockFormat choose(uint32_t supported, size_t top = 0) const;

    /// Writes blockBytes() bytes of one level. Not for Astc4x4 of ETC1S data, which choose() never says: Etc2 is lossless
    /// there, and wherever there is Astc there is Etc2. Errors: BadImage.
    Status transcode(size_t level, BlockFormat format, uint8_t* out) const;

    /// The same into memory of its own.
    Result<std::vector<uint8_t>> transcode(size_t level, BlockFormat format) const;

private:
    struct State;
    explicit Ktx2(std::unique_ptr<State> state);
    std::unique_ptr<State> mState;
};

}  // namespace vitrine::decode
