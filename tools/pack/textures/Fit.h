// The size that an image is delivered in.
#pragma once

#include "Pixels.h"

namespace vitrine::pack {

/// Both sides become multiples of `multiple`, rounded down but never to 0, and at most `longest`. Nothing is enlarged but
/// an image with fewer texels than `multiple` along a side. An image of one colour becomes the smallest there is.
Pixels fit(Pixels pixels, uint32_t longest, uint32_t multiple, ImageUse use);

}  // namespace vitrine::pack
