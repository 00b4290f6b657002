// What a picture costs.
#include <imgui.h>

#include "inspector/Desk.h"

namespace vitrine::inspector {

void performanceSection(Desk& desk) {
    const messages::Stats stats = desk.viewer().stats();
    row("Frame on the GPU", text(stats.frameMs, 1) + " ms");
    row("Frame on this thread", text(desk.viewer().drawMs(), 1) + " ms");
    row("Pictures so far", std::to_string(stats.frames));
    row("Draw calls", std::to_string(stats.drawCalls));
    row("Triangles", std::to_string(stats.triangles));
    row("Resolution", text(100 * stats.scale, 0) + " %");
    row("Samples per pixel", std::to_string(stats.samples));
    row("At rest", stats.converged ? "yes" : "not yet");
    row("Memory on the GPU", bytes(stats.gpuBytes));
    row("of it textures", bytes(stats.gpuTextureBytes));
    row("Decoding", text(stats.decodeMs, 0) + " ms");
}

}  // namespace vitrine::inspector
