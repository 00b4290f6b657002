#include "render/FixedParameters.h"

#include <gtest/gtest.h>

namespace vitrine::render {
namespace {

constexpr const char kPair[] = "pair";
constexpr FixedParameters::Name kNames[] = {{"flags", ""}, {kPair, ".x"}, {kPair, ".y"}};

FixedParameters of(int32_t flags, int32_t x, int32_t y) {
    FixedParameters fixed;
    fixed.names = kNames;
    fixed.count = 3;
    fixed.values = {flags, x, y};
    return fixed;
}

const std::string kBlock =
    "layout(std140) uniform MaterialParams\n{\nint a;\nhighp vec4 b[3];\nvec4 az;\n} "
    "materialParams;\n";

TEST(FixedParameters, valuesTakeTheParametersPlace) {
    EXPECT_EQ(fixParameters(kBlock + "if ((materialParams.a & 4) != 0)\n", of(12, 1, 2)),
              kBlock + "if ((12 & 4) != 0)\n");
    EXPECT_EQ(
        fixParameters(kBlock + "x = vec2(materialParams.b.y, materialParams.b.x);\n", of(12, 1, 2)),
        kBlock + "x = vec2(2, 1);\n");
}

TEST(FixedParameters, longerNamesAreOthers) {
    const std::string text = kBlock + "y = materialParams.az * materialParams.b.xyz;";
    EXPECT_EQ(fixParameters(text, of(12, 1, 2)), text);
}

TEST(FixedParameters, linesOfNumbersAreConstants) {
    EXPECT_EQ(
        fixParameters(
            kBlock + "int _12 = int(materialParams.b.x);\nbool _13 = (materialParams.a & 2) != 0;\n"
                     "int _14 = _12;\nint _15;\n",
            of(2, 6, 0)),
        kBlock +
            "const int _12 = int(6);\nconst bool _13 = (2 & 2) != 0;\nint _14 = _12;\nint _15;\n");
}

TEST(FixedParameters, whatIsFreeStaysAParameter) {
    EXPECT_EQ(fixParameters(kBlock + "x = vec2(materialParams.b.y, materialParams.b.x);\n",
                            of(12, FixedParameters::kFree, 2)),
              kBlock + "x = vec2(2, materialParams.b.x);\n");
}

TEST(FixedParameters, otherTextsStay) {
    for (const std::string text :
         {"", "void main() {}", "a = materialParams.a;\n", "uniform MaterialParams", "\n\n"}) {
        EXPECT_EQ(fixParameters(text, of(1, 2, 3)), text);
    }
    EXPECT_EQ(fixParameters(kBlock + "materialParams.", of(1, 2, 3)), kBlock + "materialParams.");
}

TEST(FixedParameters, differByTheirValues) {
    EXPECT_TRUE(of(1, 2, 3) == of(1, 2, 3));
    EXPECT_FALSE(of(1, 2, 3) == of(1, 2, 4));
    EXPECT_FALSE(FixedParameters() == of(0, 0, 0));
}

}  // namespace
}  // namespace vitrine::render
