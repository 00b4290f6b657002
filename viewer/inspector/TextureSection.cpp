// The images of the model: size, mip levels and memory on the GPU.
#include <imgui.h>

#include "inspector/Desk.h"

namespace vitrine::inspector {

void textureSection(Desk& desk) {
    const scene::Model* model = desk.viewer().model();
    if (!model) return ImGui::TextDisabled("Nothing is shown yet.");
    row("All textures", bytes(model->gpuTextureBytes()));
    const auto& images = model->asset().images;
    if (images.empty() || !ImGui::BeginTable("textures", 4, ImGuiTableFlags_RowBg)) return;
    for (const char* title : {"Image", "Size", "Levels", "Memory"}) ImGui::TableSetupColumn(title);
    ImGui::TableHeadersRow();
    for (size_t i = 0; i < images.size(); ++i) {
        const scene::Picture* picture = model->picture(static_cast<int32_t>(i));
        const std::string& name = images[i].name;
        ImGui::TableNextColumn();
        ImGui::TextUnformatted(name.empty() ? std::to_string(i).c_str() : name.c_str());
        if (ImGui::IsItemHovered()) {
            ImGui::SetTooltip("%s, %s", images[i].mimeType.c_str(),
                              images[i].srgb ? "colour" : "data");
        }
        ImGui::TableNextColumn();
        if (!picture) {
            ImGui::TextDisabled("%s", "not loaded");
            ImGui::TableNextRow();
            continue;
        }
        ImGui::Text("%u x %u", picture->width(), picture->height());
        ImGui::TableNextColumn();
        ImGui::Text("%u", picture->levels());
        ImGui::TableNextColumn();
        ImGui::TextUnformatted(bytes(picture->gpuBytes()).c_str());
    }
    ImGui::EndTable();
}

}  // namespace vitrine::inspector
