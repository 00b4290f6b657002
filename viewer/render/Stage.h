// Everything that all viewers of a page share: the engine, compiled materials, lights, small textures, and the way
// from a view to a picture. One per module; render thread.
#pragma once

#include <filament/Engine.h>
#include <filament/Renderer.h>
#include <filament/SwapChain.h>
#include <filament/Texture.h>
#include <filament/View.h>

#include <memory>

#include "base/Result.h"
#include "render/Average.h"
#include "render/Backdrop.h"
#include "render/Lighting.h"
#include "render/MaterialLibrary.h"
#include "render/Target.h"

namespace vitrine::render {

/// Layers of a view's renderables: what the backdrop shows, what transmits light, and what lies before that.
enum Layers : uint8_t { kUsualLayer = 1, kTransmissiveLayer = 2, kFrontLayer = 4, kAllLayers = 7 };
/// What a surface's `toneMapping` is while it is drawn into the backdrop.
enum BackdropTone : int32_t { kToneRadiance = -1, kToneCurve = -2 };

class Stage {
public:
    /// Makes the engine on the target, which the stage owns from here. Error: Graphics.
    static Result<std::unique_ptr<Stage>> make(std::unique_ptr<Target> target);
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    filament::Engine& engine() { return *mEngine; }
    MaterialLibrary& materials() { return *mMaterials; }
    Lighting& lighting() { return *mLighting; }
    Target& target() { return *mTarget; }

    /// 1x1 opaque white, for slots whose texture is not there.
    filament::Texture* white() { return mWhite; }
    /// The same for normals: straight up.
    filament::Texture* flat() { return mFlat; }
    /// A 1x1x1 volume, for models that have no occlusion. What is in it is not looked at.
    filament::Texture* open() { return mOpen; }
    /// The split-sum table of light/BrdfLut.h.
    filament::Texture* brdf() { return mBrdf; }

    /// Draws everything of the view that transmits no light into the backdrop, for the next draw() or drawSample() of a view of
    /// that size.
    const Backdrop& drawBackdrop(filament::View& view, uint32_t width, uint32_t height);

    /// Draws one pixel of the view that nobody sees, as a first picture is drawn: what that compiles is there afterwards. Returns
    /// while the GPU is at it.
    void warmUp(filament::View& view);

    /// Draws the view and presents it. `samples` per pixel.
    void draw(filament::View& view, uint32_t width, uint32_t height, uint32_t samples);

    // --- the picture at rest: the mean of several that differ by less than a pixel; one viewer at a time ---

    /// Whether this device can.
    bool averages() const { return mTarget->drawsHalfFloats(); }
    /// Makes it the viewer's turn, unless it is another's.
    bool claimAverage(uint32_t viewer);
    /// The same, whoever's turn it is: that one begins anew later.
    void takeAverage(uint32_t viewer) { mAveraging = viewer; }
    bool holdsAverage(uint32_t viewer) const { return mAveraging == viewer; }
    /// Ends the viewer's turn, if it is its, and frees what that took.
    void endAverage(uint32_t viewer);
    /// Draws the view as sample `index` of `count`. The last one presents the mean of all.
    void drawSample(filament::View& view, uint32_t width, uint32_t height, uint32_t index,
                    uint32_t count);

    /// Gives the framebuffers' memory back until the next picture; not while some viewer's average is under way.
    void trim();
    /// Bytes of GPU memory that framebuffers take.
    size_t gpuBytes() const;

    /// Lets the engine carry out what was asked of it (uploads, destruction) without drawing.
    void settle();

private:
    explicit Stage(std::unique_ptr<Target> target, filament::Engine* engine);
    void render(filament::View& view, uint32_t width, uint32_t height);

    std::unique_ptr<Target> mTarget;
    filament::Engine* mEngine;
    filament::Renderer* mRenderer;
    filament::SwapChain* mSwapChain;
    std::unique_ptr<MaterialLibrary> mMaterials;
    std::unique_ptr<Lighting> mLighting;
    std::unique_ptr<Average> mAverage;    // once there was need
    std::unique_ptr<Backdrop> mBackdrop;  // the same
    uint32_t mAveraging = 0;              // whose turn it is; 0 = nobody's
    filament::Texture* mWhite = nullptr;
    filament::Texture* mFlat = nullptr;
    filament::Texture* mOpen = nullptr;
    filament::Texture* mBrdf = nullptr;
};

}  // namespace vitrine::render
