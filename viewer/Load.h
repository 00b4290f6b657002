// One src on its way into one viewer: a glTF file, or a product's manifest and then its levels of detail, one after the
// other, each shown as soon as it can be. Render thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "Events.h"
#include "ModelLoad.h"
#include "TextureStreams.h"
#include "render/Stage.h"
#include "scene/Model.h"
#include "stream/Manifest.h"
#include "stream/Plan.h"

namespace vitrine {

class Load {
public:
    /// `budget`: bytes of GPU texture memory that the element allows, 0 = not said. `style`: the viewer's, see restyle().
    Load(uint32_t id, uint32_t viewer, std::string url, const stream::Device& device,
         uint64_t budget, const scene::Model::Style& style, render::Stage& stage, Events& events);
    ~Load();
    Load(const Load&) = delete;
    Load& operator=(const Load&) = delete;

    void push(uint32_t resource, Bytes chunk, uint64_t total);
    void finish(uint32_t resource);
    void fail(uint32_t resource, Error error);
    void decoded(uint32_t job, Bytes bytes);
    void decodeFailed(uint32_t job, Error error);
    /// `first`: the largest level that is filled, counted from the largest allocated.
    void image(int32_t image, const scene::Picture::Info& info, uint32_t first);
    void imageFailed(int32_t image, Error error);

    /// Builds what is due; called at each tick.
    void advance();
    /// The same between ticks. True while there is more to build.
    bool build();
    /// Whether there is something to build, to promote or to draw anew.
    bool due() const;

    uint32_t id() const { return mId; }
    uint32_t viewer() const { return mViewer; }
    /// An error was reported; nothing more will come of it. What is on screen stays.
    bool failed() const { return mFailed; }

    /// The model on screen; null before the first promote().
    scene::Model* model() { return mShown ? mShown->model() : nullptr; }
    const scene::Model* model() const { return mShown ? mShown->model() : nullptr; }
    /// See ModelLoad.
    scene::Model* trial() { return mNext ? mNext->trial() : nullptr; }
    void endTrial() { mNext->endTrial(); }
    /// A model that can be shown in place of model(); null while there is none.
    scene::Model* next();
    /// next() is on screen from here on; what was there before is gone.
    void promote();

    /// How many pixels a metre of the product takes where it is nearest: decides about texture levels. Starts the next level
    /// of detail once one is on screen.
    void look(double pixelsPerMetre);
    /// The product is complete and nothing moves: the finer texture levels that this picture shows are asked for, unless the
    /// shopper or the line is to be spared bytes.
    void lookAtRest();
    /// Shows a variant of the product by name, "" = none, as soon as what it needs is there; said at each tick, and new only when
    /// the name is.
    void showVariant(const std::string& name);
    /// The viewer's style is another now, see scene::Model::restyle().
    void restyle();
    /// What showVariant() or restyle() asked for came on screen since the last call: the picture is to be drawn anew.
    bool takeVariant();

    /// Everything is there that is to be there for the present view.
    bool complete() const;
    /// Textures were filled since the last call: the picture is to be drawn anew.
    bool takeRefined();

    /// What is on screen, for `detail-change`.
    struct Detail {
        size_t level = 0, levels = 1;
        uint32_t textureSize = 0;
        uint64_t gpuTextureBytes = 0;
        bool complete = false;
        stream::Reason reason = stream::Reason::Progress;

        bool operator==(const Detail& o) const {
            return level == o.level && levels == o.levels && textureSize == o.textureSize &&
                   gpuTextureBytes == o.gpuTextureBytes && complete == o.complete &&
                   reason == o.reason;
        }
    };
    /// `loaded`: "load" was told already, so what comes now is for the sake of zoom.
    Detail detail(bool loaded) const;

    /// Bounds that the manifest tells of the whole product; null without one.
    const stream::Manifest* manifest() const { return mManifest.get(); }
    /// Time spent on parsing and building, ms.
    double decodeMs() const { return mDecodeMs + (mShown ? mShown->decodeMs() : 0); }

private:
    bool check(const Status& status);
    void give(Error error);
    void pushMain(Bytes chunk, uint64_t total);
    void decide(uint64_t total);
    void readManifest();
    void startModel();
    void startLevel(size_t level);
    void askAhead();
    ModelLoad::Options options(uint32_t slot, uint32_t rank) const;
    /// The file that a number from outside belongs to; null when it is of a level that was given up.
    ModelLoad* file(uint32_t number);
    uint32_t imageLimit() const;

    uint32_t mId, mViewer;
    std::string mUrl;
    const stream::Device& mDevice;
    uint64_t mBudget;
    render::Stage& mStage;
    Events& mEvents;

    std::vector<uint8_t> mMain;  // of a JSON file, until it is known what it is
    bool mIsManifest = false, mDecided = false;
    std::unique_ptr<stream::Manifest> mManifest;
    stream::Goal mGoal;
    std::unique_ptr<TextureStreams> mTextures;  // before the models that show them

    std::unique_ptr<ModelLoad> mShown, mNext;
    size_t mShownLevel = 0, mNextLevel = 0;
    double mPixelsPerMetre = 0;  // of the last look()
    std::string mVariant;
    const scene::Model::Style& mStyle;
    bool mFailed = false, mRefined = false;
    double mDecodeMs = 0;  // of levels that are gone
};

}  // namespace vitrine
