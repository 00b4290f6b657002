// What lies behind surfaces that transmit light: a picture of everything else, in levels that are ever more blurred.
//
//     backdrop.begin(width, height);
//     … the engine draws the view with backdrop.target(), transmissive surfaces left out …
//     backdrop.finish();
//     … transmissive surfaces sample backdrop.texture() …
//
// Linear, exposed, premultiplied colours: half floats where they can be drawn into, else 8 bits behind the curve
// x / (1 + x) and sRGB's (see encoded()). Shared by all viewers, so its content is good for one frame. Render thread.
#pragma once

#include <filament/Engine.h>
#include <filament/RenderTarget.h>
#include <filament/Texture.h>

#include <cstddef>
#include <cstdint>

namespace vitrine::render {

class Backdrop {
public:
    Backdrop(filament::Engine& engine, bool halfFloats)
        : mEngine(engine), mHalfFloats(halfFloats) {}
    ~Backdrop() { release(); }
    Backdrop(const Backdrop&) = delete;
    Backdrop& operator=(const Backdrop&) = delete;

    /// Makes room; cheap when the size is as before.
    void begin(uint32_t width, uint32_t height);
    /// Blurs what was drawn.
    void finish();

    filament::RenderTarget* target() const { return mTarget; }
    filament::Texture* texture() const { return mColor; }
    uint8_t levels() const { return mLevels; }
    /// Colours are behind the curve for 8 bits.
    bool encoded() const { return !mHalfFloats; }

    void release();
    size_t gpuBytes() const;

private:
    filament::Engine& mEngine;
    bool mHalfFloats;
    filament::Texture *mColor = nullptr, *mDepth = nullptr;
    filament::RenderTarget* mTarget = nullptr;
    uint32_t mWidth = 0, mHeight = 0;
    uint8_t mLevels = 1;
};

}  // namespace vitrine::render
