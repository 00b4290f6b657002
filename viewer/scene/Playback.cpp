#include "scene/Playback.h"

#include <algorithm>
#include <cmath>

namespace vitrine::scene {

void Playback::seek(double seconds) {
    mTime = std::isfinite(seconds) ? std::clamp(seconds, 0.0, mDuration) : 0.0;
}

bool Playback::advance(double seconds) {
    if (!playing()) return false;
    mTime += seconds;
    if (mTime >= mDuration) {
        mTime = std::fmod(mTime, mDuration);
        mLooped = true;
    }
    return true;
}

bool Playback::takeLooped() {
    const bool looped = mLooped;
    mLooped = false;
    return looped;
}

}  // namespace vitrine::scene
