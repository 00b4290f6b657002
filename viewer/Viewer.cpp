#include "Viewer.h"

#include <utils/EntityManager.h>

#include <algorithm>
#include <cmath>

#include "render/Convert.h"

namespace vitrine {
namespace {

// The contact shadow of an animated model is made anew this often; it is soft, nobody sees the steps.
constexpr double kGroundEveryMs = 100;

}  // namespace

Viewer::Viewer(uint32_t id, render::Stage& stage, Events& events)
    : mId(id),
      mStage(stage),
      mEvents(events),
      mView(stage.engine().createView()),
      mScene(stage.engine().createScene()),
      mCameraEntity(utils::EntityManager::get().create()),
      mCamera(stage.engine().createCamera(mCameraEntity)),
      mGround(stage),
      mOcclusion(stage),
      mSky(stage) {
    mView->setScene(mScene);
    mView->setCamera(mCamera);
    // One pass: the surface shaders do tone mapping themselves, and nothing casts or receives shadow maps.
    mView->setPostProcessingEnabled(false);
    mView->setShadowingEnabled(false);
    mView->setBlendMode(filament::View::BlendMode::TRANSLUCENT);
    mView->setVisibleLayers(render::kAllLayers, render::kAllLayers);
    camera::applySettings(mOrbit, mSettings);
}

Viewer::~Viewer() {
    clear();
    filament::Engine& engine = mStage.engine();
    engine.destroy(mView);
    engine.destroy(mScene);
    engine.destroyCameraComponent(mCameraEntity);
    utils::EntityManager::get().destroy(mCameraEntity);
}

void Viewer::applySettings() {
    aim(mOrbit.framing);
    camera::applySettings(mOrbit, mAim);
    mPlayback.setTimeScale(mSettings.timeScale);
    mGovernor.setLeastScale(mSettings.minimumRenderScale);
    placeModel();
    if (model()) {
        applyLook();
        updateGround();
        mSky.update(*mScene, skybox());
    }
    mDirty = true;
}

void Viewer::resize(double width, double height, double devicePixelRatio) {
    mWidth = std::isfinite(width) ? std::max(width, 0.0) : 0.0;
    mHeight = std::isfinite(height) ? std::max(height, 0.0) : 0.0;
    mPixelRatio = std::isfinite(devicePixelRatio) ? std::clamp(devicePixelRatio, 0.25, 8.0) : 1.0;
    camera::resize(mOrbit, mAim, aspect());
    mDirty = true;
}

double Viewer::aspect() const {
    return mWidth > 0 && mHeight > 0 ? mWidth / mHeight : 1.0;
}

void Viewer::setVisible(bool visible) {
    mVisible = visible;
    if (!visible) mStage.endAverage(mId);
}

void Viewer::input(const camera::InputEvent& event) {
    if (event.kind >= camera::InputEvent::kForOverlay) {
        if (!overlay()) return;
        camera::InputEvent own = event;
        own.kind -= camera::InputEvent::kForOverlay;
        return overlay()->input(own);
    }
    const bool scripted = event.modifiers >= camera::InputEvent::Scripted;
    if (camera::apply(mOrbit, mGestures, mAim, event, {mWidth, mHeight})) {
        mUserMoved = !scripted;
    }
}

void Viewer::jumpCameraToGoal() {
    camera::jumpToGoal(mOrbit);
    mDirty = true;
}

void Viewer::resetTurntable(double theta) {
    mOrbit.turntable = std::isfinite(theta) ? theta : 0;
    mDirty = true;
}

void Viewer::zoom(double keyPresses) {
    camera::zoom(mOrbit, mAim, keyPresses);
}

void Viewer::updateFraming() {
    if (model()) frameModel();
    mDirty = true;
}

// --- animation -------------------------------------------------------------------------------------------

void Viewer::selectAnimation() {
    scene::Model* m = model();
    if (!m) return;
    const auto& animations = m->asset().animations;
    int32_t index = animations.empty() ? gltf::kNone : 0;
    for (size_t i = 0; i < animations.size(); ++i) {
        if (animations[i].name == mSettings.animationName) index = static_cast<int32_t>(i);
    }
    if (index == mPlayback.animation()) return;
    mPlayback.select(index,
                     index == gltf::kNone ? 0 : animations[static_cast<size_t>(index)].duration,
                     mSettings.animationCrossfadeDuration / 1000);
    // One that does not play is shown as it begins, but only where it was asked for by name.
    if (!mPlayback.playing() && !mSettings.animationName.empty()) poseModel(mLastTick);
}

void Viewer::play(const pose::Playback::Options& options) {
    mPlayback.play(options);
    if (scene::Model* m = model()) m->setOcclusion({});  // it would be that of another pose
    mOcclusion.invalidate();
    mEvents.animation(mId, "play");
}

void Viewer::pause() {
    mPlayback.pause();
    mEvents.animation(mId, "pause");
}

void Viewer::seek(double seconds) {
    mPlayback.seek(seconds);
    if (model()) poseModel(mLastTick);
    mDirty = true;
}

void Viewer::poseModel(double now) {
    model()->pose(mPlayback.mix());
    mGround.invalidate();
    mOcclusion.invalidate();
    mLastGround = now;
    updateGround();
}

bool Viewer::animate(double seconds, double now) {
    scene::Model* m = model();
    if (!m || !mPlayback.advance(seconds)) return false;
    if (mPlayback.takeLooped()) mEvents.animation(mId, "loop");
    if (mPlayback.takeFinished()) mEvents.animation(mId, "finished");
    if (now - mLastGround > kGroundEveryMs) {
        poseModel(now);
    } else {
        m->pose(mPlayback.mix());
    }
    return true;
}

// --- loading ---------------------------------------------------------------------------------------------

void Viewer::begin(std::unique_ptr<Load> load) {
    mIncoming = std::move(load);
    mIncoming->showVariant(mSettings.variantName);
    // It comes while the model's own bytes are still under way.
    if (mSettings.shadowIntensity > 0) mStage.materials().want("ground");
}

Load* Viewer::load(uint32_t id) {
    if (mIncoming && mIncoming->id() == id) return mIncoming.get();
    if (mCurrent && mCurrent->id() == id) return mCurrent.get();
    return nullptr;
}

void Viewer::cancel(uint32_t load) {
    if (mIncoming && mIncoming->id() == load) mIncoming.reset();
}

void Viewer::warmUp() {
    scene::Model* trial = mIncoming && !model() ? mIncoming->trial() : nullptr;
    if (!trial || !trial->prepare()) return;
    if (trial->takeCold()) {
        trial->setLight(mStage.lighting().dark());
        mCamera->setProjection(60, 1, 0.1, 10);
        mCamera->lookAt({0, 0, 2}, {0, 0, 0});
        // The simple one first and by itself: making a program waits for what is drawn before.
        mGround.update(*mScene, *trial, mSettings.shadowIntensity, mSettings.shadowSoftness);
        mStage.warmUp(*mView);
        mGround.hide(*mScene);
        trial->addTo(*mScene);
        mStage.warmUp(*mView);
        trial->removeFrom(*mScene);
    }
    mIncoming->endTrial();
}

void Viewer::clear() {
    mIncoming.reset();
    if (scene::Model* m = model()) m->removeFrom(*mScene);
    mCurrent.reset();
    mStage.endAverage(mId);
    mPicker.forget();
    mPlaced.clear();
    mGround.hide(*mScene);
    mSky.update(*mScene, {});
    mOcclusion.invalidate();
    mLight = nullptr;
    mDirty = true;
}

uint64_t Viewer::memoryBudget() const {
    constexpr double kMiB = 1 << 20;
    return static_cast<uint64_t>(mSettings.memoryBudget * kMiB);
}

const std::string& Viewer::environment() const {
    static const std::string studio = "studio";
    if (!mSettings.environmentImage.empty()) return mSettings.environmentImage;
    return skybox().empty() ? studio : skybox();
}

bool Viewer::takeIncoming() {
    if (!mIncoming) return false;
    mIncoming->advance();
    if (mIncoming->failed() || !mIncoming->next()) return false;
    if (!mLook.settled || !mStage.lighting().find(environment())) return false;

    if (scene::Model* m = model()) m->removeFrom(*mScene);
    mIncoming->promote();
    mCurrent = std::move(mIncoming);
    mPreviewed = mLoaded = false;
    mDetail = {};
    mPlayback.select(gltf::kNone, 0);
    mOcclusion.invalidate();
    if (mSettings.autoplay) mPlayback.play();
    showModel();
    mGround.invalidate();
    updateGround();
    // A camera of the file is a view as a whole: how the shopper left another product is none of it.
    if (frameModel()) {
        camera::home(mOrbit, mAim);
        camera::jumpToGoal(mOrbit);
    }
    if (mLeft) takeUp(*mLeft);
    mLeft.reset();
    model()->releaseVertices();
    return true;
}

void Viewer::takeUp(const Left& left) {
    // The element may have another shape by now.
    if (left.aspect > 0) camera::resize(mOrbit, mAim, left.aspect);
    camera::takeUp(mOrbit, left.view);
    camera::resize(mOrbit, mAim, aspect());
    resetTurntable(left.turntable);
    if (left.paused) {
        mPlayback.pause();
    } else {
        mPlayback.play();
    }
    mPlayback.seek(left.time);
    poseModel(mLastTick);
}

/// A better level of detail of the product on screen takes its place, in the same pose, light and view. The shadow is so
/// soft that the coarser level's stays good.
bool Viewer::takeBetter() {
    if (!mCurrent) return false;
    mCurrent->advance();
    if (mCurrent->failed() || !mCurrent->next()) return false;
    model()->removeFrom(*mScene);
    mCurrent->promote();
    showModel();
    model()->releaseVertices();
    return true;
}

void Viewer::showModel() {
    scene::Model& m = *model();
    mPicker.forget();
    m.place(mPlacement);
    selectAnimation();
    const bool posed =
        mPlayback.playing() || mPlayback.time() > 0 || !mSettings.animationName.empty();
    if (posed) m.pose(mPlayback.mix());
    m.addTo(*mScene);
    if (!mPlayback.playing()) m.setOcclusion(mOcclusion.map());
    mLight = nullptr;
    applyLook();
    mSky.update(*mScene, skybox());
    mDirty = true;
}

void Viewer::applyLook() {
    model()->setExposure(mSettings.exposure);
    model()->setEnvironmentIntensity(mSettings.environmentIntensity);
    mSky.setExposure(mSettings.exposure);
    setToneMapping(static_cast<int32_t>(mSettings.toneMapping));
}

void Viewer::setToneMapping(int32_t toneMapping) {
    model()->setToneMapping(toneMapping);
    mSky.setToneMapping(toneMapping);
}

bool Viewer::lightDue() const {
    const render::Light* light = mStage.lighting().find(environment());
    return light && light != mLight;
}

void Viewer::lightModel() {
    if (!lightDue()) return;
    mLight = mStage.lighting().find(environment());
    model()->setLight(*mLight);
    if (environment() != mLitBy) mEvents.lit(mId);
    mLitBy = environment();
    mDirty = true;
}

void Viewer::updateGround() {
    if (scene::Model* m = model()) {
        mGround.update(*mScene, *m, mSettings.shadowIntensity, mSettings.shadowSoftness);
    }
}

}  // namespace vitrine
