// Decides how much work a frame may be: more samples where frames are early, fewer pixels while something moves and
// frames run late; all pixels again at rest. Pure; one per viewer; times in milliseconds.
#pragma once

#include <cstdint>

namespace vitrine::render {

struct Quality {
    float scale = 1;       ///< of the element's size in device pixels, per axis
    uint32_t samples = 1;  ///< per pixel
};

constexpr uint32_t kMostSamples = 4;

constexpr float kSmallestScale = 0.25f;  ///< what the least scale may be set to
constexpr float kUsualLeastScale = 0.5f;

class Governor {
public:
    /// No frame is drawn with a smaller scale than this; clamped to kSmallestScale … 1.
    void setLeastScale(float scale);

    /// What frames have earned so far: one sample at first. A still picture always gets all pixels.
    Quality quality(bool moving) const;

    /// Reports that a frame drawn with quality(true) took the GPU `ms`.
    void measured(double ms);

    /// Reports the same of one with all pixels and one sample each: motion need not begin with what is known to be late, nor with
    /// less than what is known to be early.
    void measuredAtRest(double ms);

private:
    void inTime();
    void drop(int steps);
    int last() const;

    float mLeast = kUsualLeastScale;
    int mStep = 1;               // into the ladder of Governor.cpp, 0 = best
    int mLate = 0, mInTime = 0;  // frames in a row
    int mPatience = 0;           // the first one of Governor.cpp, at least
    bool mClimbed = false;       // the last step was up
};

}  // namespace vitrine::render
