// Puts what Dear ImGui drew onto the screen of the target. An interface, so that the panel can be tested without a GPU.
#pragma once

#include <memory>

struct ImDrawData;

namespace vitrine::inspector {

class Painter {
public:
    virtual ~Painter() = default;
    /// Over what is on framebuffer 0 of the current GL context; leaves GL's state as it was. The context of Dear ImGui is
    /// the current one.
    virtual void paint(ImDrawData& data) = 0;
    /// The fonts of the context were built anew.
    virtual void fontsChanged() = 0;
};

/// The painter on OpenGL ES 3. Makes its GL objects at the first paint().
std::unique_ptr<Painter> makeGlPainter();

}  // namespace vitrine::inspector
