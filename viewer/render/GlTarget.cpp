#include "render/GlTarget.h"

#include <GLES3/gl3.h>
#include <private/backend/OpenGLPlatform.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace vitrine::render {
namespace {

using filament::backend::FenceStatus;

/// Tells the engine's GL backend to treat our framebuffer as the screen. There are no windows, fences or streams:
/// the host owns the screen, and present() has a fence of its own.
class Platform final : public filament::backend::OpenGLPlatform {
public:
    explicit Platform(GLuint framebuffer) : mFramebuffer(framebuffer) {}

    filament::backend::Driver* createDriver(void* sharedContext) noexcept override {
        return createDefaultDriver(this, sharedContext);
    }
    int getOSVersion() const noexcept override { return 0; }
    void terminate() noexcept override {}

    SwapChain* createSwapChain(void* window, uint64_t&) noexcept override {
        return static_cast<SwapChain*>(window);
    }
    SwapChain* createSwapChain(uint32_t, uint32_t, uint64_t&) noexcept override { return nullptr; }
    void destroySwapChain(SwapChain*) noexcept override {}
    void createDefaultRenderTarget(uint32_t& framebuffer, uint32_t&, uint32_t&) noexcept override {
        framebuffer = mFramebuffer;
    }
    void makeCurrent(SwapChain*, SwapChain*) noexcept override {}
    void commit(SwapChain*) noexcept override {}
    void setPresentationTime(int64_t) noexcept override {}

    Fence* createFence() noexcept override { return nullptr; }
    void destroyFence(Fence*) noexcept override {}
    FenceStatus waitFence(Fence*, uint64_t) noexcept override {
        return FenceStatus::CONDITION_SATISFIED;
    }

    Stream* createStream(void*) noexcept override { return nullptr; }
    void destroyStream(Stream*) noexcept override {}
    void attach(Stream*, intptr_t) noexcept override {}
    void detach(Stream*) noexcept override {}
    void updateTexImage(Stream*, int64_t*) noexcept override {}
    ExternalTexture* createExternalTextureStorage() noexcept override { return nullptr; }
    void reallocateExternalStorage(ExternalTexture*, uint32_t, uint32_t,
                                   filament::backend::TextureFormat) noexcept override {}
    void destroyExternalTextureStorage(ExternalTexture*) noexcept override {}

private:
    GLuint mFramebuffer;
};

class GlTarget final : public Target {
public:
    explicit GlTarget(GLuint screen)
        : mScreen(screen), mFramebuffer(makeFramebuffer()), mPlatform(mFramebuffer) {
        glGenRenderbuffers(1, &mColor);
        glGenRenderbuffers(1, &mDepth);
        glGetIntegerv(GL_MAX_SAMPLES, &mMaxSamples);
    }

    ~GlTarget() override {
        for (const GLsync fence : mFences) glDeleteSync(fence);
        glDeleteRenderbuffers(1, &mColor);
        glDeleteRenderbuffers(1, &mDepth);
        glDeleteFramebuffers(1, &mFramebuffer);
    }

    filament::backend::Platform* platform() override { return &mPlatform; }

    void resize(uint32_t width, uint32_t height, uint32_t samples) override {
        samples = std::min(samples, static_cast<uint32_t>(mMaxSamples));
        if (width == mWidth && height == mHeight && samples == mSamples) return;
        mWidth = width;
        mHeight = height;
        mSamples = samples;

        // The engine caches which framebuffer is bound: leave its binding as it was. 0 samples is GL's word for
        // "not multisampled"; 1 would still allocate a multisampled buffer.
        GLint bound = 0;
        glGetIntegerv(GL_FRAMEBUFFER_BINDING, &bound);
        glBindFramebuffer(GL_FRAMEBUFFER, mFramebuffer);
        const auto count = static_cast<GLsizei>(samples > 1 ? samples : 0);
        attach(mColor, GL_COLOR_ATTACHMENT0, GL_RGBA8, count);
        attach(mDepth, GL_DEPTH_ATTACHMENT, GL_DEPTH_COMPONENT24, count);
        glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(bound));
    }

