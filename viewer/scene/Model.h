// A glTF asset on the stage: entities, geometry, materials and textures, and the pose they are in.
//
//     Model model(stage, std::move(asset));
//     while (!model.build(milliseconds)) … draw a frame of something else …
//     while (!model.prepare()) … fetch the packages that stage.materials() wants, and come back …
//     model.setImage(i, picture);                // as images are decoded
//     if (model.showable()) model.addTo(scene);
//     model.pose(playback.mix());
//
// Owns everything it makes on the GPU; pictures are shared. Render thread.
#pragma once

#include <filament/Scene.h>
#include <utils/Entity.h>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "camera/FileCamera.h"
#include "camera/Framing.h"
#include "gltf/Asset.h"
#include "look/Look.h"
#include "pose/DepthSort.h"
#include "pose/Playback.h"
#include "pose/Pose.h"
#include "render/Stage.h"
#include "scene/Geometry.h"
#include "scene/Materials.h"
#include "scene/Picture.h"
#include "scene/SortedIndices.h"

namespace vitrine::scene {

class Model {
public:
    Model(render::Stage& stage, gltf::Asset asset);
    ~Model();
    Model(const Model&) = delete;
    Model& operator=(const Model&) = delete;

    /// Makes geometry until `ms` milliseconds have gone by, but at least one primitive's. True once all is made; nothing else
    /// may be called before.
    bool build(double ms);

    /// Makes materials and entities. False while a material package is missing; call again once it came.
    bool prepare();

    /// An image is there. A second one for the same image is dropped.
    void setImage(int32_t image, std::shared_ptr<Picture> picture);

    /// What a viewer says of its surfaces.
    struct Style {
        /// They change factors of the materials from what the file has; the last one counts.
        std::array<const look::Look*, 2> looks;
        int32_t toneMapping = 0;  ///< see Materials::setToneMapping()
    };
    /// What needs another material package or program for that changes with takeVariant().
    void restyle(const Style& style);
    /// A part of the last restyle() waits for takeVariant().
    bool restyling() const { return mRestyling; }

    /// Shows a variant of asset().variants from when everything that it needs is there; kNone: the primitives' own materials.
    void showVariant(int32_t variant);
    /// A variant or a style is asked for and not on screen yet.
    bool variantPending() const { return mNextVariant != mVariant || mRestyling; }
    /// Puts what was asked for on screen if it can be; true when that changed something. Wants packages otherwise.
    bool takeVariant();
    /// Of what is on screen.
    int32_t variant() const { return mVariant; }

    /// Whether shaders of it were never drawn with; from here on they count as if they were.
    bool takeCold() { return mMaterials.takeCold(); }

    /// Of an image of asset(); null until it is there.
    const Picture* picture(int32_t image) const {
        return mImages[static_cast<size_t>(image)].picture.get();
    }

    /// Prepared, and every image that colours it is there: a first picture tells no lie about the product.
    bool showable() const;
    /// Every image is there.
    bool complete() const;

    void addTo(filament::Scene& scene) const;
    void removeFrom(filament::Scene& scene) const;

    void setLight(const render::Light& light) { mMaterials.setLight(light); }
    void setFrame(float lightAngle, uint32_t samples) { mMaterials.setFrame(lightAngle, samples); }
    void setOcclusion(const OcclusionMap& map) { mMaterials.setOcclusion(map); }
    void setExposure(float exposure) { mMaterials.setExposure(exposure); }
    void setEnvironmentIntensity(float intensity) { mMaterials.setEnvironmentIntensity(intensity); }
    /// For a part of a frame, where it transmits().
    void setToneMapping(int32_t toneMapping) { mMaterials.setToneMapping(toneMapping); }

    /// Some surface transmits light: it wants a backdrop before each frame.
    bool transmits() const { return mTransmits; }
    void setBackdrop(const render::Backdrop& backdrop, bool sky) {
        mMaterials.setBackdrop(backdrop, sky);
    }

    /// Poses the model by animations, mixed one into the other; none = at rest.
    void pose(const std::vector<pose::Blend>& mix);
    /// Stands the model elsewhere in the scene, in the pose that it has.
    void place(const glm::mat4& placement);

    /// Orders the triangles of blended meshes for a camera at `eye`. In motion (not `exact`) small turns are let pass and
    /// large meshes wait, so that a frame's share of it stays below a millisecond.
    void sortBlended(const glm::vec3& eye, bool exact);

