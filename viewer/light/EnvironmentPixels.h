// A file of light after the decoder has read it (light/files/EnvironmentFile.h): the words that pass from one module to the other.
#pragma once

#include <optional>

#include "base/Bytes.h"
#include "light/Environment.h"

namespace vitrine::light {

/// u32 × 4: width and height of the light, of the background (0 where it is not wanted as that); then f32 × 3 per texel of
/// light; then u32 (R11F_G11F_B10F) per texel of background. Rows from the top, as Equirect has them.
struct EnvironmentPixels {
    Equirect light;
    uint32_t skyWidth = 0, skyHeight = 0;
    Bytes sky;  ///< refers to what was read
};

/// Nothing when the bytes are not as many as their first words say.
std::optional<EnvironmentPixels> readPixels(Bytes bytes);

}  // namespace vitrine::light
