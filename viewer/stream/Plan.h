// What to load of a product, and how much of it: pure decisions from what is known of the product, the device, its line
// and the size on screen. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "stream/Manifest.h"

namespace vitrine::stream {

/// What the host knows; see vt_device.
struct Device {
    bool saveData = false;  ///< the shopper asked to be spared bytes (Save-Data)
    std::string
        connection;  ///< navigator.connection.effectiveType: "slow-2g", "2g", "3g", "4g", "" = unknown
    double memory = 0;               ///< GiB, 0 = unknown
    uint32_t maxTextureSize = 4096;  ///< texels a side that the GPU takes
    bool compressed = true;          ///< the GPU takes block-compressed textures
};

/// What decided about the detail. The names are public: they reach the page in `detail-change`.
enum class Reason : uint8_t { Progress, Zoom, Budget, SaveData, SlowConnection, Error };
const char* reasonName(Reason reason) noexcept;

/// How far a product is to be loaded.
struct Goal {
    size_t level = 0;                  ///< the last geometry level
    uint32_t maxTexture = 0;           ///< longest side of a texture level, texels; 0 = no limit
    Reason reason = Reason::Progress;  ///< SaveData or SlowConnection when these set a limit
};

/// Save-Data and very slow lines stop at the level before the last where there are three or more, and at small textures.
Goal chooseGoal(const Manifest& manifest, const Device& device);

/// The geometry level to fetch after `shown`: as large as makes sense without a long wait between two pictures.
size_t nextLevel(const Manifest& manifest, size_t shown, size_t goal);

/// The first bytes of a file, or all of it.
struct Beginning {
    std::string url;
    uint64_t length = 0;  ///< bytes
    std::string crc32;    ///< of a whole file; empty otherwise
};

/// What of level `next` may be fetched while the picture of level 0 is made: its file, then levels up to `side` texels of its
/// textures. With level 0 it stays an eighth of the product, so a shopper who looks at the first picture only pays for little more.
std::vector<Beginning> aheadOf(const Manifest& manifest, size_t next, uint32_t side);

/// Bytes of GPU texture memory that one viewer may use; 0 = no limit. `budget` is the element's own, 0 = not given.
uint64_t textureBudget(const Device& device, uint64_t budget);

/// Texels of a texture that is to be fitted into the budget.
struct TextureSize {
    uint32_t width = 0, height = 0;
    uint32_t levels = 1;
};

/// For every texture the largest mip level that it may have, so that all together take at most `budget` bytes (0 = no
/// limit), no side is longer than `maxSide` (0 = no limit), and the largest give way first. The smallest level of a texture
/// always stays.
std::vector<uint32_t> capTextures(const std::vector<TextureSize>& sizes, uint64_t budget,
                                  uint32_t maxSide, double bytesPerTexel);

/// The first mip level that is no longer than `side` texels; the last level when none is.
uint32_t levelWithin(const TextureSize& size, uint32_t side);

/// What texture levels are looked at in: a frame, or the picture at rest, whose samples read finer texels.
enum class Sharpness : uint8_t { Frame, Rest };

/// The smallest mip level whose texels are about as large as pixels, at rest about half as large, or smaller: level 0 has
/// `texelsPerMetre` on the surface, the screen shows `pixelsPerMetre` where the surface is nearest. (As the GPU's own choice:
/// OpenGL ES 3.0 specification, 3.8.10.1.)
uint32_t wantedLevel(double texelsPerMetre, double pixelsPerMetre, uint32_t levels,
                     Sharpness sharpness);

}  // namespace vitrine::stream
