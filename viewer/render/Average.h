// The mean of several pictures of one view that differ by less than a pixel: the picture at rest.
//
//     for (uint32_t i = 0; i < count; ++i) { … the engine draws into average.begin(width, height) …; average.add(i, count); }
//     average.show();       // the mean is on the engine's screen; present it
//     average.release();
//
// Every picture is tone-mapped before it counts, as a path tracer's pixel filter does it and for the same reason: one
// very bright sample must not outshine the others, or edges of highlights stay jagged. Colours are premultiplied, so
// that the mean is right on a transparent page, too. Render thread.
#pragma once

#include <filament/Engine.h>
#include <filament/Material.h>
#include <filament/RenderTarget.h>
#include <filament/Renderer.h>
#include <filament/SwapChain.h>
#include <filament/Texture.h>

#include <memory>

#include "render/FullScreen.h"

namespace vitrine::render {

class Average {
public:
    /// All outlive the object.
    Average(filament::Engine& engine, filament::Renderer& renderer, filament::SwapChain& screen);
    ~Average();
    Average(const Average&) = delete;
    Average& operator=(const Average&) = delete;

    /// Where the next picture is to be drawn. Another size begins anew.
    filament::RenderTarget* begin(uint32_t width, uint32_t height);

    /// Adds that picture as one of `count`. Index 0 begins anew.
    void add(uint32_t index, uint32_t count);

    /// Draws what was added onto the engine's screen.
    void show();

    /// Gives the memory back.
    void release();

    /// Bytes of GPU memory held.
    size_t gpuBytes() const;

private:
    void render(FullScreen& pass, bool clear);

    filament::Engine& mEngine;
    filament::Renderer& mRenderer;
    filament::SwapChain& mScreen;
    filament::Material* mMaterial;
    filament::MaterialInstance *mAddMaterial, *mShowMaterial;
    std::unique_ptr<FullScreen> mAdd, mShow;
    uint32_t mWidth = 0, mHeight = 0;
    filament::Texture *mPicture = nullptr, *mDepth = nullptr, *mSum = nullptr;
    filament::RenderTarget *mPictureTarget = nullptr, *mSumTarget = nullptr;
};

}  // namespace vitrine::render
