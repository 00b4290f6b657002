#include "render/FullScreen.h"

#include <utils/EntityManager.h>

namespace vitrine::render {

FullScreen::FullScreen(filament::Engine& engine, const filament::MaterialInstance& material)
    : mEngine(engine),
      mView(engine.createView()),
      mScene(engine.createScene()),
      mCameraEntity(utils::EntityManager::get().create()),
      mTriangle(engine, material) {
    mView->setScene(mScene);
    mView->setCamera(engine.createCamera(mCameraEntity));
    mView->setPostProcessingEnabled(false);
    mView->setShadowingEnabled(false);
    mView->setFrustumCullingEnabled(false);
    mScene->addEntity(mTriangle.entity());
}

FullScreen::~FullScreen() {
    mEngine.destroy(mView);
    mEngine.destroy(mScene);
    mEngine.destroyCameraComponent(mCameraEntity);
    utils::EntityManager::get().destroy(mCameraEntity);
}

}  // namespace vitrine::render
