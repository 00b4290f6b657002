// What one job may ask for, whatever its parameters say.
#pragma once

#include <cstdint>

namespace vitrine::decode {

/// Bytes of one result, and about what a decoder may need besides.
constexpr uint64_t kMaxBytes = uint64_t(1) << 30;

/// Pixels along a side of an image.
constexpr uint32_t kMaxSide = 16384;

}  // namespace vitrine::decode
