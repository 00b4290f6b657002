// The façade: all viewers of a page on one engine, behind handles. All that a boundary may call.
//
// Handles are generation-checked numbers, never 0; calls with a stale one do nothing, because messages of a removed
// element may still be under way. Render thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "Events.h"
#include "Viewer.h"
#include "base/Handle.h"
#include "base/Result.h"
#include "light/Environment.h"
#include "render/Stage.h"

namespace vitrine {

class Core {
public:
    /// Error: Graphics.
    static Result<std::unique_ptr<Core>> make(std::unique_ptr<render::Target> target);

    uint32_t createViewer();
    void destroyViewer(uint32_t viewer);
    /// nullptr for a stale handle.
    Viewer* viewer(uint32_t handle);

    /// Attributes as a JSON object of strings and nulls; see vt_viewer_set.
    void set(uint32_t viewer, std::string_view json);
    /// See vt_viewer_do.
    void act(uint32_t viewer, std::string_view json);

    uint32_t beginLoad(uint32_t viewer, std::string url);
    void cancelLoad(uint32_t load);
    void push(uint32_t load, uint32_t resource, Bytes bytes, uint64_t total);
    void finish(uint32_t load, uint32_t resource);
    void fail(uint32_t load, uint32_t resource, std::string_view code, int32_t status,
              std::string message);
    void decoded(uint32_t load, uint32_t job, Bytes bytes);
    void decodeFailed(uint32_t load, uint32_t job, std::string_view code, std::string message);
    /// See vt_load_image.
    void image(uint32_t load, int32_t image, const scene::Picture::Info& picture, uint32_t first);
    void imageFailed(uint32_t load, int32_t image, std::string_view code, std::string message);
    /// See vt_device.
    void device(std::string_view json);

    void package(std::string_view family, Bytes bytes);
    void environment(std::string_view url, Bytes bytes);
    void look(std::string_view url, Bytes bytes);

    /// A few milliseconds' worth of making light, or of building what comes in place of a model on screen. True while there is
    /// more to do.
    bool work();

    bool busy();
    /// The viewer wants further ticks.
    bool active(uint32_t viewer);
    PixelSize prepare(uint32_t viewer, double now);
    void draw(uint32_t viewer);

    const char* drainEvents();

private:
    struct Making {  // a light being prefiltered
        std::string name;
        light::EnvironmentBuilder builder;
    };
    explicit Core(std::unique_ptr<render::Stage> stage);
    bool makeLight();

    /// nullptr for a load that its viewer has given up; its handle is then forgotten.
    Load* load(uint32_t handle);
    void forgetLoads();
    void applySettings(Viewer& viewer);
    void setInspector(Viewer& viewer, bool wanted);
    /// Asks for the look file that the viewer wants.
    void wantLook(const Viewer& viewer);
    /// Starts making the light that the viewer wants, unless it is there, under way or asked for.
    void wantLight(const Viewer& viewer);
    /// The same for the image that is its background.
    void wantSky(const Viewer& viewer);
    void ask(const std::string& url);
    /// From here on it was.
    bool notAsked(const std::string& url);
    void forget(const std::string& url);
    /// It is there, or being made.
    bool hasLight(const std::string& name) const;
    /// A viewer wants it, and it is not there.
    bool lacksLight(const std::string& url);
    bool lacksSky(const std::string& url);
    bool wanted(bool (Viewer::*wants)(const std::string& url) const, const std::string& url);
    void make(std::string name, light::EnvironmentBuilder builder);
    void warmUp(uint32_t load);
    void askForPackages();

    std::unique_ptr<render::Stage> mStage;
    Events mEvents;
    HandleTable<std::unique_ptr<Viewer>> mViewers;
    HandleTable<uint32_t> mLoads;  // load → viewer
    stream::Device mDevice;
    std::vector<Making> mMaking;
    std::vector<std::string> mAsked;  // environments and looks that the host was asked for
    struct Drawn {
        uint32_t viewer;
        double at;  // ms
        bool fine, usual;
    };
    std::vector<Drawn> mDrawn;  // frames that the GPU works on, oldest first
    double mLastDone = 0;       // when the last one was finished
};

}  // namespace vitrine
