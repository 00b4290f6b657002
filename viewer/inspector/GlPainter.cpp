#include <GLES3/gl3.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include "inspector/Painter.h"

namespace vitrine::inspector {
namespace {

class GlPainter final : public Painter {
public:
    ~GlPainter() override {
        if (mReady) ImGui_ImplOpenGL3_Shutdown();
    }

    void paint(ImDrawData& data) override {
        if (!mReady) {
            mReady = ImGui_ImplOpenGL3_Init("#version 300 es");
            if (!mReady) return;
        }
        // What Dear ImGui's own painter leaves as it finds it: the engine's samplers, masks and framebuffer.
        GLint framebuffer = 0, sampler = 0, unit = 0;
        GLboolean mask[4] = {};
        glGetIntegerv(GL_FRAMEBUFFER_BINDING, &framebuffer);
        glGetBooleanv(GL_COLOR_WRITEMASK, mask);
        glGetIntegerv(GL_ACTIVE_TEXTURE, &unit);
        glActiveTexture(GL_TEXTURE0);
        glGetIntegerv(GL_SAMPLER_BINDING, &sampler);
        glBindFramebuffer(GL_FRAMEBUFFER, 0);
        glBindSampler(0, 0);
        glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
        ImGui_ImplOpenGL3_NewFrame();
        ImGui_ImplOpenGL3_RenderDrawData(&data);
        glColorMask(mask[0], mask[1], mask[2], mask[3]);
        glBindSampler(0, static_cast<GLuint>(sampler));
        glActiveTexture(static_cast<GLenum>(unit));
        glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(framebuffer));
    }

    void fontsChanged() override {
        if (!mReady) return;
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        ImGui_ImplOpenGL3_CreateFontsTexture();
    }

private:
    bool mReady = false;
};

}  // namespace

std::unique_ptr<Painter> makeGlPainter() {
    return std::make_unique<GlPainter>();
}

}  // namespace vitrine::inspector
