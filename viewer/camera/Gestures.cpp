#include "camera/Gestures.h"

#include <algorithm>
#include <cmath>

namespace vitrine::camera {

namespace {

// <model-viewer>'s feel: a tap is short and stays in place; 30 pixels of wheel change the logarithm
// of the field of view by 0.04; arrow keys turn by a sixteenth of a full turn.
constexpr double kTapMs = 300;
constexpr double kTapPixels = 2;
constexpr double kTouchTapPixels = 8;  // a finger tip is not a mouse
constexpr double kZoomStep = 0.04;
constexpr double kWheelPixels = 30;
constexpr double kPanKeyPixels = 10;
// Browsers report a pinch on a touch pad as a wheel of 100 × ln(scale) pixels, so this follows the
// fingers. A real wheel with the Ctrl key sends a hundred at a time, hence the limit.
constexpr double kPinchPixels = 100;
constexpr double kMaxWheelZoom = 0.25;

bool usable(const InputEvent& e) {
    return std::isfinite(e.kind) && std::isfinite(e.id) && std::isfinite(e.x) &&
           std::isfinite(e.y) && std::isfinite(e.a) && std::isfinite(e.b) &&
           std::isfinite(e.timeMs) && e.modifiers >= 0 && e.modifiers < 32 && std::abs(e.x) < 1e6 &&
           std::abs(e.y) < 1e6 && e.kind >= 0 && e.kind <= InputEvent::KeyDown;
}

bool has(const InputEvent& e, int modifiers) {
    return (static_cast<int>(e.modifiers) & modifiers) != 0;
}

Gesture wheel(const InputEvent& e) {
    Gesture g;
    const double step = e.b == 1 ? e.a / kPinchPixels : e.a * kZoomStep / kWheelPixels;
    g.zoom = std::clamp(step, -kMaxWheelZoom, kMaxWheelZoom);
    return g;
}

Gesture key(const InputEvent& e) {
    constexpr double kTurn = 1.0 / 16;
    Gesture g;
    const bool pan = has(e, InputEvent::Shift | InputEvent::Ctrl | InputEvent::Meta);
    glm::dvec2 arrow{0};
    const int which = e.a >= 0 && e.a <= InputEvent::PageDown ? static_cast<int>(e.a) : -1;
    switch (which) {
        case InputEvent::Left:
            arrow.x = -1;
            break;
        case InputEvent::Right:
            arrow.x = 1;
            break;
        case InputEvent::Up:
            arrow.y = -1;
            break;
        case InputEvent::Down:
            arrow.y = 1;
            break;
        case InputEvent::PageUp:
            g.zoom = kZoomStep;
            break;
        case InputEvent::PageDown:
            g.zoom = -kZoomStep;
            break;
        // <model-viewer> has no + and −. Three steps, so that one press is seen.
        case InputEvent::Plus:
            g.zoom = -3 * kZoomStep;
            break;
        case InputEvent::Minus:
            g.zoom = 3 * kZoomStep;
            break;
        case InputEvent::Home:
            g.home = true;
            break;
        default:
            break;
    }
    if (pan) {
        g.pan = arrow * kPanKeyPixels;
    } else {
        g.turns = arrow * kTurn;
    }
    return g;
}

}  // namespace

int Gestures::find(double id) const {
    for (int i = 0; i < mCount; ++i) {
        if (mPointers[i].id == id) return i;
    }
    return -1;
}

Gesture Gestures::feed(const InputEvent& event) {
    if (!usable(event)) return {};
    switch (static_cast<int>(event.kind)) {
        case InputEvent::PointerDown:
            return down(event);
        case InputEvent::PointerMove:
            return move(event);
        case InputEvent::PointerUp:
            return up(event);
        case InputEvent::PointerCancel:
            mTapping = false;
            return up(event);
        case InputEvent::Wheel:
            return wheel(event);
        default:
            return key(event);
    }
}

Gesture Gestures::down(const InputEvent& event) {
    int i = find(event.id);
    if (i < 0) {
        if (mCount == kPointers) return {};
        i = mCount++;
    }
    mPointers[i] = {event.id, {event.x, event.y}};
    mTapping = mCount == 1 && event.a == 0;
    if (mCount == 1) {
        mPanning =
            event.a != 0 || has(event, InputEvent::Shift | InputEvent::Ctrl | InputEvent::Meta);
        mStart = mPointers[i].at;
        mStartMs = event.timeMs;
    }
    return {};
}

Gesture Gestures::move(const InputEvent& event) {
    const int i = find(event.id);
    if (i < 0) return {};
    const glm::dvec2 now{event.x, event.y};
    const glm::dvec2 delta = now - mPointers[i].at;
    Gesture g;
    if (mCount == 2) {
        const glm::dvec2 other = mPointers[1 - i].at;
        g.pinch = glm::length(mPointers[i].at - other) - glm::length(now - other);
        g.pan = delta * 0.5;  // the middle between the fingers
    } else if (mPanning) {
        g.pan = delta;
    } else {
        g.rotate = delta;
    }
    mPointers[i].at = now;
    const double slack = event.b == 1 ? kTouchTapPixels : kTapPixels;
    const glm::dvec2 strayed = glm::abs(now - mStart);
    if (std::max(strayed.x, strayed.y) > slack) mTapping = false;
    return g;
}

Gesture Gestures::up(const InputEvent& event) {
    const int i = find(event.id);
    if (i < 0) return {};
    // The finger that stays goes on rotating from where it is.
    mPointers[i] = mPointers[mCount - 1];
    --mCount;
    mPanning = mPanning && mCount > 0;
    Gesture g;
    if (mTapping && mCount == 0 && event.timeMs - mStartMs <= kTapMs) {
        g.tap = true;
        g.at = mStart;
    }
    mTapping = mTapping && mCount > 0;
    return g;
}

}  // namespace vitrine::camera
