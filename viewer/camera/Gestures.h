// From pointers, wheel and keys to what they mean: rotate, pan, zoom, tap.
//
// Pure bookkeeping of which pointers are down; no element, no clock of its own. Pixels are CSS
// pixels.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>

namespace vitrine::camera {

/// One record of vt_viewer_input (viewer/wasm/exports.h), field by field.
struct InputEvent {
    enum Kind { PointerDown, PointerMove, PointerUp, PointerCancel, Wheel, KeyDown, Character };
    enum Key { Left, Right, Up, Down, Plus, Minus, Home, PageUp, PageDown };
    /// Added to `kind`: the event is for what lies over the picture (the inspector), not for the camera.
    static constexpr double kForOverlay = 16;
    enum Modifier { Shift = 1, Ctrl = 2, Alt = 4, Meta = 8, Scripted = 16 };

    double kind = 0;
    double id = 0;  ///< pointerId
    double x = 0;   ///< from the element's left
    double y = 0;   ///< from the element's top
    double a = 0;   ///< button, wheel deltaY in pixels, key, or a character's code point
    double b = 0;   ///< 0 mouse 1 touch 2 pen; for the wheel 1 = a pinch on a touch pad
    double modifiers = 0;
    double timeMs = 0;
};

/// What an event asks for. Zero means nothing.
struct Gesture {
    glm::dvec2 rotate{0};  ///< pixels dragged
    glm::dvec2 turns{0};   ///< by keys: parts of a full turn, in the direction of a drag
    glm::dvec2 pan{0};     ///< pixels dragged
    double zoom = 0;       ///< change of the logarithm of the field of view; positive = away
    double pinch = 0;      ///< pixels by which two fingers closed in on each other
    bool tap = false;      ///< a short press without a drag, at `at`
    bool home = false;     ///< back to the initial orbit
    glm::dvec2 at{0};
};

/// Tracks the pointers of one element. At most kPointers at a time; more are ignored.
class Gestures {
public:
    /// Events with values that are not finite, or moves of pointers that never went down, give
    /// nothing.
    Gesture feed(const InputEvent& event);

    /// True while a pointer is down.
    bool active() const { return mCount > 0; }

    /// Forgets all pointers (the element was hidden, or lost its controls).
    void reset() { mCount = 0; }

private:
    static constexpr int kPointers = 2;
    struct Pointer {
        double id;
        glm::dvec2 at;
    };

    int find(double id) const;
    Gesture down(const InputEvent& event);
    Gesture move(const InputEvent& event);
    Gesture up(const InputEvent& event);

    Pointer mPointers[kPointers] = {};
    int mCount = 0;
    bool mPanning = false;
    bool mTapping = false;  // so far this press may become a tap
    glm::dvec2 mStart{0};
    double mStartMs = 0;
};

}  // namespace vitrine::camera
