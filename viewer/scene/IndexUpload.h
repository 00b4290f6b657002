// Index buffers in the smallest type that does. Render thread.
#pragma once

#include <filament/Engine.h>
#include <filament/IndexBuffer.h>

#include <cstdint>
#include <vector>

#include "render/Upload.h"

namespace vitrine::scene {

/// 16-bit indices are half the memory, and faster on many phones. 0xFFFF itself is WebGL's restart index.
inline bool smallIndices(size_t vertices) {
    return vertices <= 0xFFFF;
}

inline filament::IndexBuffer* makeIndices(filament::Engine& engine, size_t vertices, size_t count) {
    using filament::IndexBuffer;
    const auto type =
        smallIndices(vertices) ? IndexBuffer::IndexType::USHORT : IndexBuffer::IndexType::UINT;
    return IndexBuffer::Builder()
        .indexCount(static_cast<uint32_t>(count))
        .bufferType(type)
        .build(engine);
}

inline void uploadIndices(filament::Engine& engine, filament::IndexBuffer& buffer, bool small,
                          const std::vector<uint32_t>& indices) {
    using Descriptor = filament::IndexBuffer::BufferDescriptor;
    if (small) {
        buffer.setBuffer(engine, render::handOver<Descriptor>(
                                     std::vector<uint16_t>(indices.begin(), indices.end())));
    } else {
        buffer.setBuffer(engine, render::handOver<Descriptor>(std::vector<uint32_t>(indices)));
    }
}

}  // namespace vitrine::scene
