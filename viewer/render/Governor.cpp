#include "render/Governor.h"

#include <algorithm>
#include <iterator>

namespace vitrine::render {
namespace {

// Samples go first: on a moving product missing edge smoothing is seen less than missing pixels.
constexpr Quality kLadder[] = {
    {1.0f, kMostSamples}, {1.0f, 1},          {0.85f, 1}, {0.7f, 1}, {0.5f, 1},
    {0.35f, 1},           {kSmallestScale, 1}};
constexpr int kLast = static_cast<int>(std::size(kLadder)) - 1;

// Frames are seen to be done at the next tick of the display, so at 60 Hz a frame in time measures 17 ms, one that
// missed a tick 33 ms.
constexpr double kLateMs = 25;
constexpr double kFarLateMs = 100;   // no accident: at once, and two steps;
constexpr double kHopelessMs = 250;  // all of them, for each change of size waits for the GPU
constexpr int kLateFrames = 2;       // one late frame may be an accident
// Frames in time before trying more: a picture at rest of them, as long as nothing proved too much; more after that,
// doubled each time, or quality would flicker.
constexpr int kFirstPatience = 16, kWarnedPatience = 60, kMaxPatience = 1920;

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
    const Quality& earned = kLadder[mStep];
    return {moving ? std::max(earned.scale, mLeast) : 1.0f, earned.samples};
}

void Governor::measured(double ms) {
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
    inTime();
}

void Governor::measuredAtRest(double ms) {
    if (ms <= kLateMs) return inTime();
    mInTime = 0;
    if (ms > kFarLateMs) {
        mStep = std::max(mStep, std::min(2, last()));
    } else if (ms > 2 * kLateMs) {
        mStep = std::max(mStep, 1);
    }
}

void Governor::inTime() {
    mLate = 0;
    if (++mInTime < std::max(mPatience, kFirstPatience) || mStep == 0) return;
    --mStep;
    mInTime = 0;
    mClimbed = true;
}

void Governor::drop(int steps) {
    if (mStep == last()) return;
    mStep = std::min(mStep + steps, last());
    mLate = 0;
    if (mPatience < kWarnedPatience) {
        mPatience = kWarnedPatience;
    } else if (mClimbed) {
        mPatience = std::min(mPatience * 2, kMaxPatience);
    }
    mClimbed = false;
}

}  // namespace vitrine::render
