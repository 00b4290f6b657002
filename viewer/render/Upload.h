// Hands a vector's memory to the engine, which frees it once the GPU has it. No copy.
#pragma once

#include <filament/Texture.h>

#include <utility>
#include <vector>

namespace vitrine::render {

/// `Descriptor` is the engine's BufferDescriptor, or PixelBufferDescriptor with its format and type in `args`.
template <typename Descriptor, typename T, typename... Args>
Descriptor handOver(std::vector<T>&& data, Args... args) {
    auto* owned = new std::vector<T>(std::move(data));
    return Descriptor(
        owned->data(), owned->size() * sizeof(T), args...,
        [](void*, size_t, void* user) { delete static_cast<std::vector<T>*>(user); }, owned);
}

}  // namespace vitrine::render
