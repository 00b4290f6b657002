// Where the panel's widgets are: what Dear ImGui calls its test engine's hooks, kept as a list. The page's tests, and
// whatever else drives the panel from outside, find a widget by its label.
#pragma once

#include <imgui.h>

#include <string>
#include <vector>

namespace vitrine::inspector {

struct Item {
    ImGuiID id = 0;
    std::string label;   ///< as shown; empty for what has none
    float x = 0, y = 0;  ///< CSS pixels from the element's top left
    float width = 0, height = 0;
};

/// Names the group of widgets that was shown last, such as a colour's.
void nameLast(const char* label);
/// Names a widget that Dear ImGui tells without its label.
void name(ImGuiID id, const char* label);

/// Records the items of the context's next frames into `items`; nullptr ends it. The list has to outlive that.
void record(ImGuiContext& context, std::vector<Item>* items);

}  // namespace vitrine::inspector
