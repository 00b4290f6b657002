// The target on OpenGL ES 3 / WebGL 2: a framebuffer of our own, resolved into the context's default one.
//
// The canvas itself has neither depth nor multisampling: one context serves viewers of different sizes, and a
// viewer in motion may want fewer samples than one at rest. The context has to be current; render thread.
#pragma once

#include <memory>

#include "render/Target.h"

namespace vitrine::render {

std::unique_ptr<Target> makeGlTarget();

}  // namespace vitrine::render
