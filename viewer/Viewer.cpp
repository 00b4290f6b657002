#include "Viewer.h"

#include <utils/EntityManager.h>

#include <algorithm>
#include <cmath>

#include "render/Convert.h"

namespace vitrine {
namespace {

// A tick that comes later than this counts as the first after a rest: motion goes on, it doesn't jump.
constexpr double kLongestStepMs = 100;
// At rest: nothing moved for this long; longer while a pointer is down, for a drag has pauses.
constexpr double kSettleMs = 120;
constexpr double kSettleHeldMs = 300;
constexpr double kUsualStepMs = 1000.0 / 60;
// The contact shadow of an animated model is made anew this often; it is soft, nobody sees the steps.
constexpr double kGroundEveryMs = 100;
constexpr uint32_t kLargestSide = 8192;

uint32_t pixels(double length, double scale) {
    const double p = std::round(length * scale);
    return static_cast<uint32_t>(std::clamp(p, 1.0, double{kLargestSide}));
}

bool settled(const camera::OrbitState& o) {
    return o.theta.still() && o.phi.still() && o.radius.still() && o.logFov.still() &&
           o.target[0].still() && o.target[1].still() && o.target[2].still();
}

}  // namespace

Viewer::Viewer(uint32_t id, render::Stage& stage, Events& events)
    : mId(id),
      mStage(stage),
      mEvents(events),
      mView(stage.engine().createView()),
      mScene(stage.engine().createScene()),
      mCameraEntity(utils::EntityManager::get().create()),
      mCamera(stage.engine().createCamera(mCameraEntity)),
      mGround(stage) {
    mView->setScene(mScene);
    mView->setCamera(mCamera);
    // One pass: the surface shaders do tone mapping themselves, and nothing casts or receives shadow maps.
    mView->setPostProcessingEnabled(false);
    mView->setShadowingEnabled(false);
    mView->setBlendMode(filament::View::BlendMode::TRANSLUCENT);
    camera::applySettings(mOrbit, mSettings);
}

Viewer::~Viewer() {
    clear();
    filament::Engine& engine = mStage.engine();
    engine.destroy(mView);
    engine.destroy(mScene);
    engine.destroyCameraComponent(mCameraEntity);
    utils::EntityManager::get().destroy(mCameraEntity);
    mStage.settle();
}

void Viewer::set(std::string_view attribute, std::optional<std::string_view> value) {
    const Status status = settings::set(mSettings, attribute, value);
    if (!status) mEvents.error(mId, 0, status.error());
    if (attribute == "animation-name" || attribute == "autoplay") selectAnimation();
}

void Viewer::applySettings() {
    camera::applySettings(mOrbit, mSettings);
    if (scene::Model* m = model()) {
        m->setExposure(mSettings.exposure);
        m->setToneMapping(static_cast<int32_t>(mSettings.toneMapping));
        updateGround();
    }
    mDirty = true;
}

void Viewer::resize(double width, double height, double devicePixelRatio) {
    mWidth = std::isfinite(width) ? std::max(width, 0.0) : 0.0;
    mHeight = std::isfinite(height) ? std::max(height, 0.0) : 0.0;
    mPixelRatio = std::isfinite(devicePixelRatio) ? std::clamp(devicePixelRatio, 0.25, 8.0) : 1.0;
    camera::resize(mOrbit, mSettings, aspect());
    mDirty = true;
}

double Viewer::aspect() const {
    return mWidth > 0 && mHeight > 0 ? mWidth / mHeight : 1.0;
}

void Viewer::input(const camera::InputEvent& event) {
    if (camera::apply(mOrbit, mGestures, mSettings, event, {mWidth, mHeight})) mUserMoved = true;
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
    camera::zoom(mOrbit, mSettings, keyPresses);
}

void Viewer::updateFraming() {
    if (scene::Model* m = model()) camera::frame(mOrbit, m->framing(), mSettings, aspect());
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
    if (mSettings.autoplay) mPlayback.play();
    if (index == mPlayback.animation()) return;
    const bool paused = mPlayback.paused();
    mPlayback.select(index,
                     index == gltf::kNone ? 0 : animations[static_cast<size_t>(index)].duration);
    if (!paused) mPlayback.play();
}

void Viewer::play() {
    mPlayback.play();
    mEvents.animation(mId, "play");
}

void Viewer::pause() {
    mPlayback.pause();
    mEvents.animation(mId, "pause");
}

void Viewer::seek(double seconds) {
    mPlayback.seek(seconds);
    if (scene::Model* m = model()) {
        m->pose(mPlayback.animation(), mPlayback.time());
        mGround.invalidate();
        updateGround();
    }
    mDirty = true;
}

bool Viewer::animate(double seconds, double now) {
    scene::Model* m = model();
    if (!m || !mPlayback.advance(seconds)) return false;
    m->pose(mPlayback.animation(), mPlayback.time());
    if (mPlayback.takeLooped()) mEvents.animation(mId, "loop");
    if (mSettings.shadowIntensity > 0 && now - mLastGround > kGroundEveryMs) {
        mLastGround = now;
        mGround.invalidate();
        updateGround();
    }
    return true;
}

// --- loading ---------------------------------------------------------------------------------------------

void Viewer::begin(std::unique_ptr<Load> load) {
    mIncoming = std::move(load);
    // Most products need these; they come while the model's own bytes are still under way.
    mStage.materials().want("pbr_opaque");
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

void Viewer::clear() {
    mIncoming.reset();
    if (scene::Model* m = model()) m->removeFrom(*mScene);
    mCurrent.reset();
    mGround.hide(*mScene);
    mLight = nullptr;
    mDirty = true;
}

const std::string& Viewer::environment() const {
    static const std::string studio = "studio";
    return mSettings.environmentImage.empty() ? studio : mSettings.environmentImage;
}

bool Viewer::takeIncoming() {
    if (!mIncoming) return false;
    mIncoming->advance();
    if (mIncoming->failed() || !mIncoming->model()) return false;
    scene::Model* next = mIncoming->model();
    if (!next->prepare() || !next->showable()) return false;
    if (!mStage.lighting().find(environment())) return false;

    if (scene::Model* m = model()) m->removeFrom(*mScene);
    mCurrent = std::move(mIncoming);
    mCurrent->shown();
    mLight = nullptr;
    mPreviewed = mLoaded = false;
    showModel();
    return true;
}

void Viewer::showModel() {
    scene::Model& m = *model();
    mPlayback.select(gltf::kNone, 0);
    selectAnimation();
    if (mPlayback.animation() != gltf::kNone && mPlayback.playing())
        m.pose(mPlayback.animation(), 0);
    m.addTo(*mScene);
    mGround.invalidate();
    applySettings();
    camera::frame(mOrbit, m.framing(), mSettings, aspect());
    m.releaseVertices();
}

bool Viewer::lightDue() const {
    const render::Light* light = mStage.lighting().find(environment());
    return light && light != mLight;
}

void Viewer::lightModel() {
    if (!lightDue()) return;
    mLight = mStage.lighting().find(environment());
    model()->setLight(*mLight);
    mDirty = true;
}

void Viewer::updateGround() {
    if (scene::Model* m = model()) {
        mGround.update(*mScene, *m, mSettings.shadowIntensity, mSettings.shadowSoftness);
    }
}

// --- frames ----------------------------------------------------------------------------------------------

PixelSize Viewer::prepare(double now) {
    mCapturing = false;
    if (!mVisible || mWidth <= 0 || mHeight <= 0) return {};
    double step = now - mLastTick;
    if (!(step >= 0) || step > kLongestStepMs) step = kUsualStepMs;
    mLastTick = now;

    if (takeIncoming()) mDirty = true;
    if (!model()) return {};
    lightModel();
    if (mGround.waiting()) {
        updateGround();
        if (!mGround.waiting()) mDirty = true;
    }

    const bool cameraMoves = camera::advance(mOrbit, mSettings, step / 1000);
    const bool animated = animate(step / 1000, now);
    if (cameraMoves) {
        mEvents.camera(mId, mOrbit, mUserMoved);
        // What inertia adds after the hand let go is still the user's doing.
        if (!mOrbit.held && settled(mOrbit)) mUserMoved = false;
    }
    mMoving = cameraMoves || animated;
    if (mMoving) mLastMotion = now;

    // What is new comes at once, and the best picture of it with the next tick. After motion the best one waits: a hand
    // that holds still for a moment would otherwise pay for it in the middle of a drag.
    const bool complete = model()->complete();
    const bool news = !mPreviewed || (complete && !mLoaded);
    const double settle = mOrbit.held ? kSettleHeldMs : kSettleMs;
    mFine = !mMoving && !news && now - mLastMotion >= settle;
    const bool due = mMoving || mDirty || news || (mFine && !mRefined);
    if (!due) return {};

    mQuality = mGovernor.quality(!mFine);
    if (news) mQuality.samples = 1;
    const double scale = mPixelRatio * mQuality.scale;
    mSize = {pixels(mWidth, scale), pixels(mHeight, scale)};
    return mSize;
}

PixelSize Viewer::prepareCapture(uint32_t width, uint32_t height) {
    if (!model()) return {};
    lightModel();
    mCapturing = true;
    mQuality = mGovernor.quality(false);
    mSize = {width ? std::min(width, kLargestSide) : pixels(mWidth, mPixelRatio),
             height ? std::min(height, kLargestSide) : pixels(mHeight, mPixelRatio)};
    return mSize;
}

void Viewer::aimCamera(PixelSize size) {
    const camera::Pose pose = camera::pose(mOrbit);
    const double aspect = double(size.width) / size.height;
    mCamera->setProjection(glm::degrees(double{pose.verticalFov}), aspect, pose.nearPlane,
                           pose.farPlane, filament::Camera::Fov::VERTICAL);
    mCamera->lookAt(render::toEngine(pose.eye), render::toEngine(pose.target),
                    render::toEngine(pose.up));
    model()->turnLight(pose.turntable);
    model()->setFine(mFine || mCapturing);
}

void Viewer::draw() {
    if (!model() || !mSize) return;
    aimCamera(mSize);
    mStage.draw(*mView, mSize.width, mSize.height, mQuality.samples);
    ++mFrames;
    if (mCapturing) {  // not the picture on screen: what that still lacks, it lacks
        mCapturing = false;
        return;
    }
    mDirty = false;
    mRefined = mFine;
    if (mRefined) mStage.target().trim();
    if (!mPreviewed) {
        mPreviewed = true;
        mEvents.milestone("preview", mId, mCurrent->id());
    }
    if (!mLoaded && model()->complete()) {
        mLoaded = true;
        mEvents.milestone("load", mId, mCurrent->id());
    }
}

void Viewer::drawn(double ms, bool fine) {
    mFrameMs = mFrameMs == 0 ? ms : mFrameMs * 0.9 + ms * 0.1;
    if (fine) {
        mGovernor.measuredAtRest(ms);
    } else if (mLoaded) {  // the frames before it also upload and compile
        mGovernor.measured(ms);
    }
}

bool Viewer::active() const {
    if (!mVisible || mWidth <= 0 || mHeight <= 0) return false;
    if (mIncoming && !mIncoming->failed() && (mIncoming->model() || mIncoming->due())) return true;
    if (!model()) return false;
    return mDirty || !mRefined || mMoving || mLoaded != model()->complete() || mGround.waiting() ||
           lightDue() || mPlayback.playing() || camera::waiting(mOrbit, mSettings);
}

// --- what the page may ask -------------------------------------------------------------------------------

messages::Info Viewer::info() {
    messages::Info info;
    info.theta = mOrbit.theta.value;
    info.phi = mOrbit.phi.value;
    info.radius = mOrbit.radius.value;
    info.target = camera::target(mOrbit);
    info.fieldOfView = glm::degrees(camera::fieldOfView(mOrbit));
    info.turntable = mOrbit.turntable;
    info.duration = mPlayback.duration();
    info.currentTime = mPlayback.time();
    info.paused = mPlayback.paused();
    if (scene::Model* m = model()) {
        info.dimensions = mOrbit.framing.max - mOrbit.framing.min;
        info.center = mOrbit.framing.center();
        for (const gltf::Animation& a : m->asset().animations) info.animations.push_back(a.name);
    }
    return info;
}

messages::Stats Viewer::stats() const {
    messages::Stats stats;
    stats.frames = mFrames;
    stats.frameMs = mFrameMs;
    stats.gpuBytes = mStage.target().gpuBytes() + mStage.lighting().gpuBytes();
    stats.scale = mQuality.scale;
    stats.samples = mQuality.samples;
    if (const scene::Model* m = model()) {
        stats.drawCalls = m->drawCalls();
        stats.triangles = m->triangles();
        stats.gpuBytes += m->gpuBytes();
        stats.decodeMs = mCurrent->decodeMs();
    }
    return stats;
}

}  // namespace vitrine
