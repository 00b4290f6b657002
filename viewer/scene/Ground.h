// The contact shadow under a model: a rectangle on the ground with a map that is made on the CPU.
// Render thread.
#pragma once

#include <filament/IndexBuffer.h>
#include <filament/MaterialInstance.h>
#include <filament/Scene.h>
#include <filament/Texture.h>
#include <filament/VertexBuffer.h>
#include <utils/Entity.h>

#include "light/ContactShadow.h"
#include "render/Stage.h"
#include "scene/Model.h"

namespace vitrine::scene {

class Ground {
public:
    explicit Ground(render::Stage& stage) : mStage(stage) {}
    ~Ground();
    Ground(const Ground&) = delete;
    Ground& operator=(const Ground&) = delete;

    /// Shows the shadow of the model; makes it anew when invalidate() was called or the softness is another.
    /// Intensity 0 hides it. Wants the "ground" package and shows nothing until that is there; update() again
    /// then.
    void update(filament::Scene& scene, Model& model, float intensity, float softness);

    /// The model is another, or has another pose.
    void invalidate() { mValid = false; }

    /// Takes the shadow out of the scene and forgets it.
    void hide(filament::Scene& scene);

    /// True when update() waits for the package.
    bool waiting() const { return mWaiting; }

private:
    void make(const light::ShadowMap& map, float height);
    void release();

    render::Stage& mStage;
    filament::MaterialInstance* mMaterial = nullptr;
    filament::Texture* mMap = nullptr;
    filament::VertexBuffer* mVertices = nullptr;
    filament::IndexBuffer* mIndices = nullptr;
    utils::Entity mEntity;
    bool mWaiting = false, mShown = false, mValid = false;
    float mSoftness = 0;
};

}  // namespace vitrine::scene
