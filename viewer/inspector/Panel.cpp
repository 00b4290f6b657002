#include "inspector/Panel.h"

#include <imgui.h>

#include <algorithm>

#include "base/Clock.h"

namespace vitrine::inspector {
namespace {

constexpr float kWidth = 340, kLargestShare = 0.6f;  // of the element
// A panel over a small element begins folded, or nothing of the product would be seen.
constexpr float kRoomy = 480;

struct Section {
    const char* name;
    void (*show)(Desk&);
    bool open;
};
constexpr Section kSections[] = {
    {"Light", lightSection, true},
    {"Materials", materialSection, true},
    {"View", viewSection, false},
    {"Options and motion", playSection, false},
    {"Scene", sceneSection, false},
    {"Textures", textureSection, false},
    {"Performance", performanceSection, false},
    {"Log", logSection, false},
};

}  // namespace

glm::dvec2 Panel::size() {
    return glm::max(mDesk.viewer().size(), glm::dvec2(1));
}

void Panel::show() {
    const ImVec2 room = ImGui::GetIO().DisplaySize;
    const float width = std::min(kWidth, room.x * kLargestShare);
    ImGui::SetNextWindowPos({room.x - width, 0});
    ImGui::SetNextWindowSize({width, room.y});
    ImGui::SetNextWindowCollapsed(room.x < kRoomy, ImGuiCond_Once);
    constexpr ImGuiWindowFlags kFlags =
        ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoSavedSettings;
    if (ImGui::Begin("Inspector", nullptr, kFlags)) {
        if (ImGui::Button("Save look")) mDesk.tell("save", look::writeLook(mDesk.look()));
        ImGui::SameLine();
        if (ImGui::Button("Copy look")) mDesk.tell("copy", look::writeLook(mDesk.look()));
        ImGui::SameLine();
        if (ImGui::Button("Revert")) mDesk.revert();
        for (const Section& section : kSections) {
            const int flags = section.open ? ImGuiTreeNodeFlags_DefaultOpen : 0;
            if (!ImGui::CollapsingHeader(section.name, flags)) continue;
            ImGui::PushID(section.name);
            ImGui::PushItemWidth(width * 0.5f);
            section.show(mDesk);
            ImGui::PopItemWidth();
            ImGui::PopID();
        }
    }
    ImGui::End();
}

void Panel::log(const std::string& event) {
    const std::string line = describe(event);
    if (!line.empty()) mDesk.log(text(nowMs() / 1000, 2) + " s  " + line);
}

}  // namespace vitrine::inspector
