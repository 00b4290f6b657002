// The background of a scene: an image at infinity, or on a floor and a sphere around the product. Render thread.
#pragma once

#include <filament/MaterialInstance.h>
#include <filament/Scene.h>

#include <cstdint>
#include <glm/vec3.hpp>
#include <memory>
#include <string>

#include "render/Stage.h"
#include "render/Triangle.h"

namespace vitrine::scene {

class Sky {
public:
    explicit Sky(render::Stage& stage) : mStage(stage) {}
    ~Sky();
    Sky(const Sky&) = delete;
    Sky& operator=(const Sky&) = delete;

    /// Shows the image of that address in place of the one before; empty: none. While the image or the "skybox" package is
    /// under way nothing changes; update() again then. True when what is seen changed.
    bool update(filament::Scene& scene, const std::string& url);

    /// update() with this address would change something.
    bool due(const std::string& url) const;

    bool shown() const { return mShown; }

    /// As Materials has them.
    void setExposure(float exposure);
    void setToneMapping(int32_t toneMapping);

    /// Where the image lies: on a floor, and on a sphere about the place that it was taken from. Metres.
    struct Dome {
        glm::vec3 eye{0};  ///< of the frame, from that place
        float radius = 1;  ///< of the sphere
        float height = 0;  ///< of that place above the floor; 0: the image is at infinity
    };
    /// What is new with each frame. `angle`: see Materials::setFrame().
    void setFrame(float angle, const Dome& dome);

private:
    render::Stage& mStage;
    filament::Texture* mShown = nullptr;
    filament::MaterialInstance* mMaterial = nullptr;
    std::unique_ptr<render::Triangle> mTriangle;
    float mExposure = 1;
    int32_t mToneMapping = 0;
};

}  // namespace vitrine::scene
