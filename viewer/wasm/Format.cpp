// snprintf and vsnprintf for the core: musl's without floating-point numbers, which are most of its weight (2 KB on the wire).
// Filament's error texts and log lines and the JSON library's error texts format whole numbers, strings and pointers only.
// Linked by -Wl,--wrap, so that their code stays as it is.
#include <cstdarg>
#include <cstddef>

extern "C" {
// Of musl in Emscripten, which declares it nowhere.
int vsniprintf(char* out, size_t size, const char* format, va_list values);

int __wrap_vsnprintf(char* out, size_t size, const char* format, va_list values);
int __wrap_snprintf(char* out, size_t size, const char* format, ...);
}

int __wrap_vsnprintf(char* out, size_t size, const char* format, va_list values) {
    return vsniprintf(out, size, format, values);
}

int __wrap_snprintf(char* out, size_t size, const char* format, ...) {
    va_list values;
    va_start(values, format);
    const int length = vsniprintf(out, size, format, values);
    va_end(values);
    return length;
}
