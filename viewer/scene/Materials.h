// glTF materials on the GPU: which compiled family shows them, and their parameters. Render thread.
#pragma once

#include <filament/MaterialInstance.h>
#include <filament/Texture.h>
#include <filament/TextureSampler.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gltf/Asset.h"
#include "render/Stage.h"
#include "scene/MaterialSlots.h"
#include "scene/Occlusion.h"

namespace vitrine::scene {

/// Why a primitive may need another instance of the same glTF material.
struct MaterialUse {
    int32_t material = gltf::kNone;  ///< into Asset::materials, kNone = glTF's default material
    bool unlit = false;              ///< the primitive has no normals, so it can't be lit
    bool vertexColors = false;

    bool operator==(const MaterialUse& o) const {
        return material == o.material && unlit == o.unlit && vertexColors == o.vertexColors;
    }
};

/// A light of KHR_lights_punctual in the world.
struct PunctualLight {
    const gltf::Light* light = nullptr;
    glm::vec3 position{0};
    glm::vec3 direction{0, 0, -1};  ///< unit, the way it shines
};

/// The instances of one model's materials. Textures may come later: until setImage() a slot shows a plain one that changes nothing.
class Materials {
public:
    /// The asset must outlive this. `lights`: how many of its own shine, see setLights().
    Materials(render::Stage& stage, const gltf::Asset& asset, size_t lights);
    ~Materials();
    Materials(const Materials&) = delete;
    Materials& operator=(const Materials&) = delete;

    /// Notes a use and returns its index for instance().
    size_t add(const MaterialUse& use);

    /// Makes the instances of all uses that have none; false while a family's package is missing (it is then wanted from the
    /// library).
    bool build();

    /// Whether some family was not drawn with before; from here on all count as drawn with.
    bool takeCold();

    filament::MaterialInstance* instance(size_t use) const { return mUses[use].instance; }

    /// Factors of the asset's materials are others now. A use whose surface needs another family or other textures for that keeps
    /// its instance; add() then gives another use for the same surface.
    void restyle();

    /// An image is there: fills all slots that show it. The texture stays the caller's.
    void setImage(int32_t image, filament::Texture* texture);

    void setLight(const render::Light& light);
    /// Lights of the model itself, where they are now; the first eight count.
    void setLights(const std::vector<PunctualLight>& lights);
    /// What is new with each frame: the light is turned by `lightAngle` radians about +Y (see camera::Pose::turntable), and a
    /// pixel is the mean of `samples` such frames, which show finer highlights and textures without flicker.
    void setFrame(float lightAngle, uint32_t samples);
    void setOcclusion(const OcclusionMap& map);
    void setExposure(float exposure);
    /// A factor of setLight(), not of lights of the model.
    void setEnvironmentIntensity(float intensity);
    /// Surfaces that were added before keep the program for what was set then; add() then gives another use. Where light passes
    /// through some material, the programs can do all, because a part of each frame is for the backdrop.
    void setToneMapping(int32_t toneMapping);

    /// What is seen through transmissive surfaces; `sky`: there is a background. It has to be set anew before each frame.
    void setBackdrop(const render::Backdrop& backdrop, bool sky);
    bool isTransmissive(size_t use) const { return mUses[use].slots.transmissive(); }

    /// Visits the slots of a use that are drawn and show an image.
    void visit(size_t use,
               const std::function<void(const gltf::TextureSlot&, int32_t image)>& visitor) const;

    /// Index into the asset's; kNone = the default material.
    int32_t indexOf(size_t use) const { return mUses[use].what.material; }
    /// Seen through by alphaMode BLEND, so the order of what is drawn matters.
    bool isBlended(size_t use) const {
        return material(mUses[use].what).alphaMode == gltf::AlphaMode::Blend;
    }
    /// Sentences about what can't be shown as the file means it.
    std::vector<std::string> warnings() const;

    /// True when it is the base colour of something.
    bool isBaseColor(int32_t image) const;

private:
    struct Use {
        MaterialUse what;
        MaterialSlots slots;
        render::FixedParameters switches;
        filament::MaterialInstance* instance = nullptr;
    };
    void configure(Use& use);
    void fill(Use& use, int32_t image, filament::Texture* texture);
    void put(Use& use, const char* parameter, const gltf::TextureSlot& slot,
             filament::Texture* texture);
    void applyLight(Use& use);
    filament::math::float4 frame() const;
    void applyLights(Use& use);
    const gltf::Material& material(const MaterialUse& use) const;
    MaterialSlots slotsOf(const MaterialUse& use) const;
    void noteTransmission();
    const gltf::Texture& textureOf(const gltf::TextureSlot& slot) const;

    render::Stage& mStage;
    const gltf::Asset& mAsset;
    const size_t mOwnLights;
    const gltf::Material mDefault;
    std::vector<Use> mUses;
    std::vector<filament::Texture*> mTextures;  // by image, null until it is there
    std::optional<render::Light> mLight;
    OcclusionMap mOcclusion;
    std::vector<PunctualLight> mLights;
    float mLightAngle = 0, mExposure = 1, mEnvironmentIntensity = 1;
    uint32_t mSamples = 1;
    int32_t mToneMapping = 0;
    bool mTransmits = false;  // light passes through some material
};

}  // namespace vitrine::scene
