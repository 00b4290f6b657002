#include <algorithm>
#include <cmath>

#include "Viewer.h"
#include "base/Clock.h"
#include "render/Convert.h"

// When a viewer draws, and what: the part of Viewer that runs at each tick.
namespace vitrine {
namespace {

// A tick that comes later than this counts as the first after a rest: motion goes on, it doesn't jump.
constexpr double kLongestStepMs = 100;
// At rest: nothing moved for this long; longer while a pointer is down, for a drag has pauses.
constexpr double kSettleMs = 120;
constexpr double kSettleHeldMs = 300;
// While more of the product is on its way, pictures come quickly; the best one waits until nothing came for this long.
constexpr double kSettleRefiningMs = 600;
// Samples of the picture at rest begin when it has been so for this long: the hand on a slider brings the next change first.
constexpr double kSettleSamplesMs = 80;
constexpr double kUsualStepMs = 1000.0 / 60;
constexpr uint32_t kLargestSide = 8192;
// Of the sphere that a background with a floor lies on, in radii of the product; as in <model-viewer>.
constexpr double kDomeRadius = 10;

uint32_t pixels(double length, double scale) {
    const double p = std::round(length * scale);
    return static_cast<uint32_t>(std::clamp(p, 1.0, double{kLargestSide}));
}

// Frames that the picture at rest is made of. Very large pictures hide their steps by themselves, and products of very many
// triangles take long. Not what a frame takes decides: pictures would differ from time to time.
constexpr uint32_t kSamplesAtRest = 16, kFewSamples = 8;
constexpr uint64_t kManyPixels = 3'000'000;
constexpr uint32_t kManyTriangles = 300'000;

uint32_t samplesAtRest(PixelSize size, const scene::Model& model) {
    const bool many =
        model.triangles() > kManyTriangles || uint64_t{size.width} * size.height > kManyPixels;
    return many ? kFewSamples : kSamplesAtRest;
}

/// Where within the pixel sample `i` of `count` (a power of two) looks, −½ … ½: the Hammersley set, which leaves no
/// part of the pixel out.
glm::dvec2 offsetOf(uint32_t i, uint32_t count) {
    double inverse = 0, digit = 0.5;  // van der Corput
    for (uint32_t bits = i; bits > 0; bits >>= 1, digit /= 2) inverse += (bits & 1) * digit;
    return {(i + 0.5) / count - 0.5, inverse + 0.5 / count - 0.5};
}

bool settled(const camera::OrbitState& o) {
    return o.theta.still() && o.phi.still() && o.radius.still() && o.logFov.still() &&
           o.target[0].still() && o.target[1].still() && o.target[2].still();
}

}  // namespace

// --- frames ----------------------------------------------------------------------------------------------

PixelSize Viewer::prepare(double now) {
    mCapturing = mSampled = mFinal = false;
    if (!mVisible || mWidth <= 0 || mHeight <= 0) return {};
    double step = now - mLastTick;
    if (!(step >= 0) || step > kLongestStepMs) step = kUsualStepMs;
    mLastTick = now;

    if (takeIncoming() || takeBetter()) mLastNews = now;
    if (!model()) return {};
    look();
    if (mCurrent->takeRefined()) {
        refine();
        mLastNews = now;
    }
    if (takeVariant()) mDirty = true;
    if (mPreviewed && mCurrent->failed()) tellDetail();
    lightModel();
    if (mGround.waiting()) {
        updateGround();
        if (!mGround.waiting()) mDirty = true;
    }

    if (mSky.due(skybox()) && mSky.update(*mScene, skybox())) mDirty = true;

    const bool cameraMoves = camera::advance(mOrbit, mAim, step / 1000);
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
    const bool complete = mCurrent->complete();
    const bool news = !mPreviewed || (complete && !mLoaded);
    const double settle = mOrbit.held ? kSettleHeldMs : kSettleMs;
    const bool recent = now - mLastNews < kSettleRefiningMs;
    const bool refining = !complete && recent;
    mFine = !mMoving && !news && !refining && now - mLastMotion >= settle;
    if (mFine) {
        occlude();
        if (mLoaded) mCurrent->lookAtRest();
    }
    const bool due =
        mMoving || mDirty || news || (mFine && !mRefined) || (overlay() && overlay()->due());
    if (!due) return now - mLastDue < kSettleSamplesMs ? PixelSize{} : sharpen();
    mLastDue = now;

    mQuality = mGovernor.quality(!mFine);
    if (mFine && !mStage.averages()) mQuality.samples = render::kMostSamples;
    // Another number of samples is another program to some drivers: half a second in which nothing else is done. In motion
    // they wait until it is known how long a frame takes.
    if (news || (!mFine && (recent || !complete))) mQuality.samples = 1;
    const double scale = mPixelRatio * mQuality.scale;
    mSize = {pixels(mWidth, scale), pixels(mHeight, scale)};
    return mSize;
}

/// Finer textures came. A mean that is on screen stays until the next one is there: one frame would show jagged edges.
void Viewer::refine() {
    if (!mSharp) {
        mDirty = true;
        return;
    }
    mStale = true;
    mStage.endAverage(mId);
}

/// A still model hides light from itself. That takes longer than a first picture may wait.
void Viewer::occlude() {
    if (mOcclusion.valid() || mPlayback.playing()) return;
    mOcclusion.update(*model());
    mDirty = true;
}

PixelSize Viewer::sizeAtRest() {
    mQuality = {1, mStage.averages() ? 1 : render::kMostSamples};
    return {pixels(mWidth, mPixelRatio), pixels(mHeight, mPixelRatio)};
}

PixelSize Viewer::prepareCapture(uint32_t width, uint32_t height) {
    if (!model()) return {};
    takeVariant();
    lightModel();
    mSky.update(*mScene, skybox());
    occlude();
    mCapturing = true;
    mSize = sizeAtRest();
    if (width) mSize.width = std::min(width, kLargestSide);
    if (height) mSize.height = std::min(height, kLargestSide);
    return mSize;
}

void Viewer::aimCamera(PixelSize size, uint32_t sample, uint32_t samples) {
    const camera::Pose pose = camera::pose(mOrbit);
    const double aspect = double(size.width) / size.height;
    mCamera->setProjection(glm::degrees(double{pose.verticalFov}), aspect, pose.nearPlane,
                           pose.farPlane, filament::Camera::Fov::VERTICAL);
    // In clip space, which is two units wide.
    const glm::dvec2 offset = samples > 1 ? offsetOf(sample, samples) : glm::dvec2(0);
    mCamera->setShift({2 * offset.x / size.width, 2 * offset.y / size.height});
    mCamera->lookAt(render::toEngine(pose.eye), render::toEngine(pose.target),
                    render::toEngine(pose.up));
    // The angle is that of the model under its light: turning the light goes the other way.
    const float turn = pose.turntable - static_cast<float>(mSettings.environmentRotation);
    model()->setFrame(turn, samples);
    mSky.setFrame(turn, dome(pose));
    model()->sortBlended(pose.eye, mFine || mCapturing);
}

/// The floor is what the product stands on, and the image was taken above the middle of the product.
scene::Sky::Dome Viewer::dome(const camera::Pose& pose) const {
    const camera::Framing& framing = mOrbit.framing;
    glm::dvec3 middle = framing.center();
    middle.y = framing.min.y + mSettings.skyboxHeight;
    return {glm::vec3(glm::dvec3(pose.eye) - middle),
            static_cast<float>(kDomeRadius * framing.radius),
            static_cast<float>(mSettings.skyboxHeight)};
}

/// Glass shows what lies behind it: that is drawn first, unless there is no glass.
void Viewer::drawBackdrop(PixelSize size) {
    if (!model()->transmits()) return;
    setToneMapping(mStage.target().drawsHalfFloats() ? render::kToneRadiance : render::kToneCurve);
    const render::Backdrop& backdrop = mStage.drawBackdrop(*mView, size.width, size.height);
    setToneMapping(static_cast<int32_t>(mSettings.toneMapping));
    model()->setBackdrop(backdrop, mSky.shown());
}

void Viewer::draw() {
    if (!model() || !mSize) return;
    const double began = nowMs();
    ++mFrames;
    if (mCapturing) return capture();
    placeMarks(mSize);
    drawPicture();
    mDrawMs = nowMs() - began;
    if (overlay()) overlay()->draw(mSize.width, mSize.height, mPixelRatio);
}

void Viewer::drawPicture() {
    if (mFinal) {
        const uint32_t count = samplesAtRest(mSize, *model());
        drawSample(count - 1, count);
        mSharp = true;
        mStale = mFinal = false;
        mStage.endAverage(mId);
        tellDetail();
        return;
    }
    mStage.endAverage(mId);
    aimCamera(mSize, 0, 1);
    drawBackdrop(mSize);
    mStage.draw(*mView, mSize.width, mSize.height, mQuality.samples);
    mDirty = mSharp = mStale = false;
    mRefined = mFine;
    if (mRefined) mStage.trim();
    if (!mPreviewed) {
        mPreviewed = true;
        mEvents.milestone("preview", mId, mCurrent->id());
    }
    tellDetail();
    if (!mLoaded && mCurrent->complete()) {
        mLoaded = true;
        mEvents.milestone("load", mId, mCurrent->id());
    }
}

bool Viewer::takeVariant() {
    if (mIncoming) mIncoming->showVariant(mSettings.variantName);
    mCurrent->showVariant(mSettings.variantName);
    const int32_t before = model()->variant();
    if (!mCurrent->takeVariant()) return false;
    if (model()->variant() != before) mEvents.variant(mId, mCurrent->id(), shownVariant());
    return true;
}

std::string Viewer::shownVariant() const {
    const int32_t variant = model()->variant();
    return variant == gltf::kNone ? std::string()
                                  : model()->asset().variants[static_cast<size_t>(variant)];
}

// --- the picture at rest ---------------------------------------------------------------------------------

/// The best picture is not there yet, and nothing stands in its way.
bool Viewer::sharpens() const {
    const bool all = mLoaded || (mPreviewed && mCurrent->failed());
    return mRefined && (!mSharp || mStale) && !mDirty && all && mStage.averages();
}

/// One sample per tick, so that the page and other viewers go on; the last one is for draw(), which shows the mean.
PixelSize Viewer::sharpen() {
    if (!mFine || !sharpens()) return {};
    if (!mStage.holdsAverage(mId)) {
        mSample = 0;
        if (!mStage.claimAverage(mId)) return {};
    }
    mSize = sizeAtRest();
    const uint32_t count = samplesAtRest(mSize, *model());
    if (mSample + 1 < count) {
        drawSample(mSample++, count);
        mSampled = true;
        return {};
    }
    mFinal = true;
    return mSize;
}

void Viewer::drawSample(uint32_t index, uint32_t count) {
    aimCamera(mSize, index, count);
    drawBackdrop(mSize);
    mStage.drawSample(*mView, mSize.width, mSize.height, index, count);
}

/// For toBlob(): all at once, whatever is on screen; what that still lacks, it lacks.
void Viewer::capture() {
    if (mStage.averages()) {
        const uint32_t count = samplesAtRest(mSize, *model());
        mStage.takeAverage(mId);
        for (uint32_t i = 0; i < count; ++i) drawSample(i, count);
        mStage.endAverage(mId);
        mSample = 0;
    } else {
        aimCamera(mSize, 0, 1);
        drawBackdrop(mSize);
        mStage.draw(*mView, mSize.width, mSize.height, mQuality.samples);
    }
    mCapturing = false;
}

/// Asks for the texture levels that the view shows, in pixels of the device at rest.
void Viewer::look() {
    const camera::Pose pose = camera::pose(mOrbit);
    const double distance = std::max(
        glm::distance(glm::dvec3(pose.eye), mOrbit.framing.center()) - mOrbit.framing.radius,
        double{pose.nearPlane});
    const double metres = 2 * distance * std::tan(double{pose.verticalFov} / 2);
    // In metres of the file, before `scale`.
    const double scale = std::max(
        {std::abs(mSettings.scale[0]), std::abs(mSettings.scale[1]), std::abs(mSettings.scale[2])});
    mCurrent->look(mHeight * mPixelRatio / metres * scale);
}

void Viewer::tellDetail() {
    const Load::Detail detail = mCurrent->detail(mLoaded);
    Load::Detail before = mDetail;
    // That the load is over is no news.
    if (detail.reason == stream::Reason::Zoom) before.reason = detail.reason;
    if (detail == before) return;
    mDetail = detail;
    mEvents.detail(mId, mCurrent->id(),
                   {detail.level, detail.levels, detail.textureSize, detail.gpuTextureBytes,
                    detail.complete, stream::reasonName(detail.reason)});
}

void Viewer::drawn(double ms, bool fine, bool usual) {
    mFrameMs = mFrameMs == 0 ? ms : mFrameMs * 0.9 + ms * 0.1;
    if (fine) {
        mGovernor.measuredAtRest(ms);
    } else if (usual) {  // others also upload and compile
        mGovernor.measured(ms);
    }
}

bool Viewer::active() const {
    if (!mVisible || mWidth <= 0 || mHeight <= 0) return false;
    if (mIncoming && mIncoming->due()) return true;
    if (!model()) return false;
    const bool loadDue = !mLoaded && mCurrent->complete();
    return mDirty || !mRefined || sharpens() || (overlay() && overlay()->due()) || mMoving ||
           loadDue || mCurrent->due() || mGround.waiting() || lightDue() || mSky.due(skybox()) ||
           mPlayback.playing() || camera::waiting(mOrbit, mAim);
}

// --- what the page may ask -------------------------------------------------------------------------------

messages::Info Viewer::info() {
    messages::Info info;
    info.theta = mOrbit.theta.value;
    info.phi = mOrbit.phi.value;
    info.radius = mOrbit.radius.value;
    info.target = camera::target(mOrbit);
    info.fieldOfView = glm::degrees(camera::fieldOfView(mOrbit));
    const camera::Range fov = camera::fieldOfViewLimits(mOrbit);
    info.minFieldOfView = glm::degrees(fov.min);
    info.maxFieldOfView = glm::degrees(fov.max);
    info.idealAspect = mOrbit.framing.idealAspect(info.target, mOrbit.baseFov);
    info.turntable = mOrbit.turntable;
    info.duration = mPlayback.duration();
    info.currentTime = mPlayback.time();
    info.paused = mPlayback.paused();
    if (scene::Model* m = model()) {
        info.dimensions = mOrbit.framing.max - mOrbit.framing.min;
        info.center = mOrbit.framing.center();
        for (const gltf::Animation& a : m->asset().animations) info.animations.push_back(a.name);
        info.cameras = m->cameraNames();
        info.variants = m->asset().variants;
        info.variant = shownVariant();
    }
    return info;
}

messages::Stats Viewer::stats() const {
    messages::Stats stats;
    stats.frames = mFrames;
    stats.frameMs = mFrameMs;
    stats.gpuBytes = mStage.gpuBytes() + mStage.lighting().gpuBytes() + mOcclusion.gpuBytes();
    stats.scale = mQuality.scale;
    stats.samples = mQuality.samples;
    const bool all = mCurrent && (mCurrent->complete() || mCurrent->failed());
    stats.converged = mRefined && all && !sharpens();
    if (const scene::Model* m = model()) {
        stats.drawCalls = m->drawCalls();
        stats.triangles = m->triangles();
        stats.gpuBytes += m->gpuBytes();
        stats.gpuTextureBytes = m->gpuTextureBytes();
        stats.decodeMs = mCurrent->decodeMs();
    }
    return stats;
}

}  // namespace vitrine
