#include "render/Governor.h"

#include <gtest/gtest.h>

namespace vitrine::render {
namespace {

void run(Governor& g, int frames, double ms) {
    for (int i = 0; i < frames; ++i) g.measured(ms);
}

/// One that has seen frames in time, and none that was late.
Governor quick() {
    Governor g;
    run(g, 16, 16);
    return g;
}

TEST(Governor, startsWithAllPixelsAndEarnsSamples) {
    Governor g;
    EXPECT_EQ(g.quality(true).scale, 1.0f);
    EXPECT_EQ(g.quality(true).samples, 1u);
    run(g, 15, 16);
    EXPECT_EQ(g.quality(true).samples, 1u);
    run(g, 1, 16);
    EXPECT_EQ(g.quality(true).samples, kMostSamples);
}

TEST(Governor, oneLateFrameIsAnAccident) {
    Governor g = quick();
    g.measured(90);
    g.measured(16);
    g.measured(90);
    EXPECT_EQ(g.quality(true).samples, kMostSamples);
}

TEST(Governor, dropsSamplesBeforePixels) {
    Governor g = quick();
    run(g, 2, 40);
    EXPECT_EQ(g.quality(true).samples, 1u);
    EXPECT_EQ(g.quality(true).scale, 1.0f);
    run(g, 2, 40);
    EXPECT_LT(g.quality(true).scale, 1.0f);
}

TEST(Governor, neverGoesBelowHalfSize) {
    Governor g;
    run(g, 1000, 500);
    EXPECT_EQ(g.quality(true).scale, 0.5f);
}

TEST(Governor, neverGoesBelowTheLeastScale) {
    for (const float least : {1.0f, 0.8f, 0.4f, 0.25f}) {
        Governor g;
        g.setLeastScale(least);
        run(g, 1000, 500);
        EXPECT_EQ(g.quality(true).scale, least);
        EXPECT_EQ(g.quality(true).samples, 1u);
        g.measuredAtRest(500);
        EXPECT_GE(g.quality(true).scale, least);
    }
    Governor g;
    g.setLeastScale(0);
    run(g, 1000, 500);
    EXPECT_EQ(g.quality(true).scale, kSmallestScale);
}

TEST(Governor, aHigherLeastScaleCountsAtOnceAndIsLeftByTheUsualWay) {
    Governor g;
    run(g, 1000, 500);
    g.setLeastScale(1);
    EXPECT_EQ(g.quality(true).scale, 1.0f);
    EXPECT_EQ(g.quality(true).samples, 1u);
    run(g, 60, 16);
    EXPECT_EQ(g.quality(true).samples, kMostSamples)
        << "steps that make no difference are not climbed";
}

TEST(Governor, restAlwaysHasAllPixels) {
    Governor g;
    run(g, 1000, 500);
    EXPECT_EQ(g.quality(false).scale, 1.0f);
    EXPECT_EQ(g.quality(false).samples, 1u);
}

TEST(Governor, recoversSlowlyAndMoreSlowlyAfterAFailedTry) {
    Governor g = quick();
    run(g, 2, 40);
    ASSERT_EQ(g.quality(true).samples, 1u);
    run(g, 59, 16);
    EXPECT_EQ(g.quality(true).samples, 1u) << "the same wait again would flicker";
    run(g, 1, 16);
    EXPECT_EQ(g.quality(true).samples, kMostSamples);
    run(g, 2, 40);
    run(g, 60, 16);
    EXPECT_EQ(g.quality(true).samples, 1u);
    run(g, 60, 16);
    EXPECT_EQ(g.quality(true).samples, kMostSamples);
}

TEST(Governor, aVeryLateFrameIsActedUponAtOnce) {
    Governor g;
    g.measured(150);
    EXPECT_LT(g.quality(true).scale, 1.0f);
}

TEST(Governor, aHopelesslyLateFrameBringsTheSmallestSizeInOneStep) {
    Governor g;
    g.measured(400);
    EXPECT_EQ(g.quality(true).scale, 0.5f);
}

TEST(Governor, motionBeginsWithWhatWasInTimeAtRest) {
    Governor fast, slow, slower;
    for (int i = 0; i < 16; ++i) fast.measuredAtRest(17);
    slow.measuredAtRest(70);
    slower.measuredAtRest(300);
    EXPECT_EQ(fast.quality(true).samples, kMostSamples);
    EXPECT_EQ(slow.quality(true).samples, 1u);
    EXPECT_EQ(slow.quality(true).scale, 1.0f);
    EXPECT_LT(slower.quality(true).scale, 1.0f);
}

}  // namespace
}  // namespace vitrine::render
