// The product's picture, drawn by the viewer's core in-process. The only part of the tool that needs OpenGL ES.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/Result.h"

namespace vitrine::pack {

/// A transparent WebP image of the product at `path`, as the viewer first shows it. Errors: Graphics where there is no
/// OpenGL ES 3; those of models.
Result<std::vector<uint8_t>> drawPoster(const std::string& path);

}  // namespace vitrine::pack
