// A pass over the whole picture: a view of one triangle. Render thread.
#pragma once

#include <filament/Camera.h>
#include <filament/Engine.h>
#include <filament/MaterialInstance.h>
#include <filament/Scene.h>
#include <filament/View.h>
#include <utils/Entity.h>

#include "render/Triangle.h"

namespace vitrine::render {

class FullScreen {
public:
    /// The material has `vertexDomain : device` and outlives the object.
    FullScreen(filament::Engine& engine, const filament::MaterialInstance& material);
    ~FullScreen();
    FullScreen(const FullScreen&) = delete;
    FullScreen& operator=(const FullScreen&) = delete;

    /// To be rendered; where to is the caller's to set.
    filament::View& view() { return *mView; }

private:
    filament::Engine& mEngine;
    filament::View* mView;
    filament::Scene* mScene;
    utils::Entity mCameraEntity;
    Triangle mTriangle;
};

}  // namespace vitrine::render
