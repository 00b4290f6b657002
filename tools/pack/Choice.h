// Draco or EXT_meshopt_compression for the full geometry.
#pragma once

#include <cstddef>

#include "WriteLevel.h"

namespace vitrine::pack {

/// Milliseconds from the first byte of a level to decoded geometry, on the reference line and device: see Choice.cpp.
double costOf(Codec codec, size_t bytes, size_t vertices, size_t triangles);

}  // namespace vitrine::pack
