#include "tools/render/Context.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <opengl/gl_headers.h>

#include <cstdio>
#include <string>

namespace vitrine::poster {
namespace {

Error noGraphics(const char* what) {
    char code[16];
    std::snprintf(code, sizeof code, "0x%04x", static_cast<unsigned>(eglGetError()));
    return {ErrorCode::Graphics,
            std::string("OpenGL ES 3 is not to be had without a display: ") + what + " (EGL " +
                code +
                "). Install Mesa: apt-get install libegl1 libegl-mesa0 libgles2 "
                "libgl1-mesa-dri."};
}

/// Mesa's display without a window system, or else the default one.
EGLDisplay openDisplay() {
    const EGLDisplay surfaceless =
        eglGetPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (surfaceless && eglInitialize(surfaceless, nullptr, nullptr)) return surfaceless;
    const EGLDisplay usual = eglGetDisplay(EGL_DEFAULT_DISPLAY);
    return usual && eglInitialize(usual, nullptr, nullptr) ? usual : EGL_NO_DISPLAY;
}

}  // namespace

Result<std::unique_ptr<Context>> Context::make() {
    const EGLDisplay display = openDisplay();
    if (!display) return noGraphics("no driver was found");
    constexpr EGLint kConfig[] = {EGL_RENDERABLE_TYPE, EGL_OPENGL_ES3_BIT, EGL_SURFACE_TYPE, 0,
                                  EGL_NONE};
    constexpr EGLint kVersion[] = {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (!eglBindAPI(EGL_OPENGL_ES_API) || !eglChooseConfig(display, kConfig, &config, 1, &count) ||
        count == 0) {
        Error error = noGraphics("the driver has no OpenGL ES 3");
        eglTerminate(display);
        return error;
    }
    const EGLContext context = eglCreateContext(display, config, EGL_NO_CONTEXT, kVersion);
    if (!context || !eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context)) {
        Error error = noGraphics("the driver made no context without a surface");
        if (context) eglDestroyContext(display, context);
        eglTerminate(display);
        return error;
    }
    // The engine calls some extensions by pointers that are its platform's to fill in.
    glext::importGLESExtensionsEntryPoints();
    return std::unique_ptr<Context>(new Context(display, context));
}

Context::~Context() {
    eglMakeCurrent(mDisplay, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(mDisplay, mContext);
    eglTerminate(mDisplay);
}

}  // namespace vitrine::poster
