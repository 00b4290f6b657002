// A view of bytes that somebody else owns. (std::span is C++20.)
#pragma once

#include <cstddef>
#include <cstdint>

namespace vitrine {

struct Bytes {
    const uint8_t* data = nullptr;
    size_t size = 0;
};

}  // namespace vitrine
