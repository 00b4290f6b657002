// The target on OpenGL ES 3 / WebGL 2: a framebuffer of our own, resolved into the screen's.
//
// The screen (a canvas, say) has neither depth nor multisampling: one context serves viewers of different sizes, and
// a viewer in motion may want fewer samples than one at rest. The context has to be current; render thread.
#pragma once

#include <cstdint>
#include <memory>

#include "render/Target.h"

namespace vitrine::render {

/// `screen`: the framebuffer that pictures are resolved into, RGBA8 and at least as large as they are; 0 = the
/// context's default one.
std::unique_ptr<Target> makeGlTarget(uint32_t screen = 0);

}  // namespace vitrine::render
