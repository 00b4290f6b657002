// The panel without a GPU: its widgets are found by their labels and used as a hand would.
#include "../core/core_fixture.h"

#include "inspector/Inspector.h"

#include <optional>

namespace vitrine {

OverlayFactory overlayFactory() {
    return [](Viewer& viewer) -> std::unique_ptr<Overlay> {
        return std::make_unique<inspector::Inspector>(viewer, nullptr);
    };
}

namespace {

using Input = camera::InputEvent;

// A named material in place of the default one.
std::string namedTriangle() {
    std::string text = kTriangle;
    const std::string attributes = R"("attributes": {"POSITION": 0})";
    text.replace(text.find(attributes), attributes.size(), attributes + R"(, "material": 0)");
    text.insert(text.find("\"accessors\""), R"("materials": [{"name": "Glaze"}], )");
    return text;
}

class InspectorTest : public CoreTest {
protected:
    void SetUp() override {
        CoreTest::SetUp();
        mViewer = mCore->createViewer();
        mCore->viewer(mViewer)->resize(900, 700, 1);
        mCore->set(mViewer, R"({"inspector": ""})");
        load(mViewer, namedTriangle());
        settle();
    }

    void settle() { tick(mViewer, 80); }

    Json layout() {
        for (size_t i = mSeen.size(); i-- > 0;) {
            const Json& e = mSeen[i];
            if (e["type"] == "inspector" && e["what"] == "layout")
                return Json::parse(e["text"].get<std::string>());
        }
        return {};
    }

    const Json* told(const std::string& what) const {
        for (size_t i = mSeen.size(); i-- > 0;) {
            if (mSeen[i]["type"] == "inspector" && mSeen[i]["what"] == what) return &mSeen[i];
        }
        return nullptr;
    }

    std::optional<glm::dvec4> find(const std::string& label) {
        const Json now = layout();
        for (const Json& item : now["items"]) {
            if (item[0] == label) return glm::dvec4(item[1], item[2], item[3], item[4]);
        }
        return {};
    }

    void send(int kind, double x, double y, double a = 0) {
        mCore->viewer(mViewer)->input({kind + Input::kForOverlay, 1, x, y, a, 0, 0, mNow});
    }

    /// Presses a widget at a share of its width, counted from its left.
    void press(const std::string& label, double share = 0.3) {
        const auto box = find(label);
        ASSERT_TRUE(box) << label << " is not there: " << layout().dump();
        const double x = box->x + share * box->z, y = box->y + box->w / 2;
        send(Input::PointerMove, x, y);
        send(Input::PointerDown, x, y);
        send(Input::PointerUp, x, y);
        settle();
    }

    uint32_t mViewer = 0;
};

TEST_F(InspectorTest, saysWhereItIsAndRestsWhenNothingHappens) {
    ASSERT_EQ(layout()["windows"].size(), 1u);
    EXPECT_GT(layout()["windows"][0][0].get<double>(), 400);
    EXPECT_TRUE(find("Exposure"));
    EXPECT_EQ(tick(mViewer, 60), 0);
}

TEST_F(InspectorTest, aSliderSetsAnAttributeAndTheLookKeepsIt) {
    press("Exposure", 0.5);
    const float exposure = mCore->viewer(mViewer)->settings().exposure;
    EXPECT_GT(exposure, 1.5f);
    press("Save look");
    ASSERT_TRUE(told("save"));
    const Json look = Json::parse((*told("save"))["text"].get<std::string>());
    EXPECT_NEAR(std::stod(look["attributes"]["exposure"].get<std::string>()), exposure, 1e-3);
    press("Revert");
    EXPECT_EQ(mCore->viewer(mViewer)->settings().exposure, 1);
}

TEST_F(InspectorTest, materialsAreTunedLive) {
    press("Glaze");
    press("roughnessFactor", 0.25);
    const gltf::Material& glaze = mCore->viewer(mViewer)->model()->asset().materials[0];
    EXPECT_LT(glaze.roughness, 0.6f);
    press("Copy look");
    ASSERT_TRUE(told("copy"));
    const Json look = Json::parse((*told("copy"))["text"].get<std::string>());
    EXPECT_NEAR(look["materials"]["Glaze"]["roughnessFactor"].get<double>(), glaze.roughness, 1e-5);
    press("Revert");
    EXPECT_EQ(mCore->viewer(mViewer)->model()->asset().materials[0].roughness, 1);
}

TEST_F(InspectorTest, aDragCountsAlsoWhenItComesAtOnce) {
    press("Glaze");
    const auto box = find("baseColorFactor");
    ASSERT_TRUE(box);
    const double x = box->x + 10, y = box->y + box->w / 2;
    send(Input::PointerDown, x, y);
    send(Input::PointerMove, x - 100, y);
    send(Input::PointerUp, x - 100, y);
    settle();
    EXPECT_LT(mCore->viewer(mViewer)->model()->asset().materials[0].baseColor.r, 0.9f);
}

TEST_F(InspectorTest, aListIsChosenFromByKeyboard) {
    press("Tone mapping");
    constexpr double kDownArrow = 4, kSpace = 12;  // ImGuiKey
    send(Input::KeyDown, 0, 0, kDownArrow);
    settle();
    send(Input::KeyDown, 0, 0, kSpace);
    settle();
    EXPECT_NE(mCore->viewer(mViewer)->settings().toneMapping, settings::ToneMapping::Neutral);
}

TEST_F(InspectorTest, otherInputIsTheCameras) {
    mCore->set(mViewer, R"({"camera-controls": ""})");
    Viewer& v = *mCore->viewer(mViewer);
    v.input({Input::PointerDown, 1, 100, 100, 0, 0, 0, mNow});
    v.input({Input::PointerMove, 1, 200, 100, 0, 0, 0, mNow + 10});
    v.input({Input::PointerUp, 1, 200, 100, 0, 0, 0, mNow + 20});
    settle();
    EXPECT_NE(v.info().theta, 0);
}

TEST_F(InspectorTest, goesWithItsAttribute) {
    mCore->set(mViewer, R"({"inspector": null})");
    EXPECT_EQ(mCore->viewer(mViewer)->overlay(), nullptr);
    send(Input::PointerDown, 800, 100);  // still under way
    EXPECT_GT(tick(mViewer, 60), 0);
}

}  // namespace
}  // namespace vitrine
