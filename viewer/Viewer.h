// One <product-viewer>: its settings, camera, model and picture. Render thread.
//
// The host calls prepare() at each tick; when that names a size, it sizes the canvas and calls draw(). A viewer
// that shows a still product names none: nothing is drawn until something changes.
#pragma once

#include <filament/Camera.h>
#include <filament/Scene.h>
#include <filament/View.h>
#include <utils/Entity.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "Events.h"
#include "Load.h"
#include "Messages.h"
#include "Overlay.h"
#include "camera/Gestures.h"
#include "camera/Orbit.h"
#include "look/Look.h"
#include "pose/Playback.h"
#include "render/Governor.h"
#include "render/Stage.h"
#include "scene/Ground.h"
#include "scene/Occlusion.h"
#include "scene/Picker.h"
#include "scene/Sky.h"
#include "settings/Settings.h"

namespace vitrine {

struct PixelSize {
    uint32_t width = 0, height = 0;
    explicit operator bool() const { return width > 0 && height > 0; }
};

class Viewer {
public:
    Viewer(uint32_t id, render::Stage& stage, Events& events);
    ~Viewer();
    Viewer(const Viewer&) = delete;
    Viewer& operator=(const Viewer&) = delete;

    // --- what the element says ---
    void set(std::string_view attribute, std::optional<std::string_view> value);
    /// The URL of the look file that the settings ask for and that is not here yet; "" = none.
    std::string wantedLook() const { return mLook.settled ? "" : mLook.url; }
    /// That file, or why there is none. The first picture waits for it.
    void setLook(Result<look::Look> look);
    /// After a batch of set() or a setLook().
    void applySettings();
    void resize(double width, double height, double devicePixelRatio);
    void setVisible(bool visible);
    void input(const camera::InputEvent& event);

    // --- actions ---
    void jumpCameraToGoal();
    void resetTurntable(double theta);
    void zoom(double keyPresses);
    /// The camera, by so many radians more.
    void turn(double theta);
    /// Turns the camera to where it sees that mark; what is no index of one does nothing.
    void face(double mark);
    void updateFraming();
    void play(const pose::Playback::Options& options);
    void pause();
    void seek(double seconds);
    void redraw() { mDirty = true; }
    /// How a former viewer of the same element was left; taken up with the next model.
    struct Left {
        camera::View view;  ///< not finite: as the settings have it
        double aspect;      ///< of the element, for which the view's field of view is
        double turntable;   ///< radians
        double time;        ///< of the animation, seconds
        bool paused;
    };
    void restore(const Left& left) { mLeft = left; }

    // --- places on the model ---
    void setMarks(std::vector<pick::Mark> marks);
    /// In the picture that was drawn last.
    const std::vector<pick::PlacedMark>& marks() const { return mPlaced; }
    /// What lies at a place of the picture, see camera/Projection.h.
    std::optional<pick::Hit> pick(glm::dvec2 place);

    // --- loading ---
    /// The load replaces one under way; the model on screen stays until the new one can be shown.
    void begin(std::unique_ptr<Load> load);
    Load* load(uint32_t id);
    void cancel(uint32_t load);
    /// Has the shaders of the model that is under way compiled, as soon as it is known which those are. Not while another is on
    /// screen: its frames matter more.
    void warmUp();
    /// Builds a part of what comes in place of the model on screen. True while there is more to build.
    bool build() { return mCurrent && mCurrent->build(); }
    void clear();
    /// Bytes of GPU texture memory that the element allows; 0 = not said.
    uint64_t memoryBudget() const;
    /// The name of the light that the settings ask for: "studio", "neutral" or a URL; as in <model-viewer>
    /// that of the background where there is one and no other is named.
    const std::string& environment() const;
    /// As attributes and the look file have them.
    const settings::Settings& settings() const { return mSettings; }
    /// On screen; null while there is none.
    scene::Model* model() { return mCurrent ? mCurrent->model() : nullptr; }
    const scene::Model* model() const { return mCurrent ? mCurrent->model() : nullptr; }
    /// What look file and inspector say of materials.
    const scene::Model::Style& style() const { return mStyle; }
    /// There is, or will be, something to light.
    bool wantsLight() const { return mCurrent || mIncoming; }
    bool wantsLight(const std::string& name) const { return wantsLight() && environment() == name; }
    /// The address of the background that the settings ask for; empty: none.
    const std::string& skybox() const { return mSettings.skyboxImage; }
    bool wantsSky(const std::string& url) const { return wantsLight() && skybox() == url; }

    // --- the inspector ---
    /// What lies over the picture; null takes it away, with what it tuned.
    void setOverlay(std::unique_ptr<Overlay> overlay);
    Overlay* overlay() const { return overlayFactory() ? mOverlay.get() : nullptr; }
    /// What wins over the element's attributes and the look file.
    void setTuning(look::Look tuning) { takeLook(mTuning, std::move(tuning)); }
    /// See Events::inspector().
    void tellInspector(const char* what, std::string_view text) {
        mEvents.inspector(mId, what, text);
    }
    /// Of the element, CSS pixels.
    glm::dvec2 size() const { return {mWidth, mHeight}; }

