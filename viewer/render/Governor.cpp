#include "render/Governor.h"

#include <algorithm>
#include <iterator>

namespace vitrine::render {
namespace {

// Samples go first: on a moving product missing edge smoothing is seen less than missing pixels.
constexpr Quality kLadder[] = {{1.0f, 4}, {1.0f, 1},  {0.85f, 1},         {0.7f, 1},
                               {0.5f, 1}, {0.35f, 1}, {kSmallestScale, 1}};
constexpr int kLast = static_cast<int>(std::size(kLadder)) - 1;

// Frames are seen to be done at the next tick of the display, so at 60 Hz a frame in time measures 17 ms, one that
// missed a tick 33 ms.
constexpr double kLateMs = 25;
constexpr double kFarLateMs = 100;   // no accident: at once, and two steps;
constexpr double kHopelessMs = 250;  // all of them, for each change of size waits for the GPU
constexpr int kLateFrames = 2;       // one late frame may be an accident
constexpr int kFirstPatience = 60;   // frames in time before trying more again,
constexpr int kMaxPatience =
    1920;  // doubled each time that proved too much, or quality would flicker

}  // namespace

void Governor::setLeastScale(float scale) {
    mLeast = std::clamp(scale, kSmallestScale, 1.0f);
    mStep = std::min(mStep, last());
}

/// The first step that is as coarse as may be.
int Governor::last() const {
    int step = 1;
    while (step < kLast && kLadder[step].scale > mLeast) ++step;
    return step;
}

Quality Governor::quality(bool moving) const {
    if (!moving) return kLadder[0];
    return {std::max(kLadder[mStep].scale, mLeast), kLadder[mStep].samples};
}

void Governor::measured(double ms) {
    if (mPatience == 0) mPatience = kFirstPatience;
    if (ms > kLateMs) {
        mInTime = 0;
        ++mLate;
        if (ms > kHopelessMs) {
            drop(kLast);
        } else if (ms > kFarLateMs) {
            drop(2);
        } else if (mLate >= kLateFrames) {
            drop(1);
        }
        return;
    }
    mLate = 0;
    if (++mInTime < mPatience || mStep == 0) return;
    --mStep;
    mInTime = 0;
    mClimbed = true;
}

void Governor::measuredAtRest(double ms) {
    if (ms > kFarLateMs) {
        mStep = std::max(mStep, std::min(2, last()));
    } else if (ms > 2 * kLateMs) {
        mStep = std::max(mStep, 1);
    }
}

void Governor::drop(int steps) {
    if (mStep == last()) return;
    mStep = std::min(mStep + steps, last());
    mLate = 0;
    if (mClimbed) mPatience = std::min(mPatience * 2, kMaxPatience);
    mClimbed = false;
}

}  // namespace vitrine::render
