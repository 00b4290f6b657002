// What the panel's sections share: the viewer that they show, the look that is being made, and the ways out. Render thread.
#pragma once

#include <imgui.h>

#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "Overlay.h"
#include "Viewer.h"
#include "inspector/EventText.h"
#include "look/Look.h"

namespace vitrine::inspector {

class Desk {
public:
    explicit Desk(Viewer& viewer) : mViewer(viewer) {}

    Viewer& viewer() { return mViewer; }
    const settings::Settings& settings() const { return mViewer.settings(); }

    /// Notes an attribute in the look; the picture changes once the panel is drawn.
    void edit(const std::string& attribute, const std::string& value);
    /// The same for a factor of the materials of that name.
    void edit(const look::TunedFactor& tuned);
    /// Everything back to what page and model say.
    void revert();
    const look::Look& look() const { return mLook; }

    /// The look, if it was edited since the last call.
    std::optional<look::Look> takeEdited();

    /// Told to the page: "layout" (JSON), "copy" (text for the clipboard) or "save" (a look file).
    void tell(const char* what, std::string_view text) { mViewer.tellInspector(what, text); }

    void log(std::string_view line);
    const std::deque<std::string>& lines() const { return mLines; }

private:
    Viewer& mViewer;
    look::Look mLook;
    bool mEdited = false;
    std::deque<std::string> mLines;
};

// --- widgets that several sections use -----------------------------------------------------------------------

/// Nodes of trees are high enough for a finger.
constexpr int kTreeNode = ImGuiTreeNodeFlags_SpanAvailWidth | ImGuiTreeNodeFlags_FramePadding;

/// A slider for an attribute that is one number.
void slider(Desk& desk, const char* label, const char* attribute, float value, float min, float max,
            const char* unit = "");
/// ImGui::BeginCombo, with its label among the items.
bool beginList(const char* label, const char* shown);
/// A list to choose an attribute's value from.
struct Choice {
    const char* label;
    const char* value;
};
void choose(Desk& desk, const char* label, const char* attribute, std::string_view value,
            const Choice* choices, size_t count);
/// "Name    value" with the value in a column of its own.
void row(const char* name, const std::string& value);

// --- sections, each in a file of its name ------------------------------------------------------------------

void viewSection(Desk& desk);
void lightSection(Desk& desk);
void materialSection(Desk& desk);
void textureSection(Desk& desk);
void sceneSection(Desk& desk);
void playSection(Desk& desk);
void performanceSection(Desk& desk);
void logSection(Desk& desk);

}  // namespace vitrine::inspector
