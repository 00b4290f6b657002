// What the C library computes with tables or with 128 bits, and every browser can anyway: 11 KB on the wire. Linked by -Wl,--wrap.
// The camera, settings and a model's JSON use it, no loop over pixels or vertices.
#include <emscripten.h>
#include <emscripten/em_math.h>

#include <cstring>

EM_JS(double, vt_number, (const char* text), { return Number(UTF8ToString(text)); });

extern "C" {

/// The one caller is the JSON library's lexer, with a text that is a number by JSON's grammar from its first character to its last;
/// JavaScript reads such a text as the nearest double, too (ECMA-262, 7.1.4.1).
double __wrap_strtod(const char* text, char** end) {
    *end = const_cast<char*>(text) + std::strlen(text);
    return vt_number(text);
}

double __wrap_sin(double x) {
    return emscripten_math_sin(x);
}
double __wrap_cos(double x) {
    return emscripten_math_cos(x);
}
double __wrap_tan(double x) {
    return emscripten_math_tan(x);
}
double __wrap_atan(double x) {
    return emscripten_math_atan(x);
}
double __wrap_atan2(double y, double x) {
    return emscripten_math_atan2(y, x);
}
double __wrap_exp(double x) {
    return emscripten_math_exp(x);
}
double __wrap_log(double x) {
    return emscripten_math_log(x);
}
float __wrap_sinf(float x) {
    return static_cast<float>(emscripten_math_sin(x));
}
float __wrap_cosf(float x) {
    return static_cast<float>(emscripten_math_cos(x));
}
}