    /// A mesh as it stands now: positions and indices in `world`.
    struct PosedMesh {
        const std::vector<glm::vec3>& positions;
        const std::vector<uint32_t>& indices;
        const glm::mat4 world;
        gltf::Topology topology;
        bool opaque;              ///< hides what is behind it
        bool twoSided;            ///< seen from its back, too
        bool deformed;            ///< positions change with the pose
        int32_t mesh, primitive;  ///< indices into the asset
        int32_t material;         ///< that is on screen; kNone = the default material
    };
    /// Visits all meshes.
    void visit(const std::function<void(const PosedMesh&)>& visitor) const;
    /// Another number whenever the model was posed anew.
    uint32_t shape() const { return mShape; }

    /// Frees what only the GPU needs of a model that never changes its shape. Positions and indices stay.
    void releaseVertices();

    /// Bounds in the present pose.
    const camera::Framing& framing();

    /// Of the cameras in the file's scene; one of no name has none to be asked for by.
    std::vector<std::string> cameraNames() const;
    /// The first of that name, as the model stands.
    std::optional<camera::FileCamera> camera(const std::string& name) const;

    const gltf::Asset& asset() const { return mAsset; }
    /// Sentences about what can't be shown as the file means it.
    std::vector<std::string> warnings() const { return mMaterials.warnings(); }
    size_t gpuBytes() const { return mGpuBytes + gpuTextureBytes(); }
    size_t gpuTextureBytes() const;
    /// The longest side of the largest picture, texels.
    uint32_t textureSize() const;

    /// For every image how finely it is spread, see pose/Density.h: the coarsest of the surfaces that show it, because that one
    /// needs most of it. 0 = not known. Before releaseVertices().
    std::vector<double> uvPerMetre() const;
    uint32_t triangles() const { return mTriangles; }
    /// Per frame; the backdrop's are among them.
    uint32_t drawCalls() const;

private:
    /// A primitive as one node shows it.
    struct Part {
        const gltf::Primitive* primitive = nullptr;
        Geometry* geometry = nullptr;
        size_t use = 0, nextUse = 0;  // into mMaterials; of the variant asked for
        bool unlit = false, vertexColors = false;
        std::unique_ptr<Geometry> own;     // deformed parts don't share
        std::vector<glm::vec3> positions;  // as deformed; else the primitive's are used
    };
    /// A part at one place. Each is an entity of its own, for entities are what the engine sorts and culls.
    struct Drawn {
        utils::Entity entity;
        size_t part = 0;                        // into Instance::parts
        size_t use = 0;                         // of the part, as built
        glm::mat4 local{1};                     // within the node
        std::unique_ptr<SortedIndices> sorted;  // of a blended part
    };
    struct Instance {
        int32_t node = gltf::kNone;
        std::vector<Part> parts;
        std::vector<Drawn> drawn;
        bool deformed = false, skinned = false;
    };
    struct ImageState {
        std::shared_ptr<Picture> picture;
        bool wanted = false;
    };

    void collectInstances();
    bool makePart(Instance& instance);
    void makeEntities(Instance& instance);
    /// Gives the entity what the part is now; once more when its material is another.
    void buildEntity(const Instance& instance, Drawn& drawn);
    void destroyEntities();
    void placeEntities(const Instance& instance);  // as the pose has them
    void boundEntities(const Instance& instance);  // after a change of shape
    void leaveOutOfBackdrop(const glm::vec3& eye);
    const glm::mat4& worldOf(const Instance& instance) const;
    void chooseMaterials();
    void takeMaterials();
    void tune(const look::TunedFactor& tuned);
    void noteImages();
    bool imagesAreHere(size_t use) const;
    void deform(Instance& instance);
    void applyPose();
    void placeLights();

    render::Stage& mStage;
    gltf::Asset mAsset;
    Materials mMaterials;
    std::vector<std::unique_ptr<Geometry>> mShared;
    std::vector<std::vector<Geometry*>> mSharedByMesh;
    std::vector<Instance> mInstances;
    std::vector<ImageState> mImages;
    pose::DepthSort mSorter;
    pose::Pose mPose;
    glm::mat4 mPlacement{1};
    uint32_t mShape = 0;
    std::optional<camera::Framing> mFraming;
    struct Former {  // what the file has, where it was changed
        float* number;
        float value;
    };
    std::vector<Former> mFormer;  // in the order of the changes
    int32_t mVariant = gltf::kNone, mNextVariant = gltf::kNone;
    bool mRestyling = false;
    size_t mMade = 0;            // instances whose parts are made,
    size_t mMadePrimitives = 0;  // and primitives of the next one
    bool mPrepared = false, mTransmits = false;
    size_t mGpuBytes = 0;
    uint32_t mTriangles = 0, mDrawCalls = 0;
};

}  // namespace vitrine::scene
