// The panel itself: one window at the right edge, a section for each subject. Render thread.
#pragma once

#include <glm/vec2.hpp>

#include <string_view>

#include "inspector/Desk.h"

namespace vitrine::inspector {

class Panel {
public:
    explicit Panel(Viewer& viewer) : mDesk(viewer) {}

    /// Draws itself into the current frame of Dear ImGui.
    void show();

    /// Of the element, CSS pixels; never 0.
    glm::dvec2 size();
    std::optional<look::Look> takeEdited() { return mDesk.takeEdited(); }
    void copy(std::string_view text) { mDesk.tell("copy", text); }
    void tell(const char* what, std::string_view text) { mDesk.tell(what, text); }
    /// An event that the host is told of.
    void log(const std::string& event);

private:
    Desk mDesk;
};

}  // namespace vitrine::inspector
