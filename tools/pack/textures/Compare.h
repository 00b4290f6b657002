// How far an encoded texture is from its source.
#pragma once

#include "Pixels.h"

namespace vitrine::pack {

/// Texels of a level, 0 the largest, of a KTX2 file, as the viewer decodes it. Errors: BadImage.
Result<Pixels> decodeLevel(const std::vector<uint8_t>& ktx2, uint32_t level);

/// Mean squared difference of 8-bit values: the greater of colour's and, where the use has it, alpha's. Colour counts by
/// the source's alpha. Both images have the same size.
double meanSquaredError(const Pixels& source, const Pixels& other, ImageUse use);

/// How far the mean colour is off, in 8-bit values, of the worst channel. A tint of all the surface shows where noise of
/// the same size does not. Both images have the same size.
double colourShift(const Pixels& source, const Pixels& other);

/// Peak signal-to-noise ratio in dB, at most 99.
double psnrOf(double meanSquaredError);

}  // namespace vitrine::pack
