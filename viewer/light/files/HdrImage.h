// Reads Radiance .hdr (RGBE) environment images: flat, old run lengths and per-component run
// lengths.
//
// Format: Greg Ward, "Real Pixels", Graphics Gems II; Radiance's File Formats.
#pragma once

#include "base/Bytes.h"
#include "base/Result.h"
#include "light/Environment.h"

namespace vitrine::light {

/// The image with linear, finite RGB values of 0 or more. Error: BadEnvironment.
/// Wider than `maxWidth` it is halved, see Shrink.h.
/// EXPOSURE and COLORCORR lines are undone; primaries are taken as Rec. 709; XYZE is refused.
Result<Equirect> readHdr(Bytes bytes, uint32_t maxWidth = 1024);

}  // namespace vitrine::light
