#include "base/Decimal.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

namespace vitrine {
namespace {

double parsed(const std::string& text, size_t* length = nullptr) {
    const char* end = nullptr;
    const double value = parseDecimal(text.c_str(), &end);
    if (length) *length = static_cast<size_t>(end - text.c_str());
    return value;
}

/// Units in the last place between two numbers of the same sign.
double ulps(double a, double b) {
    return std::fabs(a - b) / (std::nextafter(std::fabs(a), INFINITY) - std::fabs(a));
}

TEST(Decimal, whatFilesHold) {
    for (const char* text :
         {"0", "1", "-1", "0.5", "-0.25", "3.14159265", "1e3", "2.5E-3", "1e+22", "123456789012345",
          "0.1", "1e-22", "0.000001", "5126", "9007199254740991", "-0"}) {
        EXPECT_EQ(parsed(text), std::strtod(text, nullptr)) << text;
    }
    EXPECT_TRUE(std::signbit(parsed("-0")));
}

TEST(Decimal, whereNumbersEnd) {
    size_t length = 0;
    EXPECT_EQ(parsed("1.5,2", &length), 1.5);
    EXPECT_EQ(length, 3u);
    EXPECT_EQ(parsed("12e", &length), 12);
    EXPECT_EQ(length, 2u);
    EXPECT_EQ(parsed("7e-x", &length), 7);
    EXPECT_EQ(length, 1u);
    for (const char* none : {"", "-", "x", ".", "-.e5"}) {
        EXPECT_EQ(parsed(none, &length), 0);
        EXPECT_EQ(length, 0u) << none;
    }
}

TEST(Decimal, outOfRange) {
    EXPECT_EQ(parsed("1e400"), INFINITY);
    EXPECT_EQ(parsed("-1e99999999999"), -INFINITY);
    EXPECT_EQ(parsed("1e-400"), 0);
    EXPECT_EQ(parsed("0e99999"), 0);
    EXPECT_EQ(parsed(std::string(5000, '9')), INFINITY);
    EXPECT_EQ(parsed("0." + std::string(5000, '0') + "1"), 0);
    EXPECT_NEAR(parsed(std::string(300, '1')) / std::strtod(std::string(300, '1').c_str(), nullptr),
                1, 1e-14);
}

TEST(Decimal, asGoodAsExact) {
    std::mt19937_64 random(1);
    for (int i = 0; i < 100'000; ++i) {
        char text[64];
        const double value = std::ldexp(static_cast<double>(random() >> 11),
                                        static_cast<int>(random() % 1800) - 900);
        std::snprintf(text, sizeof text, "%.17g", value);
        EXPECT_LE(ulps(value, parsed(text)), 10) << text;
        const auto single = static_cast<float>(
            std::ldexp(static_cast<double>(random() >> 40), static_cast<int>(random() % 60) - 40));
        std::snprintf(text, sizeof text, "%.9g", static_cast<double>(single));
        EXPECT_EQ(static_cast<float>(parsed(text)), single) << text;
    }
}

}  // namespace
}  // namespace vitrine
