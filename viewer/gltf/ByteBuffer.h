// Bytes of one resource, appended as they arrive.
//
// One allocation when the size is known in advance and plausible; else it grows by half. realloc
// lets the allocator grow in place, and nothing is zeroed first. Owned by value; movable; single
// thread.
#pragma once

#include <cstdint>

#include "base/Bytes.h"

namespace vitrine::gltf {

class ByteBuffer {
public:
    ByteBuffer() = default;
    ~ByteBuffer();
    ByteBuffer(ByteBuffer&& other) noexcept;
    ByteBuffer& operator=(ByteBuffer&& other) noexcept;

    /// Makes room for `size` bytes in all; no more than kMaxReserve at once, since the number is a
    /// claim.
    void expect(uint64_t size);

    /// False when memory ran out (what was there stays).
    bool append(Bytes chunk);

    /// Frees the bytes; from now on append() only counts.
    void discard();

    /// Bytes that have come, kept or not.
    uint64_t received() const { return mReceived; }

    /// The bytes kept; empty after discard().
    Bytes bytes() const { return {mData, mDiscarded ? 0 : static_cast<size_t>(mReceived)}; }

private:
    bool grow(uint64_t capacity);

    uint8_t* mData = nullptr;
    uint64_t mReceived = 0;
    uint64_t mCapacity = 0;
    bool mDiscarded = false;
};

}  // namespace vitrine::gltf
