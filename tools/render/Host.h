// What surrounds the core natively: one viewer on a context without a window, models from disk, and answers to
// everything that the core asks for. The counterpart of web/src/host. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "Core.h"
#include "base/Result.h"
#include "tools/render/Context.h"
#include "tools/render/Events.h"
#include "tools/render/Files.h"
#include "tools/render/Screen.h"

namespace vitrine::poster {

class Host {
public:
    /// Error: Graphics.
    static Result<std::unique_ptr<Host>> make();
    ~Host();
    Host(const Host&) = delete;
    Host& operator=(const Host&) = delete;

    /// Attributes of <product-viewer> as a JSON object, see vt_viewer_set. Error: BadSetting.
    Status set(const std::string& attributes);

    /// Shows what is loaded as a look file says, see viewer/look/Look.h. Errors: MissingResource, BadLook.
    Status setLook(const std::string& file);

    /// Loads a model and waits until it is complete, in a viewer of that size in pixels. Errors: those of the model.
    Status load(const std::string& file, uint32_t width, uint32_t height);

    /// The best picture of what was loaded, premultiplied. `turn`: radians, of the product about its vertical axis.
    Result<Image> draw(double turn);

    /// What the core found odd about the model.
    const std::vector<std::string>& warnings() const { return mWarnings; }
    uint32_t triangles();

private:
    explicit Host(std::unique_ptr<Context> context);

    /// Answers events until there are none. Error: the first that the core told.
    Status serve();
    void drain();
    /// All bytes of a resource.
    void feed(uint32_t load, uint32_t resource, const std::vector<uint8_t>& bytes);
    void answer(const Event& event);
    void request(const Event& event);
    void image(const Event& event, Bytes file);
    void texture(const Event& event);
    void decode(const Event& event);
    void environment(const Event& event);
    void look(const Event& event);

    std::unique_ptr<Context> mContext;  // outlives all that is made on it
    std::unique_ptr<Screen> mScreen;
    std::unique_ptr<Core> mCore;
    uint32_t mViewer = 0, mLoad = 0;
    uint32_t mWidth = 0, mHeight = 0;
    Folder mFolder{""}, mLookFolder{""};
    bool mComplete = false;
    Status mFailure;
    std::vector<std::string> mWarnings;
};

}  // namespace vitrine::poster
