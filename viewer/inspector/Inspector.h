// The merchandiser's inspector of one viewer: a panel over its picture, in which everything about the product on screen
// can be seen and its look be tuned. Edits act at once, through the same settings that attributes set; "Save look" hands
// them out as a look file (look/Look.h).
//
// The panel is of the inspector's flavour of the core only. Render thread; one Dear ImGui context each.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "Events.h"
#include "Overlay.h"
#include "inspector/Items.h"
#include "inspector/Painter.h"
#include "inspector/Panel.h"

struct ImGuiContext;

namespace vitrine::inspector {

class Inspector final : public Overlay {
public:
    /// Without a painter nothing is painted; all else works (tests).
    Inspector(Viewer& viewer, std::unique_ptr<Painter> painter);
    ~Inspector() override;
    Inspector(const Inspector&) = delete;
    Inspector& operator=(const Inspector&) = delete;

    void input(const camera::InputEvent& event) override;
    bool due() const override { return mFramesDue > 0 || !mInput.empty(); }
    void draw(uint32_t width, uint32_t height, double devicePixelRatio) override;
    std::optional<look::Look> takeEdited() override { return mPanel.takeEdited(); }
    void saw(const std::string& event) override { mPanel.log(event); }

private:
    void frame();
    void feed();
    /// True when the next event has to wait for another frame: a press and its release in one would be missed.
    bool feedOne(const camera::InputEvent& event);
    void tellLayout();

    ImGuiContext* mContext;
    std::unique_ptr<Painter> mPainter;
    Panel mPanel;
    std::deque<camera::InputEvent> mInput;
    std::vector<Item> mItems;
    std::string mLayout;  // that was told last
    int mFramesDue = 2;
    double mLastFrame = 0;  // ms
    double mFontPixels = 0;
    double mPointer = -1;  // the pointer that plays the mouse, -1 = none is down
};

/// Overlay factory of the inspector's flavour.
std::unique_ptr<Overlay> make(Viewer& viewer);

}  // namespace vitrine::inspector
