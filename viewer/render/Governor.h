// Decides how much work a frame may be: fewer samples, then fewer pixels, while something moves and frames run
// late; everything again at rest. Pure; one per viewer; times in milliseconds.
#pragma once

#include <cstdint>

namespace vitrine::render {

struct Quality {
    float scale = 1;       ///< of the element's size in device pixels, per axis
    uint32_t samples = 4;  ///< per pixel
};

constexpr float kSmallestScale = 0.25f;  ///< what the least scale may be set to
constexpr float kUsualLeastScale = 0.5f;

class Governor {
public:
    /// No frame is drawn with a smaller scale than this; clamped to kSmallestScale … 1.
    void setLeastScale(float scale);

    /// The quality to draw with. A still picture always gets the best; one in motion what frames have
    /// earned so far.
    Quality quality(bool moving) const;

    /// Reports that a frame drawn with quality(true) took the GPU `ms`.
    void measured(double ms);

    /// Reports the same of a frame drawn with quality(false): motion need not begin with what is known to be late.
    void measuredAtRest(double ms);

private:
    void drop(int steps);
    int last() const;

    float mLeast = kUsualLeastScale;
    int mStep = 0;               // into the ladder of Governor.cpp, 0 = best
    int mLate = 0, mInTime = 0;  // frames in a row
    int mPatience = 0;
    bool mClimbed = false;  // the last step was up
};

}  // namespace vitrine::render
