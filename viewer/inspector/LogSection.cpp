// What was ignored in the file, and what was streamed when: the events that the host is told of.
#include <imgui.h>

#include "inspector/Desk.h"

namespace vitrine::inspector {

void logSection(Desk& desk) {
    if (const scene::Model* model = desk.viewer().model()) {
        for (const auto& warnings : {model->asset().warnings, model->warnings()}) {
            for (const std::string& warning : warnings) {
                ImGui::TextWrapped("Warning: %s", warning.c_str());
            }
        }
    }
    constexpr float kHeight = 200;
    ImGui::BeginChild("lines", {0, kHeight}, true);
    for (const std::string& line : desk.lines()) ImGui::TextWrapped("%s", line.c_str());
    if (ImGui::GetScrollY() >= ImGui::GetScrollMaxY()) ImGui::SetScrollHereY(1);
    ImGui::EndChild();
}

}  // namespace vitrine::inspector
