// OpenGL ES 3 without a window: an EGL context that is current on the thread that made it, with no surface of its own.
// Runs on Mesa's software rasterizer where the machine has no GPU.
#pragma once

#include <memory>

#include "base/Result.h"

namespace vitrine::poster {

class Context {
public:
    /// Error: Graphics, saying what to install.
    static Result<std::unique_ptr<Context>> make();
    ~Context();
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

private:
    Context(void* display, void* context) : mDisplay(display), mContext(context) {}

    void* mDisplay;  // EGLDisplay
    void* mContext;  // EGLContext
};

}  // namespace vitrine::poster
