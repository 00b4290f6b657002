#include "inspector/Items.h"

#include <imgui_internal.h>

#include <string_view>

namespace {

std::vector<vitrine::inspector::Item>* listOf(const ImGuiContext& context) {
    return static_cast<std::vector<vitrine::inspector::Item>*>(context.IO.UserData);
}

}  // namespace

// Declared by imgui_internal.h for whoever wants to know.
void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, const ImRect& box, ImGuiID id) {
    // What lies outside of the visible part of its window can't be pressed.
    ImRect visible = box;
    visible.ClipWith(context->CurrentWindow->ClipRect);
    if (visible.GetWidth() <= 0 || visible.GetHeight() <= 0) return;
    listOf(*context)->push_back(
        {id, "", visible.Min.x, visible.Min.y, visible.GetWidth(), visible.GetHeight()});
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext* context, ImGuiID id, const char* label,
                                  ImGuiItemStatusFlags) {
    auto& items = *listOf(*context);
    for (size_t i = items.size(); i-- > 0;) {
        if (items[i].id != id) continue;
        const std::string_view text(label);
        items[i].label = text.substr(0, text.find("##"));
        return;
    }
}

void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}

const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) {
    return nullptr;
}

namespace vitrine::inspector {

void nameLast(const char* label) {
    const ImVec2 min = ImGui::GetItemRectMin(), size = ImGui::GetItemRectSize();
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    if (context.TestEngineHookItems && ImGui::IsItemVisible()) {
        listOf(context)->push_back({0, label, min.x, min.y, size.x, size.y});
    }
}

void name(ImGuiID id, const char* label) {
    ImGuiContext& context = *ImGui::GetCurrentContext();
    if (context.TestEngineHookItems) ImGuiTestEngineHook_ItemInfo(&context, id, label, 0);
}

void record(ImGuiContext& context, std::vector<Item>* items) {
    context.IO.UserData = items;
    context.TestEngineHookItems = items != nullptr;
}

}  // namespace vitrine::inspector
