#include "Core.h"

#include <algorithm>

#include "Messages.h"
#include "base/Clock.h"
#include "base/Fail.h"
#include "light/EnvironmentPixels.h"

namespace vitrine {
namespace {

// Of prefiltering at a time: frames and incoming bytes have their turn in between.
constexpr double kLightSliceMs = 4;
constexpr uint32_t kLightUnits = 16;
// Texels of an image from left to right, as light (four faces of the cube) and as background, of which a camera sees an eighth or
// less.
constexpr uint32_t kLightWidth = 1024, kSkyWidth = 2048;
// One frame on the GPU and one waiting: with a single one the GPU would idle until the next tick of the display, and
// a frame of 20 ms would take 33. More would only add lag.
constexpr size_t kMostInFlight = 2;

/// The code that the host means by a public name; `otherwise` when it is none of those that a host has.
ErrorCode codeOf(std::string_view name, ErrorCode otherwise) {
    for (const ErrorCode code : {ErrorCode::Network, ErrorCode::HttpStatus, ErrorCode::Truncated,
                                 ErrorCode::BadChecksum, ErrorCode::BadCompression,
                                 ErrorCode::BadImage, ErrorCode::TooLarge, ErrorCode::Decoder}) {
        if (name == errorName(code)) return code;
    }
    return otherwise;
}

}  // namespace

Result<std::unique_ptr<Core>> Core::make(std::unique_ptr<render::Target> target) {
    auto stage = render::Stage::make(std::move(target));
    if (!stage) return std::move(stage).error();
    return std::unique_ptr<Core>(new Core(*std::move(stage)));
}

Core::Core(std::unique_ptr<render::Stage> stage) : mStage(std::move(stage)) {}

uint32_t Core::createViewer() {
    const uint32_t handle = mViewers.add(nullptr);
    *mViewers.find(handle) = std::make_unique<Viewer>(handle, *mStage, mEvents);
    return handle;
}

void Core::destroyViewer(uint32_t viewer) {
    mViewers.remove(viewer);
    mStage->settle();  // else the GPU would hold until the next picture what was the viewer's
    forgetLoads();
}

Viewer* Core::viewer(uint32_t handle) {
    std::unique_ptr<Viewer>* found = mViewers.find(handle);
    return found ? found->get() : nullptr;
}

void Core::set(uint32_t handle, std::string_view json) {
    Viewer* v = viewer(handle);
    if (!v) return;
    for (const auto& [attribute, value] : messages::parseAttributes(json)) {
        if (attribute == "inspector") setInspector(*v, value.has_value());
        v->set(attribute, value);
    }
    wantLook(*v);
    applySettings(*v);
}

void Core::applySettings(Viewer& v) {
    v.applySettings();
    if (v.wantsLight()) {
        wantLight(v);
        wantSky(v);
    }
    askForPackages();
}

void Core::setInspector(Viewer& v, bool wanted) {
    const OverlayFactory make = overlayFactory();
    if (!make || wanted == (v.overlay() != nullptr)) return;
    v.setOverlay(wanted ? make(v) : nullptr);
}

void Core::act(uint32_t handle, std::string_view json) {
    Viewer* v = viewer(handle);
    const auto [what, argument, flag] = messages::parseAction(json);
    if (!v) return;
    if (what == "jump-camera-to-goal") v->jumpCameraToGoal();
    if (what == "reset-turntable") v->resetTurntable(argument.value_or(0));
    if (what == "zoom") v->zoom(argument.value_or(1));
    if (what == "turn") v->turn(argument.value_or(0));
    if (what == "face") v->face(argument.value_or(-1));
    if (what == "play") {
        pose::Playback::Options options;
        options.repetitions = argument.value_or(options.repetitions);
        options.pingpong = flag;
        v->play(options);
    }
    if (what == "pause") v->pause();
    if (what == "seek") v->seek(argument.value_or(0));
    if (what == "update-framing") v->updateFraming();
    if (what == "redraw") v->redraw();
}

// --- loading ---------------------------------------------------------------------------------------------

uint32_t Core::beginLoad(uint32_t handle, std::string url) {
    Viewer* v = viewer(handle);
    if (!v) return 0;
    forgetLoads();
    const uint32_t id = mLoads.add(handle);
    v->begin(std::make_unique<Load>(id, handle, std::move(url), mDevice, v->memoryBudget(),
                                    v->style(), *mStage, mEvents));
    askForPackages();
    wantLight(*v);
    wantSky(*v);
    return id;
}

Load* Core::load(uint32_t handle) {
    const uint32_t* owner = mLoads.find(handle);
    Viewer* v = owner ? viewer(*owner) : nullptr;
    Load* found = v ? v->load(handle) : nullptr;
    if (!found) mLoads.remove(handle);
    return found;
}

void Core::forgetLoads() {
    mLoads.each([&](uint32_t handle, uint32_t) { load(handle); });
}

void Core::cancelLoad(uint32_t handle) {
    const uint32_t* owner = mLoads.find(handle);
    if (!owner) return;
    if (Viewer* v = viewer(*owner)) v->cancel(handle);
    load(handle);
}

void Core::push(uint32_t handle, uint32_t resource, Bytes bytes, uint64_t total) {
    if (Load* l = load(handle)) l->push(resource, bytes, total);
    warmUp(handle);
    askForPackages();
}

void Core::finish(uint32_t handle, uint32_t resource) {
    if (Load* l = load(handle)) l->finish(resource);
    warmUp(handle);
    askForPackages();
}

void Core::fail(uint32_t handle, uint32_t resource, std::string_view code, int32_t status,
                std::string message) {
    Load* l = load(handle);
    if (!l) return;
    Error error{codeOf(code, ErrorCode::Network), std::move(message)};
    error.status = status;
    l->fail(resource, std::move(error));
}

void Core::decoded(uint32_t handle, uint32_t job, Bytes bytes) {
    if (Load* l = load(handle)) l->decoded(job, bytes);
    askForPackages();
}

void Core::decodeFailed(uint32_t handle, uint32_t job, std::string_view code, std::string message) {
    if (Load* l = load(handle)) {
        l->decodeFailed(job, {codeOf(code, ErrorCode::Decoder), std::move(message)});
    }
}

void Core::image(uint32_t handle, int32_t image, const scene::Picture::Info& picture,
                 uint32_t first) {
    if (Load* l = load(handle)) {
        l->image(image, picture, first);
    } else {
        mStage->target().deleteTexture(picture.name);
    }
}

void Core::imageFailed(uint32_t handle, int32_t image, std::string_view code, std::string message) {
    if (Load* l = load(handle)) {
        l->imageFailed(image, {codeOf(code, ErrorCode::BadImage), std::move(message)});
    }
}

void Core::device(std::string_view json) {
    mDevice = messages::parseDevice(json);
}

void Core::package(std::string_view family, Bytes bytes) {
    const Status status = mStage->materials().add(family, bytes);
    if (status) return mViewers.each([](uint32_t, auto& v) { v->warmUp(); });
    mViewers.each([&](uint32_t handle, auto&) { mEvents.error(handle, 0, status.error()); });
}

void Core::warmUp(uint32_t handle) {
    const uint32_t* owner = mLoads.find(handle);
    if (Viewer* v = owner ? viewer(*owner) : nullptr) v->warmUp();
}

void Core::askForPackages() {
    for (const std::string& family : mStage->materials().takeWanted()) mEvents.package(family);
}

// --- looks -----------------------------------------------------------------------------------------------

void Core::wantLook(const Viewer& v) {
    const std::string url = v.wantedLook();
    if (!url.empty() && notAsked(url)) mEvents.look(url);
}

void Core::look(std::string_view url, Bytes bytes) {
    const std::string name(url);
    forget(name);
    mViewers.each([&](uint32_t, std::unique_ptr<Viewer>& v) {
        if (v->wantedLook() != name) return;
        v->setLook(look::readLook(bytes, name));
        applySettings(*v);
    });
}

// --- light -----------------------------------------------------------------------------------------------

void Core::wantLight(const Viewer& v) {
    const std::string& name = v.environment();
    if (hasLight(name)) return;
    if (name == "studio" || name == "neutral") {
        make(name, light::EnvironmentBuilder(name == "studio" ? light::studioRadiance
                                                              : light::neutralRadiance));
    } else {
        ask(name);
    }
}

bool Core::hasLight(const std::string& name) const {
    return mStage->lighting().find(name) ||
           std::any_of(mMaking.begin(), mMaking.end(),
                       [&](const Making& making) { return making.name == name; });
}

void Core::wantSky(const Viewer& v) {
    const std::string& url = v.skybox();
    if (!url.empty() && !mStage->lighting().hasSky(url)) ask(url);
}

void Core::ask(const std::string& url) {
    if (!notAsked(url)) return;
    mEvents.environment(url, lacksLight(url) ? kLightWidth : 0, lacksSky(url) ? kSkyWidth : 0);
}

bool Core::lacksLight(const std::string& url) {
    return wanted(&Viewer::wantsLight, url) && !hasLight(url);
}

bool Core::lacksSky(const std::string& url) {
    return wanted(&Viewer::wantsSky, url) && !mStage->lighting().hasSky(url);
}

bool Core::notAsked(const std::string& url) {
    if (std::find(mAsked.begin(), mAsked.end(), url) != mAsked.end()) return false;
    mAsked.push_back(url);
    return true;
}

void Core::forget(const std::string& url) {
    mAsked.erase(std::remove(mAsked.begin(), mAsked.end(), url), mAsked.end());
}

bool Core::wanted(bool (Viewer::*wants)(const std::string& url) const, const std::string& url) {
    bool found = false;
    mViewers.each(
        [&](uint32_t, std::unique_ptr<Viewer>& v) { found = found || (v.get()->*wants)(url); });
    return found;
}

void Core::environment(std::string_view url, Bytes bytes) {
    const std::string name(url);
    forget(name);
    std::optional<light::EnvironmentPixels> image = light::readPixels(bytes);
    const bool light = lacksLight(name), sky = lacksSky(name);
    if (!image) {
        if (sky) mStage->lighting().addSky(name, {});
        // The product is worth more than its light: show it in the studio, and say what is wrong.
        if (light) make(name, light::EnvironmentBuilder(light::studioRadiance));
        Error error =
            vitrine::fail(ErrorCode::BadEnvironment, {"The environment image cannot be had."});
        error.url = name;
        mViewers.each([&](uint32_t handle, std::unique_ptr<Viewer>& v) {
            if (v->wantsLight(name) || v->wantsSky(name)) mEvents.error(handle, 0, error);
        });
    } else {
        if (sky && image->sky.size) mStage->lighting().addSky(name, *image);
        if (light && !image->light.texels.empty()) {
            light::EnvironmentBuilder::Options options;
            options.faceSize = kLightWidth / 4;
            make(name, light::EnvironmentBuilder(std::move(image->light), options));
        }
        // A viewer may have come to want it as something else meanwhile.
        if (lacksLight(name) || lacksSky(name)) ask(name);
    }
    if (sky) mStage->settle();
}

void Core::make(std::string name, light::EnvironmentBuilder builder) {
    if (mMaking.empty()) mEvents.work();
    mMaking.push_back({std::move(name), std::move(builder)});
}

bool Core::work() {
    bool more = makeLight();
    mViewers.each([&](uint32_t, std::unique_ptr<Viewer>& v) { more = more || v->build(); });
    askForPackages();
    return more;
}

bool Core::makeLight() {
    if (mMaking.empty()) return false;
    Making& first = mMaking.front();
    const double end = nowMs() + kLightSliceMs;
    bool done = false;
    while (!done && nowMs() < end) done = first.builder.step(kLightUnits);
    if (!done) return true;
    mStage->lighting().add(first.name, first.builder.take());
    mMaking.erase(mMaking.begin());
    mStage->settle();
    return !mMaking.empty();
}

// --- frames ----------------------------------------------------------------------------------------------

bool Core::busy() {
    const size_t inFlight = mStage->target().inFlight();
    while (mDrawn.size() > inFlight) {
        const double now = nowMs();
        // A frame that waited for the one before it began when that was done.
        const double began = std::max(mDrawn.front().at, mLastDone);
        if (Viewer* v = viewer(mDrawn.front().viewer))
            v->drawn(now - began, mDrawn.front().fine, mDrawn.front().usual);
        mLastDone = now;
        mDrawn.erase(mDrawn.begin());
    }
    return inFlight >= kMostInFlight;
}

bool Core::active(uint32_t handle) {
    const Viewer* v = viewer(handle);
    return v && v->active();
}

PixelSize Core::prepare(uint32_t handle, double now) {
    Viewer* v = viewer(handle);
    const double began = nowMs();
    const PixelSize size = v ? v->prepare(now) : PixelSize{};
    if (v && v->sampled()) mDrawn.push_back({handle, began, true, true});
    askForPackages();
    return size;
}

void Core::draw(uint32_t handle) {
    Viewer* v = viewer(handle);
    if (!v) return;
    mDrawn.push_back({handle, nowMs(), v->fine(), v->usual()});
    v->draw();
    if (!v->overlay()) return;
    std::optional<look::Look> edited = v->overlay()->takeEdited();
    if (!edited) return;
    v->setTuning(*std::move(edited));
    applySettings(*v);
}

const char* Core::drainEvents() {
    if (overlayFactory()) {
        mViewers.each([&](uint32_t, std::unique_ptr<Viewer>& v) {
            if (!v->overlay()) return;
            for (const std::string& event : mEvents.pending()) v->overlay()->saw(event);
        });
    }
    return mEvents.drain();
}

}  // namespace vitrine
