// Marks, picking, placement and animation through the core's own calls.
#include "core_fixture.h"

#include <cmath>

namespace vitrine {
namespace {

class PlacesTest : public CoreTest {
protected:
    /// A viewer that shows the triangle (0,0,0) (1,0,0) (0,1,0), seen from straight ahead.
    uint32_t showTriangle(const std::string& more = "") {
        const uint32_t viewer = makeViewer();
        mCore->set(viewer, R"({"camera-orbit": "0deg 90deg auto")" + more + "}");
        load(viewer, kTriangle);
        tick(viewer, 60);
        return viewer;
    }
    Viewer& at(uint32_t viewer) { return *mCore->viewer(viewer); }
    static pick::Mark mark(glm::dvec3 position) {
        pick::Mark m;
        m.position = position;
        return m;
    }
};

TEST_F(PlacesTest, marksArePlacedInThePictureThatIsDrawn) {
    const uint32_t viewer = showTriangle();
    EXPECT_TRUE(at(viewer).marks().empty());
    at(viewer).setMarks({mark({0.5, 0.5, 0}), mark({0, 0, 0}), mark({0.25, 0.25, -1})});
    EXPECT_TRUE(at(viewer).marks().empty()) << "not in the picture on screen";
    EXPECT_EQ(tick(viewer, 1), 1);
    const auto& marks = at(viewer).marks();
    ASSERT_EQ(marks.size(), 3u);
    EXPECT_NEAR(marks[0].at.x, 0.5, 1e-6);
    EXPECT_NEAR(marks[0].at.y, 0.5, 1e-6);
    EXPECT_LT(marks[1].at.x, 0.5);
    EXPECT_GT(marks[1].at.y, 0.5);
    EXPECT_TRUE(marks[0].ahead && marks[0].facing && marks[0].clear);
    EXPECT_FALSE(marks[2].clear) << "the triangle lies before it";
    EXPECT_TRUE(marks[2].facing) << "it has no normal to face away";
}

TEST_F(PlacesTest, marksKnowWhichSideTheyAreSeenFrom) {
    const uint32_t viewer = showTriangle();
    pick::Mark away = mark({0.5, 0.2, 0}), indifferent = mark({0.25, 0.25, -1});
    away.normal = glm::dvec3(0, 0, -1);
    indifferent.coverable = false;
    at(viewer).setMarks({away, indifferent});
    tick(viewer, 1);
    EXPECT_FALSE(at(viewer).marks()[0].facing);
    EXPECT_FALSE(at(viewer).marks()[0].clear);
    EXPECT_TRUE(at(viewer).marks()[1].clear);
}

TEST_F(PlacesTest, aSurfaceIsWhereItsVerticesAre) {
    const uint32_t viewer = showTriangle(R"(, "scale": "2 2 2")");
    pick::Mark on = mark({9, 9, 9}), gone = mark({0, 1, 0});
    on.surface = pick::Surface{0, 0, {0, 1, 2}, {0.5, 0.25, 0.25}};
    gone.surface = pick::Surface{0, 0, {0, 1, 3}, {1, 0, 0}};
    at(viewer).setMarks({on, gone});
    tick(viewer, 1);
    const auto& marks = at(viewer).marks();
    EXPECT_LT(glm::length(marks[0].place.position - glm::dvec3(0.5, 0.5, 0)), 1e-6);
    EXPECT_LT(glm::length(marks[0].place.normal - glm::dvec3(0, 0, 1)), 1e-6);
    EXPECT_FALSE(marks[0].lost);
    EXPECT_TRUE(marks[1].lost) << "there is no fourth vertex";
    EXPECT_DOUBLE_EQ(marks[1].place.position.y, 1) << "its position stands in";
}

TEST_F(PlacesTest, pickFindsTheSurfaceUnderAPlace) {
    const uint32_t viewer = showTriangle();
    at(viewer).setMarks({mark({0.2, 0.3, 0}), mark({0.9, 0.9, 0})});
    tick(viewer, 1);
    const auto hit = at(viewer).pick(at(viewer).marks()[0].at);
    ASSERT_TRUE(hit);
    EXPECT_LT(glm::length(hit->place.position - glm::dvec3(0.2, 0.3, 0)), 1e-5);
    EXPECT_NEAR(hit->place.normal.z, 1, 1e-9);
    EXPECT_EQ(hit->surface.mesh, 0);
    EXPECT_NEAR(hit->surface.weights.x, 0.5, 1e-5);
    EXPECT_EQ(hit->material, gltf::kNone) << "the file gives it none";
    EXPECT_FALSE(at(viewer).pick(at(viewer).marks()[1].at)) << "beside the triangle";
    EXPECT_FALSE(at(viewer).pick({std::nan(""), 0}));
    EXPECT_FALSE(at(makeViewer()).pick({0.5, 0.5})) << "no model";
}

TEST_F(PlacesTest, theCameraTurnsToAMark) {
    const uint32_t viewer = showTriangle();
    pick::Mark side = mark({1, 0, 0});
    side.normal = glm::dvec3(1, 0, 0);
    at(viewer).setMarks({side});
    tick(viewer, 1);
    EXPECT_FALSE(at(viewer).marks()[0].facing);
    mCore->act(viewer, R"({"do": "face", "mark": 0})");
    EXPECT_GT(tick(viewer, 200), 0);
    EXPECT_TRUE(at(viewer).marks()[0].facing);
    EXPECT_NEAR(at(viewer).info().theta, std::acos(0.0), 1e-3);
    mCore->act(viewer, R"({"do": "face", "mark": 7})");
    EXPECT_EQ(tick(viewer, 10), 0) << "no such mark";
}

TEST_F(PlacesTest, orientationAndScaleCountInTheDimensions) {
    const uint32_t viewer = showTriangle(R"(, "scale": "1 3 1", "orientation": "90deg 0 0")");
    const auto near = [](glm::dvec3 a, glm::dvec3 b) { return glm::length(a - b) < 1e-5; };
    EXPECT_TRUE(near(at(viewer).info().dimensions, {3, 1, 0}));
    EXPECT_TRUE(near(at(viewer).info().center, {-1.5, 0.5, 0}));
    const double before = at(viewer).info().radius;
    mCore->set(viewer, R"({"scale": null, "orientation": null})");
    EXPECT_GT(tick(viewer, 5), 0);
    EXPECT_TRUE(near(at(viewer).info().dimensions, {1, 1, 0}));
    EXPECT_LT(at(viewer).info().radius, before) << "all of it is in view, no less and no more";
}

TEST_F(PlacesTest, lightIsToldWhenItIsAnother) {
    const uint32_t viewer = showTriangle();
    EXPECT_TRUE(saw("lit"));
    mSeen.clear();
    mCore->act(viewer, R"({"do": "redraw"})");
    tick(viewer, 5);
    EXPECT_FALSE(saw("lit"));
    mCore->set(viewer, R"({"environment-image": "neutral"})");
    tick(viewer, 200);
    EXPECT_TRUE(saw("lit"));
}

TEST_F(PlacesTest, marksCrossTheBoundaryAsJson) {
    const auto marks = messages::parseMarks(
        R"([{"position":[1,2,3],"normal":[0,1,0],"coverable":false},{"position":[0,0,0],"surface":[0,1,2,3,4,0.5,0.25,0.25]}])");
    ASSERT_EQ(marks.size(), 2u);
    EXPECT_EQ(marks[0].position, glm::dvec3(1, 2, 3));
    EXPECT_EQ(*marks[0].normal, glm::dvec3(0, 1, 0));
    EXPECT_FALSE(marks[0].coverable);
    EXPECT_EQ(marks[1].surface->primitive, 1);
    EXPECT_EQ(marks[1].surface->vertices[2], 4u);
    for (const char* bad : {"", "{", "{}", "[1]", R"([{"position":[1,2]}])",
                            R"([{"normal":[0,1,0]}])", R"([{"position":[1,2,"3"]}])"}) {
        EXPECT_TRUE(messages::parseMarks(bad).empty()) << bad;
    }
    const auto odd =
        messages::parseMarks(R"([{"position":[0,0,0],"surface":[-1,1e99,-5,1e99,0,0,0,0]}])");
    ASSERT_EQ(odd.size(), 1u) << "and the model will not have such a surface";
}

}  // namespace
}  // namespace vitrine
