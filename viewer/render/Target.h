// Where pictures go. The engine draws into the target's framebuffer; present() shows the picture.
//
// The render thread owns it. One implementation draws with OpenGL ES 3 (the browser's WebGL 2); tests run on a
// target without a screen.
#pragma once

#include <backend/Platform.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace vitrine::render {

class Target {
public:
    virtual ~Target() = default;

    /// What the engine is made on; nullptr selects the engine's no-op backend. Owned by the target, which has
    /// to outlive the engine.
    virtual filament::backend::Platform* platform() = 0;

    /// Makes room for a picture of width x height pixels with `samples` per pixel (1 = no multisampling).
    /// Cheap when nothing changed.
    virtual void resize(uint32_t width, uint32_t height, uint32_t samples) = 0;

    /// Resolves the picture to the canvas and marks the end of the frame.
    virtual void present() = 0;

    /// Marks the end of a frame that is not shown, for inFlight().
    virtual void mark() = 0;

    /// Has the GPU begin with what it was given so far.
    virtual void flush() = 0;

    /// Whether textures of half floats can be drawn into.
    virtual bool drawsHalfFloats() = 0;

    /// Gives the framebuffer's memory back until the next resize(): a product at rest needs none.
    virtual void trim() = 0;

    /// How many frames the GPU still works on.
    virtual size_t inFlight() = 0;

    /// Bytes of GPU memory held by the framebuffer.
    virtual size_t gpuBytes() const = 0;

    /// The texels of a level of a texture that was handed to the engine by name, RGBA8. Waits for the GPU. Empty where its
    /// format can't be read, as those of compressed blocks.
    virtual std::vector<uint8_t> read(uint32_t name, uint32_t level, uint32_t width,
                                      uint32_t height) = 0;

    /// Frees a texture that was handed to the engine by name (see Texture::Builder::import).
    virtual void deleteTexture(uint32_t name) = 0;
};

}  // namespace vitrine::render
