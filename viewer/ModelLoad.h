// One glTF file on its way to a model: its document, its pictures, then the model. A product from a manifest has one for
// each level of detail. Render thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "Events.h"
#include "TextureStreams.h"
#include "gltf/Document.h"
#include "render/Stage.h"
#include "scene/Model.h"

namespace vitrine {

class ModelLoad {
public:
    struct Options {
        uint32_t load = 0, viewer = 0;  ///< for events
        uint32_t slot =
            0;  ///< told from the load's other files by this, in the upper half of all numbers
        uint32_t rank = 0;        ///< of what it asks for, see the "request" event
        uint32_t imageLimit = 0;  ///< longest side of its own images, 0 = what the GPU takes
        uint32_t inlineTangents =
            0;                ///< indices up to which tangents are made here; beyond, by a decoder
        std::string variant;  ///< to be shown from the start; "": none
        const scene::Model::Style* style = nullptr;  ///< the viewer's, of materials
        bool hurry = true;          ///< nothing is on screen that frames matter to: build at once
        double pixelsPerMetre = 0;  ///< of the present view, 0 = not known yet
        TextureStreams* streams = nullptr;  ///< textures that the manifest knows
    };
    /// Numbers of resources, images and jobs that cross the boundary: slot in the upper half, the document's in the lower.
    static constexpr uint32_t kSlotBits = 16;

    ModelLoad(std::string url, render::Stage& stage, Events& events, const Options& options);

    // Numbers are the document's own. An error is for the load to tell; after one, this is to be dropped.
    Status push(uint32_t resource, Bytes chunk, uint64_t total);
    Status finish(uint32_t resource);
    Status decoded(uint32_t job, Bytes bytes);
    /// An image that this file asked for.
    Status image(int32_t image, const scene::Picture::Info& info);
    /// A streamed texture that some image of this file may show.
    void streamed(uint32_t texture, const std::shared_ptr<scene::Picture>& picture);

    /// The name of the variant to show; what it needs is asked for.
    Status showVariant(const std::string& name);

    /// Builds the model when that is due, a part of it where frames matter; called at each tick.
    Status advance();
    /// Whether there is something to build.
    bool due() const { return mBuilding || (!mModel && !mAsset && mDocument.geometryReady()); }

    /// A stand-in for the model with its materials, from when those are known until endTrial(); null where something
    /// is on screen already.
    scene::Model* trial() { return mTrial.get(); }
    void endTrial() { mTrial.reset(); }

    /// The model, once geometry is in; still without some images perhaps.
    scene::Model* model() { return mModel.get(); }
    const scene::Model* model() const { return mModel.get(); }
    /// The viewer's style is another now.
    void restyle();
    /// Asks for the mip levels that a screen of so many pixels per metre shows.
    void look(double pixelsPerMetre, stream::Sharpness sharpness);
    /// Whether all that look() asked for is there.
    bool sharp() const;
    /// Whether a streamed texture is wanted larger than it may be.
    bool capped() const;
    /// The longest side of the largest texture level in use.
    uint32_t textureSize() const;

    const std::string& url() const { return mUrl; }
    /// The URL of a resource or image; this file's own when it is not known.
    const std::string& urlOf(uint32_t resource) const;
    const std::string& urlOfImage(int32_t image) const;
    double decodeMs() const { return mDecodeMs; }

private:
    struct Wanted {
        uint32_t resource;
        int32_t image;  // kNone for buffers
        std::string url;
    };
    struct Streamed {
        int32_t image;
        uint32_t texture;
    };
    struct Arrived {  // a picture that came before the model was built
        int32_t image;
        std::shared_ptr<scene::Picture> picture;
    };
    uint32_t outside(uint32_t number) const { return mOptions.slot << kSlotBits | number; }
    Status proceed();
    void askFor(const gltf::Request& request);
    void beginTrial();
    Status build();
    Status buildAsset();
    void beginModel();
    void buildModel(double ms);
    void placePictures();
    int32_t variantOf(const gltf::Asset& asset) const;

    std::string mUrl;
    render::Stage& mStage;
    Events& mEvents;
    const Options mOptions;
    gltf::Document mDocument;
    std::string mVariant;
    std::vector<Wanted> mWanted;
    std::vector<Streamed> mStreamed;
    std::vector<Arrived> mArrived;
    std::unique_ptr<gltf::Asset> mAsset;      // built, and waiting for tangents
    std::vector<gltf::TangentJob> mTangents;  // the events point into their bytes
    size_t mTangentJobs = 0;                  // under way
    std::unique_ptr<scene::Model> mBuilding;  // not to be shown yet
    bool mGeometryBuilt = false;              // of mBuilding
    std::unique_ptr<scene::Model> mModel;
    std::unique_ptr<scene::Model> mTrial;  // see trial()
    bool mTried = false;
    std::vector<double> mUvPerMetre;  // per image
    double mDecodeMs = 0;
};

}  // namespace vitrine
