#include "pose/Playback.h"

#include <algorithm>
#include <cmath>

namespace vitrine::pose {
namespace {

// Someone who changes animations faster than they fade sees the last ones of them.
constexpr size_t kMostLeaving = 3;

}  // namespace

void Playback::select(int32_t animation, double duration, double fade) {
    if (animation >= 0 && fade > 0 && playing()) {
        if (mLeaving.size() == kMostLeaving) mLeaving.erase(mLeaving.begin());
        mLeaving.push_back(mCurrent);
    } else {
        mLeaving.clear();
        fade = 0;
    }
    mCurrent = {};
    mCurrent.animation = animation;
    mCurrent.duration = duration;
    mCurrent.fade = fade;
    if (mScale < 0) mCurrent.at = duration;
    mRuns = 0;
    mOver = false;
    remix();
}

void Playback::play(const Options& options) {
    mOptions = options;
    mOptions.repetitions = options.repetitions >= 1 ? std::floor(options.repetitions) : 1;
    mRuns = 0;
    mPaused = false;
    if (!mOver) return;
    mOver = false;
    mCurrent.reversed = false;
    mCurrent.at = mScale < 0 ? mCurrent.duration : 0;
    remix();
}

void Playback::seek(double seconds) {
    mCurrent.at = std::isfinite(seconds) ? std::clamp(seconds, 0.0, mCurrent.duration) : 0.0;
    mCurrent.reversed = false;
    mLeaving.clear();
    mCurrent.fade = 0;
    mOver = false;
    remix();
}

void Playback::setTimeScale(double scale) {
    mScale = std::isfinite(scale) ? scale : 1;
}

double Playback::time() const {
    return timeOf(mCurrent);
}

double Playback::move(Run& run, double seconds) const {
    if (!(run.duration > 0)) return 0;
    run.at += seconds;
    double passed = 0;
    if (seconds > 0 && run.at >= run.duration) {
        passed = std::floor(run.at / run.duration);
        run.at -= passed * run.duration;
    } else if (run.at < 0) {
        passed = std::ceil(-run.at / run.duration);
        run.at += passed * run.duration;
    }
    run.at = std::clamp(run.at, 0.0, run.duration);  // rounding
    if (mOptions.pingpong && std::fmod(passed, 2) == 1) run.reversed = !run.reversed;
    return passed;
}

bool Playback::advance(double seconds) {
    if (!playing()) return false;
    for (Run& run : mLeaving) {
        move(run, seconds * mScale);
        run.faded += seconds;
    }
    mCurrent.faded += seconds;
    const bool reversed = mCurrent.reversed;
    const double passed = move(mCurrent, seconds * mScale);
    if (mRuns + passed >= mOptions.repetitions) {
        // At the end of the last run that was asked for, however many would have followed in this step.
        const double last = mOptions.repetitions - 1 - mRuns;
        mCurrent.reversed = mOptions.pingpong && std::fmod(last, 2) == 1 ? !reversed : reversed;
        mCurrent.at = mScale > 0 ? mCurrent.duration : 0;
        mPaused = mFinished = mOver = true;
    } else if (passed > 0) {
        mLooped = true;
    }
    mRuns += passed;
    remix();
    return true;
}

bool Playback::takeLooped() {
    const bool looped = mLooped;
    mLooped = false;
    return looped;
}

bool Playback::takeFinished() {
    const bool finished = mFinished;
    mFinished = false;
    return finished;
}

void Playback::remix() {
    const auto weight = [](const Run& run) {
        return run.fade > 0 ? static_cast<float>(std::min(run.faded / run.fade, 1.0)) : 1.0f;
    };
    // What is mixed in whole hides all before it.
    if (weight(mCurrent) >= 1) mLeaving.clear();
    mMix.clear();
    if (mCurrent.animation < 0) return;
    for (const Run& run : mLeaving) {
        if (run.animation >= 0) mMix.push_back({run.animation, timeOf(run), weight(run)});
    }
    mMix.push_back({mCurrent.animation, timeOf(mCurrent), weight(mCurrent)});
    mMix.front().weight = 1;
}

}  // namespace vitrine::pose
