// The size that an image is delivered in.
#pragma once

#include "Pixels.h"

namespace vitrine::pack {

/// At most `longest` texels on the longer side, and never more than there are but for rounding `pixels` of fewer texels
/// than `multiple` up to it; both sides are multiples of `multiple`. An image of one colour becomes multiple × multiple.
Pixels fit(Pixels pixels, uint32_t longest, uint32_t multiple, ImageUse use);

}  // namespace vitrine::pack
