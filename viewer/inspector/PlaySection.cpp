// Variants to choose from, and animations to play and scrub.
#include <imgui.h>

#include "inspector/Desk.h"

namespace vitrine::inspector {
namespace {

void showVariants(Desk& desk, const messages::Info& info) {
    if (info.variants.empty()) return ImGui::TextDisabled("The model has no variants.");
    constexpr const char* kOwn = "(its own materials)";
    if (!beginList("Variant", info.variant.empty() ? kOwn : info.variant.c_str())) return;
    if (ImGui::Selectable(kOwn, info.variant.empty())) desk.edit("variant-name", "");
    for (const std::string& name : info.variants) {
        if (ImGui::Selectable(name.c_str(), name == info.variant)) desk.edit("variant-name", name);
    }
    ImGui::EndCombo();
}

}  // namespace

void playSection(Desk& desk) {
    Viewer& viewer = desk.viewer();
    const messages::Info info = viewer.info();
    showVariants(desk, info);
    if (info.animations.empty()) return ImGui::TextDisabled("The model has no animation.");
    const std::string& chosen = desk.settings().animationName;
    if (beginList("Animation", chosen.empty() ? info.animations[0].c_str() : chosen.c_str())) {
        for (const std::string& name : info.animations) {
            if (ImGui::Selectable(name.c_str(), name == chosen)) desk.edit("animation-name", name);
        }
        ImGui::EndCombo();
    }
    if (ImGui::Button(info.paused ? "Play" : "Pause")) {
        if (info.paused) {
            viewer.play({});
        } else {
            viewer.pause();
        }
    }
    auto time = static_cast<float>(info.currentTime);
    if (ImGui::SliderFloat("Time", &time, 0, static_cast<float>(info.duration), "%.2f s")) {
        viewer.seek(time);
    }
}

}  // namespace vitrine::inspector
