// An image of a model on the GPU: a GL texture that the host made and filled, as the engine sees it. Shared by the
// models that show it (the levels of detail of one product use the same). Render thread.
#pragma once

#include <filament/Texture.h>

#include <cstdint>
#include <memory>

#include "render/Stage.h"

namespace vitrine::scene {

class Picture {
public:
    struct Info {
        uint32_t name = 0;  ///< in Emscripten's GL.textures; owned by the picture from here
        uint32_t width = 0, height = 0;
        uint32_t levels = 1;  ///< allocated
        uint64_t bytes = 0;   ///< on the GPU
        bool srgb = false;
    };

    Picture(render::Stage& stage, const Info& info);
    ~Picture();
    Picture(const Picture&) = delete;
    Picture& operator=(const Picture&) = delete;

    filament::Texture* texture() const { return mTexture; }
    uint64_t gpuBytes() const { return mInfo.bytes; }
    uint32_t width() const { return mInfo.width; }
    uint32_t levels() const { return mInfo.levels; }
    uint32_t height() const { return mInfo.height; }

    /// The share of the picture whose alpha times `factor` reaches `cutoff`, 0…1, by a coarse level; 1 where it can't be
    /// read. Waits for the GPU.
    float shareOfAlpha(float factor, float cutoff) const;

private:
    render::Stage& mStage;
    Info mInfo;
    filament::Texture* mTexture;
};

}  // namespace vitrine::scene
