// A vector of bytes that are not filled with zeros before something is written over them.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace vitrine {

template <typename T>
struct UnfilledAllocator : std::allocator<T> {
    template <typename U>
    struct rebind {
        using other = UnfilledAllocator<U>;
    };
    template <typename U>
    void construct(U* at) noexcept {
        ::new (static_cast<void*>(at)) U;
    }
    template <typename U, typename... Arguments>
    void construct(U* at, Arguments&&... arguments) {
        ::new (static_cast<void*>(at)) U(std::forward<Arguments>(arguments)...);
    }
};

/// `RawBytes(size)` and `resize(size)` leave new bytes as they are in memory: write all of them.
using RawBytes = std::vector<uint8_t, UnfilledAllocator<uint8_t>>;

}  // namespace vitrine