    // --- frames ---
    /// `now` in ms of the page's clock. No size: nothing to draw. Of a still product it may have drawn a sample of the
    /// picture at rest, see sampled().
    PixelSize prepare(double now);
    /// The last prepare() kept the GPU busy, with something that is not shown yet.
    bool sampled() const { return mSampled; }
    PixelSize prepareCapture(uint32_t width, uint32_t height);
    void draw();
    /// The picture of the last prepare() is the best one.
    bool fine() const { return mFine; }
    /// The picture of the last prepare() shows nothing new: its time is that of others like it.
    bool usual() const { return mPreviewed && !mCapturing && mLastNews != mLastTick; }
    /// The GPU finished a picture of draw() in `ms`.
    void drawn(double ms, bool fine, bool usual);
    bool active() const;

    messages::Info info();
    messages::Stats stats() const;
    /// What the last picture took on this thread, ms.
    double drawMs() const { return mDrawMs; }

private:
    void change(std::string_view attribute);
    void wantLook(std::string_view url);
    void takeLook(look::Look& place, look::Look look);
    void restyle();
    bool takeIncoming();
    bool takeBetter();
    void takeUp(const Left& left);
    void showModel();
    camera::Framing framing();
    bool frameModel();
    bool aim(const camera::Framing& framing);
    void look();
    void tellDetail();
    bool takeVariant();
    std::string shownVariant() const;
    bool lightDue() const;
    void lightModel();
    void applyLook();
    void setToneMapping(int32_t toneMapping);
    void selectAnimation();
    void occlude();
    void refine();
    void placeModel();
    void placeMarks(PixelSize size);
    void updateGround();
    void poseModel(double now);
    bool animate(double seconds, double now);
    void aimCamera(PixelSize size, uint32_t sample, uint32_t samples);
    scene::Sky::Dome dome(const camera::Pose& pose) const;
    void drawBackdrop(PixelSize size);
    void drawPicture();
    void drawSample(uint32_t index, uint32_t count);
    bool sharpens() const;
    PixelSize sharpen();
    void capture();
    PixelSize sizeAtRest();
    double aspect() const;

    uint32_t mId;
    render::Stage& mStage;
    Events& mEvents;
    filament::View* mView;
    filament::Scene* mScene;
    utils::Entity mCameraEntity;
    filament::Camera* mCamera;

    settings::Settings mSettings;
    settings::Settings mAim;  // the same, with the view of the file's camera that they name
    look::Attributes mOwn;    // what the element itself says
    struct {
        std::string url;
        bool settled = true;  // it is here, or it is known that it will not come
        look::Look look;      // of this or the former URL
    } mLook;
    look::Look mTuning;
    camera::OrbitState mOrbit;
    camera::Gestures mGestures;
    scene::Ground mGround;
    scene::Occlusion mOcclusion;
    scene::Sky mSky;
    pose::Playback mPlayback;
    scene::Picker mPicker;
    std::vector<pick::Mark> mMarks;
    std::vector<pick::PlacedMark> mPlaced;  // in the picture on screen
    render::Governor mGovernor;
    scene::Model::Style mStyle{{&mLook.look, &mTuning}};
    std::unique_ptr<Load> mCurrent, mIncoming;
    std::optional<Left> mLeft;
    const render::Light* mLight = nullptr;  // that the current model is lit by
    std::string mLitBy;                     // its name, of any model so far
    glm::mat4 mPlacement{1};                // by orientation and scale

    double mWidth = 0, mHeight = 0, mPixelRatio = 1;
    bool mVisible = true;
    bool mDirty = false;      // a picture is due
    bool mMoving = false;     // of the frame being prepared
    bool mFine = true;        // the frame being prepared is the best one
    bool mRefined = true;     // the picture on screen is the best one that one frame gives
    bool mSharp = false;      // it is the mean of several
    bool mStale = false;      // which finer textures came after
    bool mSampled = false;    // of the last prepare(), see sampled()
    bool mFinal = false;      // the next draw() is for the last sample
    uint32_t mSample = 0;     // of the picture at rest, drawn so far
    bool mCapturing = false;  // the next draw() is for toBlob
    bool mUserMoved = false;  // since the last camera event
    bool mPreviewed = false, mLoaded = false;
    Load::Detail mDetail;  // that was told last
    double mLastTick = 0, mLastGround = 0, mLastMotion = -1e9, mLastNews = -1e9,
           mLastDue = -1e9;  // ms of the page's clock
    PixelSize mSize;
    render::Quality mQuality;
    uint64_t mFrames = 0;
    double mFrameMs = 0, mDrawMs = 0;
    std::unique_ptr<Overlay> mOverlay;
};

}  // namespace vitrine
