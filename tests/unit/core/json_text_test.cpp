// What is written is what a JSON reader reads.
#include "base/JsonText.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

namespace vitrine {
namespace {

using Json = nlohmann::json;

TEST(JsonText, numbers) {
    for (const double value : {0.0, 1.0, -7.0, 0.1, -2.5e-7, 1.0 / 3, 123456.789, 1e21, -4.2e300,
                               3e-310, 9007199254740991.0, 1e15, 0.5235987755982988}) {
        const double read = Json::parse(JsonText::number(value)).get<double>();
        EXPECT_NEAR(read, value, std::fabs(value) * 2e-15) << JsonText::number(value);
    }
    EXPECT_EQ(JsonText::number(1234), "1234");
    EXPECT_EQ(JsonText::number(-0.25), "-25e-2");
    EXPECT_EQ(JsonText::number(NAN), "null");
    EXPECT_EQ(JsonText::number(-INFINITY), "null");
}

TEST(JsonText, textsOfAllKinds) {
    for (const char* text :
         {"", "plain", "\"quoted\" \\ back", "line\nand\ttab\x01\x1f", "Grüße ❤ 𝄞", "\x7f"}) {
        EXPECT_EQ(Json::parse(JsonText::text(text)).get<std::string>(), text);
    }
}

TEST(JsonText, bytesThatAreNotUtf8AreReplaced) {
    for (const char* text :
         {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe2\x82", "\xf0\x80\x80\x80"}) {
        const Json read =
            Json::parse(JsonText::text(std::string("a") + text + "b"), nullptr, false);
        ASSERT_TRUE(read.is_string()) << text;
        const auto out = read.get<std::string>();
        EXPECT_EQ(out.substr(0, 4), "a\xEF\xBF\xBD");
        EXPECT_EQ(out.back(), 'b');
    }
}

TEST(JsonText, objects) {
    const Json read = Json::parse(JsonText()
                                      .add("a", 1)
                                      .add("b", "x")
                                      .add("c", true)
                                      .add("d", 0.5)
                                      .addRaw("e", "[1]")
                                      .take());
    EXPECT_EQ(read, (Json{{"a", 1}, {"b", "x"}, {"c", true}, {"d", 0.5}, {"e", {1}}}));
}

}  // namespace
}  // namespace vitrine
