// Time of animations: loops, repetitions, directions, fading from one to the next.
#include "pose/Playback.h"

#include <gtest/gtest.h>

#include <cmath>

namespace vitrine::pose {
namespace {

Playback playing(double duration, const Playback::Options& options = {}) {
    Playback p;
    p.select(0, duration);
    p.play(options);
    return p;
}

TEST(Playback, nothingMovesUntilItPlays) {
    Playback p;
    EXPECT_FALSE(p.advance(1));
    EXPECT_TRUE(p.mix().empty()) << "the model at rest";
    p.select(0, 2);
    EXPECT_FALSE(p.advance(1));
    p.play();
    EXPECT_TRUE(p.advance(1.5));
    EXPECT_DOUBLE_EQ(p.time(), 1.5);
    p.pause();
    EXPECT_FALSE(p.advance(1));
    EXPECT_DOUBLE_EQ(p.time(), 1.5);
}

TEST(Playback, loopsForEver) {
    Playback p = playing(2);
    for (int i = 0; i < 100; ++i) p.advance(0.5);
    EXPECT_NEAR(p.time(), 0, 1e-9);
    EXPECT_TRUE(p.takeLooped());
    EXPECT_FALSE(p.takeLooped());
    EXPECT_FALSE(p.takeFinished());
}

TEST(Playback, repetitionsEndItAndPlayBeginsAnew) {
    Playback p = playing(2, {2, false});
    p.advance(3);
    EXPECT_TRUE(p.takeLooped());
    EXPECT_FALSE(p.takeFinished());
    p.advance(10);  // however late the step comes
    EXPECT_TRUE(p.takeFinished());
    EXPECT_FALSE(p.takeLooped());
    EXPECT_TRUE(p.paused());
    EXPECT_DOUBLE_EQ(p.time(), 2) << "it rests at its end";
    p.play({1, false});
    EXPECT_DOUBLE_EQ(p.time(), 0);
    p.advance(1);
    EXPECT_DOUBLE_EQ(p.time(), 1);
    p.pause();
    p.play({1, false});
    EXPECT_DOUBLE_EQ(p.time(), 1) << "a pause is no end";
}

TEST(Playback, pingpongTurnsAround) {
    Playback p = playing(2, {3, true});
    p.advance(2.5);
    EXPECT_DOUBLE_EQ(p.time(), 1.5) << "on the way back";
    p.advance(2);
    EXPECT_DOUBLE_EQ(p.time(), 0.5) << "and forward again";
    p.advance(9);
    EXPECT_TRUE(p.takeFinished());
    EXPECT_DOUBLE_EQ(p.time(), 2);
    Playback even = playing(2, {2, true});
    even.advance(99);
    EXPECT_TRUE(even.takeFinished());
    EXPECT_DOUBLE_EQ(even.time(), 0);
}

TEST(Playback, timeScaleSpeedsUpAndGoesBackwards) {
    Playback p = playing(2);
    p.setTimeScale(0.5);
    p.advance(1);
    EXPECT_DOUBLE_EQ(p.time(), 0.5);
    p.setTimeScale(-1);
    p.advance(1);
    EXPECT_DOUBLE_EQ(p.time(), 1.5) << "from the end once the start is passed";
    EXPECT_TRUE(p.takeLooped());
    p.play({1, false});
    p.advance(3);
    EXPECT_TRUE(p.takeFinished());
    EXPECT_DOUBLE_EQ(p.time(), 0);
    p.play({1, false});
    EXPECT_DOUBLE_EQ(p.time(), 2) << "backwards begins at the end";
    p.setTimeScale(0);
    EXPECT_FALSE(p.playing());
    p.setTimeScale(std::nan(""));
    EXPECT_TRUE(p.playing());
}

TEST(Playback, seekScrubsWithinBounds) {
    Playback p = playing(2);
    p.seek(1.25);
    EXPECT_DOUBLE_EQ(p.time(), 1.25);
    p.seek(99);
    EXPECT_DOUBLE_EQ(p.time(), 2);
    p.seek(-1);
    EXPECT_DOUBLE_EQ(p.time(), 0);
    p.seek(std::nan(""));
    EXPECT_DOUBLE_EQ(p.time(), 0);
    p.advance(0.5);
    EXPECT_DOUBLE_EQ(p.time(), 0.5);
}

TEST(Playback, fadesFromOneToTheNext) {
    Playback p = playing(2);
    p.advance(1);
    p.select(1, 4, 0.4);
    ASSERT_EQ(p.mix().size(), 2u);
    EXPECT_EQ(p.mix()[0].animation, 0);
    EXPECT_EQ(p.mix()[1].animation, 1);
    EXPECT_FLOAT_EQ(p.mix()[0].weight, 1);
    EXPECT_FLOAT_EQ(p.mix()[1].weight, 0) << "it begins with what was on screen";
    p.advance(0.1);
    ASSERT_EQ(p.mix().size(), 2u);
    EXPECT_FLOAT_EQ(p.mix()[1].weight, 0.25f);
    EXPECT_NEAR(p.mix()[0].time, 1.1, 1e-9) << "what it leaves goes on meanwhile";
    p.select(2, 3, 0.4);
    EXPECT_EQ(p.mix().size(), 3u);
    p.advance(0.2);
    EXPECT_FLOAT_EQ(p.mix()[1].weight, 0.75f);
    EXPECT_FLOAT_EQ(p.mix()[2].weight, 0.5f);
    p.advance(0.3);
    ASSERT_EQ(p.mix().size(), 1u);
    EXPECT_EQ(p.mix()[0].animation, 2);
    EXPECT_FLOAT_EQ(p.mix()[0].weight, 1);
}

TEST(Playback, fadingNeedsMotionAndTime) {
    Playback p = playing(2);
    p.select(1, 4, 0);
    EXPECT_EQ(p.mix().size(), 1u);
    p.pause();
    p.select(2, 4, 0.4);
    EXPECT_EQ(p.mix().size(), 1u) << "a still picture changes at once";
    p.play();
    p.select(3, 4, 0.4);
    p.seek(1);
    EXPECT_EQ(p.mix().size(), 1u) << "who scrubs wants to see that moment";
    for (int i = 0; i < 100; ++i) p.select(i, 4, 5);
    EXPECT_LE(p.mix().size(), 4u);
}

}  // namespace
}  // namespace vitrine::pose
