#include "base/Decimal.h"

#include <cstdint>

namespace vitrine {
namespace {

constexpr double kPowers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                              1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                              1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr int kLargestPower = 22;
// More digits than a double tells apart; the rest only counts as places.
constexpr uint64_t kEnough = 100'000'000'000'000'000u;
// Beyond it every mantissa is infinity or 0; also keeps the sum from overflowing.
constexpr int kLargestExponent = 400;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

double scaled(double value, int exponent) {
    const bool isLarge = exponent > 0;
    int left = isLarge ? exponent : -exponent;
    if (left > kLargestExponent) left = kLargestExponent;
    for (; left > 0; left -= kLargestPower) {
        const double power = kPowers[left < kLargestPower ? left : kLargestPower];
        value = isLarge ? value * power : value / power;
    }
    return value;
}

}  // namespace

double parseDecimal(const char* text, const char** end) {
    const char* at = text;
    const bool isNegative = *at == '-';
    if (*at == '-' || *at == '+') ++at;
    uint64_t mantissa = 0;
    int exponent = 0;
    bool any = false, isFraction = false;
    for (;; ++at) {
        if (*at == '.' && !isFraction) {
            isFraction = true;
            continue;
        }
        if (!isDigit(*at)) break;
        any = true;
        if (mantissa < kEnough) {
            mantissa = mantissa * 10 + static_cast<uint64_t>(*at - '0');
            exponent -= isFraction ? 1 : 0;
        } else if (!isFraction && exponent < kLargestExponent) {
            ++exponent;
        }
    }
    *end = any ? at : text;
    if (!any) return 0;
    if (*at == 'e' || *at == 'E') {
        const char* digits = at + 1;
        const bool isSmall = *digits == '-';
        if (*digits == '-' || *digits == '+') ++digits;
        if (isDigit(*digits)) {
            int given = 0;
            for (; isDigit(*digits); ++digits) {
                if (given < 100'000) given = given * 10 + (*digits - '0');
            }
            exponent += isSmall ? -given : given;
            *end = digits;
        }
    }
    const double value = mantissa == 0 ? 0 : scaled(static_cast<double>(mantissa), exponent);
    return isNegative ? -value : value;
}

}  // namespace vitrine
