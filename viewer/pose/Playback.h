// Which animation plays, how often and how fast, where in it, and what it fades from. Pure; times in seconds.
//
//     playback.select(2, asset.animations[2].duration, 0.3);   // over 0.3 s, where something plays already
//     playback.play({3, false});
//     if (playback.advance(dt)) model.pose(playback.mix());
//     if (playback.takeFinished()) …
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace vitrine::pose {

/// An animation's share of a pose: it is mixed into what the entries before it gave.
struct Blend {
    int32_t animation = -1;
    double time = 0;
    float weight = 1;
};

class Playback {
public:
    struct Options {
        /// How often it runs from one end to the other; at least 1.
        double repetitions = std::numeric_limits<double>::infinity();
        /// Every other run goes backwards.
        bool pingpong = false;
    };

    /// Selects an animation of that duration, from its start. -1 = the model at rest. While another one plays, it fades
    /// into this one over `fade` seconds; how often it runs stays as play() said.
    void select(int32_t animation, double duration, double fade = 0);
    /// Goes on, with fresh repetitions; from the start where it had finished.
    void play(const Options& options);
    void play() { play(Options()); }
    void pause() { mPaused = true; }
    /// To a moment of the run under way.
    void seek(double seconds);
    /// 1 = as it was made; negative = backwards. What is not finite counts as 1.
    void setTimeScale(double scale);

    /// Lets time pass. True when the pose changed.
    bool advance(double seconds);
    /// True once after an end was passed and play began anew.
    bool takeLooped();
    /// True once after the last repetition; it then is paused at its end.
    bool takeFinished();

    /// What the pose is made of: oldest first, the selected animation last. Empty at rest.
    const std::vector<Blend>& mix() const { return mMix; }

    int32_t animation() const { return mCurrent.animation; }
    /// Of the selected animation, 0 to its duration.
    double time() const;
    double duration() const { return mCurrent.duration; }
    bool paused() const { return mPaused; }
    bool playing() const {
        return mCurrent.animation >= 0 && !mPaused && mCurrent.duration > 0 && mScale != 0;
    }

private:
    struct Run {
        int32_t animation = -1;
        double duration = 0;
        double at = 0;  // along the direction of the run
        bool reversed = false;
        double fade = 0, faded = 0;  // seconds
    };
    static double timeOf(const Run& run) { return run.reversed ? run.duration - run.at : run.at; }
    /// The number of ends that were passed.
    double move(Run& run, double seconds) const;
    void remix();

    Run mCurrent;
    std::vector<Run> mLeaving;  // what it fades from, oldest first
    std::vector<Blend> mMix;
    Options mOptions;
    double mScale = 1, mRuns = 0;
    bool mPaused = true, mLooped = false, mFinished = false, mOver = false;
};

}  // namespace vitrine::pose
