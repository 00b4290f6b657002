// What lies over a viewer's picture and takes a part of its input: the merchandiser's inspector. The shoppers' flavour
// of the core has none. Render thread.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "camera/Gestures.h"
#include "look/Look.h"

namespace vitrine {

class Viewer;

class Overlay {
public:
    virtual ~Overlay() = default;

    /// An event that the page knows to be meant for the overlay. x and y in CSS pixels, as for the camera.
    virtual void input(const camera::InputEvent& event) = 0;

    /// A picture is due on the overlay's account.
    virtual bool due() const = 0;

    /// Draws over the picture of width x height pixels that is on the target's screen now.
    virtual void draw(uint32_t width, uint32_t height, double devicePixelRatio) = 0;

    /// What was edited, all of it, if that changed since the last call.
    virtual std::optional<look::Look> takeEdited() = 0;

    /// Something that the host is told: an event's JSON.
    virtual void saw(const std::string& event) = 0;
};

/// Makes the overlay of a viewer that asks for it by its `inspector` attribute.
using OverlayFactory = std::unique_ptr<Overlay> (*)(Viewer& viewer);

/// The core comes in two flavours: a program that brings a definition of its own has overlays; all others are linked with that
/// of NoOverlay.cpp, which says nullptr, and the linker leaves out what would use one.
OverlayFactory overlayFactory();

}  // namespace vitrine
