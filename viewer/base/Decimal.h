// Decimal numbers in text to doubles, without the C library's reader: that one rounds every number of any length to the last
// bit, with 128-bit arithmetic in software that weighs more in wasm than a camera.
#pragma once

namespace vitrine {

/// The number that `text` begins with, in the syntax of JSON (a leading + or point is taken, too); `end` is set behind it, or to
/// `text` when there is none. Exact as the nearest double up to 15 digits and exponents up to ±22, else within 10 units in the
/// last place; too large is infinity, too small 0.
double parseDecimal(const char* text, const char** end);

}  // namespace vitrine
