// The picture at rest: several samples, one per tick, become one picture; then nothing is drawn any more.
#include "core_fixture.h"

namespace vitrine {
namespace {

constexpr int kSamples = 16;
/// Ticks after a frame in which a further change would come first.
constexpr int kWait = 4;

class RestTest : public CoreTest {
protected:
    RestTest() { mHalfFloats = true; }

    bool converged(uint32_t viewer) { return mCore->viewer(viewer)->stats().converged; }

    uint32_t rested() {
        const uint32_t viewer = makeViewer();
        load(viewer, kTriangle);
        tick(viewer, 60);
        return viewer;
    }
};

TEST_F(RestTest, aStillProductConvergesAndThenRests) {
    const uint32_t viewer = rested();
    EXPECT_TRUE(converged(viewer));
    EXPECT_EQ(mCounts.marked, kSamples - 1) << "all but the last are not shown";
    const int drawn = mCounts.presented + mCounts.marked;
    EXPECT_EQ(tick(viewer, 60), 0);
    EXPECT_EQ(mCounts.presented + mCounts.marked, drawn);
    EXPECT_FALSE(mCore->active(viewer));
}

TEST_F(RestTest, aChangeOnTheWayBeginsAnew) {
    const uint32_t viewer = rested();
    mCore->act(viewer, R"({"do": "redraw"})");
    EXPECT_EQ(tick(viewer, 1 + kWait + 3), 1) << "a frame, then samples";
    EXPECT_FALSE(converged(viewer));
    EXPECT_EQ(mCounts.marked, kSamples - 1 + 3);
    mCore->set(viewer, R"({"exposure": "2"})");
    EXPECT_EQ(tick(viewer, 60), 2) << "a frame, and the mean";
    EXPECT_TRUE(converged(viewer));
    EXPECT_EQ(mCounts.marked, kSamples - 1 + 3 + kSamples - 1);
}

TEST_F(RestTest, aSlidersChangesAreNotKeptWaitingBySamples) {
    const uint32_t viewer = rested();
    const Counts before = mCounts;
    for (int i = 0; i < 10; ++i) {
        mCore->set(viewer, i % 2 ? R"({"exposure": "1"})" : R"({"exposure": "2"})");
        EXPECT_EQ(tick(viewer, 1 + kWait), 1);
    }
    EXPECT_EQ(mCounts.marked, before.marked);
    EXPECT_EQ(tick(viewer, 60), 1) << "the mean";
    EXPECT_TRUE(converged(viewer));
}

TEST_F(RestTest, oneAtATime) {
    const uint32_t first = rested(), second = rested();
    mCore->act(first, R"({"do": "redraw"})");
    mCore->act(second, R"({"do": "redraw"})");
    tick(first, 1 + kWait + 2);
    tick(second, 30);
    EXPECT_FALSE(converged(second)) << "it waits";
    EXPECT_TRUE(mCore->active(second));
    tick(first, 30);
    EXPECT_TRUE(converged(first));
    tick(second, 30);
    EXPECT_TRUE(converged(second));
}

TEST_F(RestTest, whoIsHiddenGivesItsTurnAway) {
    const uint32_t first = rested(), second = rested();
    mCore->act(first, R"({"do": "redraw"})");
    mCore->act(second, R"({"do": "redraw"})");
    tick(first, 1 + kWait + 2);
    mCore->viewer(first)->setVisible(false);
    tick(second, 30);
    EXPECT_TRUE(converged(second));
    mCore->viewer(first)->setVisible(true);
    tick(first, 30);
    EXPECT_TRUE(converged(first));
    mCore->act(first, R"({"do": "redraw"})");
    tick(first, 1 + kWait + 2);
    mCore->destroyViewer(first);
    mCore->act(second, R"({"do": "redraw"})");
    tick(second, 30);
    EXPECT_TRUE(converged(second));
}

TEST_F(RestTest, aCaptureIsTheMeanAtOnce) {
    const uint32_t viewer = rested();
    mCore->act(viewer, R"({"do": "redraw"})");
    tick(viewer, 1 + kWait + 2);
    const Counts before = mCounts;
    ASSERT_TRUE(mCore->viewer(viewer)->prepareCapture(100, 50));
    mCore->draw(viewer);
    EXPECT_EQ(mCounts.presented, before.presented + 1);
    EXPECT_EQ(mCounts.marked, before.marked + kSamples - 1);
    EXPECT_EQ(tick(viewer, 30), 1) << "the one on screen goes on from its start";
    EXPECT_TRUE(converged(viewer));
}

TEST_F(RestTest, whatMovesIsDrawnOncePerFrame) {
    const uint32_t viewer = rested();
    mCore->set(viewer, R"({"auto-rotate": "", "auto-rotate-delay": "0"})");
    tick(viewer, 10);
    const Counts before = mCounts;
    EXPECT_EQ(tick(viewer, 60), 60);
    EXPECT_EQ(mCounts.marked, before.marked);
    EXPECT_FALSE(converged(viewer));
}

}  // namespace
}  // namespace vitrine
