// Which animation plays, and where in it. Pure; times in seconds.
#pragma once

#include <cstdint>

namespace vitrine::scene {

class Playback {
public:
    /// Selects an animation of that duration, from its start. kNone (-1) = the model at rest.
    void select(int32_t animation, double duration) {
        mAnimation = animation;
        mDuration = duration;
        mTime = 0;
    }
    void play() { mPaused = false; }
    void pause() { mPaused = true; }
    void seek(double seconds);

    /// Lets time pass. True when the pose changed.
    bool advance(double seconds);
    /// True once after the end was passed and play began anew.
    bool takeLooped();

    int32_t animation() const { return mAnimation; }
    double time() const { return mTime; }
    double duration() const { return mDuration; }
    bool paused() const { return mPaused; }
    bool playing() const { return mAnimation >= 0 && !mPaused && mDuration > 0; }

private:
    int32_t mAnimation = -1;
    double mDuration = 0, mTime = 0;
    bool mPaused = true, mLooped = false;
};

}  // namespace vitrine::scene
