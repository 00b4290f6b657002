#include "gltf/ByteBuffer.h"

#include <cstdlib>
#include <cstring>
#include <utility>

#include "gltf/Limits.h"

namespace vitrine::gltf {

ByteBuffer::~ByteBuffer() {
    std::free(mData);
}

ByteBuffer::ByteBuffer(ByteBuffer&& other) noexcept {
    *this = std::move(other);
}

ByteBuffer& ByteBuffer::operator=(ByteBuffer&& other) noexcept {
    std::swap(mData, other.mData);
    std::swap(mReceived, other.mReceived);
    std::swap(mCapacity, other.mCapacity);
    std::swap(mDiscarded, other.mDiscarded);
    return *this;
}

void ByteBuffer::expect(uint64_t size) {
    if (size > kMaxReserve) size = kMaxReserve;
    // A failed reservation is no error: append() tries again with what is really needed.
    if (!mDiscarded && size > mCapacity) (void)grow(size);
}

bool ByteBuffer::append(Bytes chunk) {
    if (chunk.size == 0) return true;
    const uint64_t size = mReceived + chunk.size;
    if (!mDiscarded) {
        if (size > mCapacity) {
            const uint64_t roomy = mCapacity + mCapacity / 2;
            if (!(roomy > size && grow(roomy)) && !grow(size)) return false;
        }
        std::memcpy(mData + mReceived, chunk.data, chunk.size);
    }
    mReceived = size;
    return true;
}

void ByteBuffer::discard() {
    std::free(mData);
    mData = nullptr;
    mCapacity = 0;
    mDiscarded = true;
}

bool ByteBuffer::grow(uint64_t capacity) {
    void* grown = std::realloc(mData, static_cast<size_t>(capacity));
    if (!grown) return false;
    mData = static_cast<uint8_t*>(grown);
    mCapacity = capacity;
    return true;
}

}  // namespace vitrine::gltf
