// PNG, JPEG, WebP and KTX2 → pixels. The bytes' own signature says what they are.
#pragma once

#include "Pixels.h"

namespace vitrine::pack {

/// At most 16384 texels a side and 2^26 in all. The alpha channel is opaque where the use does not have it.
/// Errors: BadImage, TooLarge; Error::url = the source's name.
Result<Pixels> decodeImage(const ImageSource& source);

}  // namespace vitrine::pack
