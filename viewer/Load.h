// One model on its way into one viewer: its document, then its model, until the viewer takes it.
// Render thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "Events.h"
#include "gltf/Document.h"
#include "render/Stage.h"
#include "scene/Model.h"

namespace vitrine {

class Load {
public:
    Load(uint32_t id, uint32_t viewer, std::string url, render::Stage& stage, Events& events);
    ~Load();
    Load(const Load&) = delete;
    Load& operator=(const Load&) = delete;

    void push(uint32_t resource, Bytes chunk, uint64_t total);
    void finish(uint32_t resource);
    void fail(uint32_t resource, Error error);
    void image(int32_t image, uint32_t textureName, uint32_t width, uint32_t height);

    /// Builds the model when that is due; called at each tick.
    void advance();
    bool due() const { return !mFailed && !mModel && mDocument.geometryReady(); }

    uint32_t id() const { return mId; }
    uint32_t viewer() const { return mViewer; }
    /// An error was reported; nothing more will come of it.
    bool failed() const { return mFailed; }
    /// The model, once geometry is in; still without some images perhaps.
    scene::Model* model() { return mModel.get(); }
    /// The model is on screen from here on: it stays, whatever goes wrong with what is still under way.
    void shown() { mShown = true; }
    /// Time spent on parsing and building, ms.
    double decodeMs() const { return mDecodeMs; }

private:
    struct Wanted {
        uint32_t resource;
        int32_t image;  // kNone for buffers
        std::string url;
    };
    bool check(const Status& status);
    void give(Error error);
    void dropPictures();
    /// Tells the host what the document wants and has; builds the model when it can.
    void proceed();
    void build();
    void placePictures();
    const Wanted* wanted(uint32_t resource) const;

    uint32_t mId, mViewer;
    std::string mUrl;
    render::Stage& mStage;
    Events& mEvents;
    gltf::Document mDocument;
    std::vector<Wanted> mWanted;
    struct Picture {  // an image that came before the model was built
        int32_t image;
        uint32_t name, width, height;
    };
    std::vector<Picture> mPictures;
    std::unique_ptr<scene::Model> mModel;
    bool mFailed = false, mShown = false;
    double mDecodeMs = 0;
};

}  // namespace vitrine