    void present() override {
        GLint bound = 0;
        glGetIntegerv(GL_FRAMEBUFFER_BINDING, &bound);
        const GLboolean scissor = glIsEnabled(GL_SCISSOR_TEST);
        if (scissor) glDisable(GL_SCISSOR_TEST);
        const auto w = static_cast<GLint>(mWidth);
        const auto h = static_cast<GLint>(mHeight);
        glBindFramebuffer(GL_READ_FRAMEBUFFER, mFramebuffer);
        glBindFramebuffer(GL_DRAW_FRAMEBUFFER, mScreen);
        glBlitFramebuffer(0, 0, w, h, 0, 0, w, h, GL_COLOR_BUFFER_BIT, GL_NEAREST);
        glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(bound));
        if (scissor) glEnable(GL_SCISSOR_TEST);
        mark();
    }

    void mark() override {
        mFences.push_back(glFenceSync(GL_SYNC_GPU_COMMANDS_COMPLETE, 0));
        glFlush();
    }

    void flush() override { glFlush(); }

    bool drawsHalfFloats() override {
        if (!mDrawsHalfFloats) mDrawsHalfFloats = tryHalfFloats();
        return *mDrawsHalfFloats;
    }

    void trim() override { resize(1, 1, 1); }

    size_t inFlight() override {
        // Frames are done in order.
        while (!mFences.empty() && glClientWaitSync(mFences.front(), 0, 0) != GL_TIMEOUT_EXPIRED) {
            glDeleteSync(mFences.front());
            mFences.erase(mFences.begin());
        }
        return mFences.size();
    }

    size_t gpuBytes() const override {
        // 4 bytes colour, 4 bytes depth
        return size_t{mWidth} * mHeight * 8 * std::max(mSamples, 1u);
    }

    std::vector<uint8_t> read(uint32_t name, uint32_t level, uint32_t width,
                              uint32_t height) override {
        GLint bound = 0;
        glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &bound);
        const GLuint framebuffer = makeFramebuffer();
        glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer);
        glFramebufferTexture2D(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, name,
                               static_cast<GLint>(level));
        std::vector<uint8_t> texels;
        if (glCheckFramebufferStatus(GL_READ_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE) {
            texels.resize(size_t{4} * width * height);
            glReadPixels(0, 0, static_cast<GLsizei>(width), static_cast<GLsizei>(height), GL_RGBA,
                         GL_UNSIGNED_BYTE, texels.data());
        }
        glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(bound));
        glDeleteFramebuffers(1, &framebuffer);
        return texels;
    }

    void deleteTexture(uint32_t name) override { glDeleteTextures(1, &name); }

private:
    static GLuint makeFramebuffer() {
        GLuint framebuffer = 0;
        glGenFramebuffers(1, &framebuffer);
        return framebuffer;
    }

    /// Asking is more certain than the names of extensions, of which there are several.
    static bool tryHalfFloats() {
        GLint bound = 0;
        glGetIntegerv(GL_FRAMEBUFFER_BINDING, &bound);
        GLuint framebuffer = 0, buffer = 0;
        glGenFramebuffers(1, &framebuffer);
        glGenRenderbuffers(1, &buffer);
        glBindRenderbuffer(GL_RENDERBUFFER, buffer);
        glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA16F, 1, 1);
        glBindRenderbuffer(GL_RENDERBUFFER, 0);
        glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, buffer);
        const bool done = glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
        glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(bound));
        glDeleteFramebuffers(1, &framebuffer);
        glDeleteRenderbuffers(1, &buffer);
        while (glGetError() != GL_NO_ERROR) {
        }
        return done;
    }

    void attach(GLuint buffer, GLenum attachment, GLenum format, GLsizei samples) {
        glBindRenderbuffer(GL_RENDERBUFFER, buffer);
        glRenderbufferStorageMultisample(GL_RENDERBUFFER, samples, format,
                                         static_cast<GLsizei>(mWidth),
                                         static_cast<GLsizei>(mHeight));
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, attachment, GL_RENDERBUFFER, buffer);
        glBindRenderbuffer(GL_RENDERBUFFER, 0);
    }

    GLuint mScreen;
    GLuint mFramebuffer;
    GLuint mColor = 0, mDepth = 0;
    std::optional<bool> mDrawsHalfFloats;  // asked when it is needed: the answer waits for the GPU
    GLint mMaxSamples = 1;
    uint32_t mWidth = 0, mHeight = 0, mSamples = 0;
    std::vector<GLsync> mFences;  // of frames in flight, oldest first
    Platform mPlatform;
};

}  // namespace

std::unique_ptr<Target> makeGlTarget(uint32_t screen) {
    return std::make_unique<GlTarget>(screen);
}

}  // namespace vitrine::render
