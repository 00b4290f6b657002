// Functions of the C library that are linked in place of the library's own, because those weigh 20 KB: the reader of decimal
// numbers (for the JSON parser), and formatting (for messages of the engine's that nobody reads).
#include <cstdarg>
#include <cstddef>
#include <cstdint>

#include "base/Decimal.h"

namespace {

/// Writes as much as fits, counts all of it.
class Text {
public:
    Text(char* to, size_t size) : mTo(to), mSize(size) {}

    void put(char c) {
        if (mCount + 1 < mSize) mTo[mCount] = c;
        ++mCount;
    }
    void put(const char* text) {
        for (; text && *text; ++text) put(*text);
    }
    void put(uint64_t value, unsigned base) {
        char digits[24];
        int count = 0;
        do {
            digits[count++] = "0123456789abcdef"[value % base];
            value /= base;
        } while (value > 0);
        while (count > 0) put(digits[--count]);
    }
    int finish() {
        if (mSize > 0) mTo[mCount < mSize ? mCount : mSize - 1] = 0;
        return static_cast<int>(mCount);
    }

private:
    char* mTo;
    size_t mSize, mCount = 0;
};

}  // namespace

extern "C" {

double strtod(const char* text, char** end) {
    const char* behind = text;
    const double value = vitrine::parseDecimal(text, &behind);
    if (end) *end = const_cast<char*>(behind);
    return value;
}

// In one object with the above in the library, so all three or none. Nobody calls these.
float strtof(const char* text, char** end) {
    return static_cast<float>(strtod(text, end));
}
long double strtold(const char* text, char** end) {
    return strtod(text, end);
}

/// Strings, characters and whole numbers; of other numbers only that there is one. Widths and precisions are left out.
int vsnprintf(char* to, size_t size, const char* format, va_list arguments) {
    Text text(to, size);
    for (; *format; ++format) {
        if (*format != '%') {
            text.put(*format);
            continue;
        }
        int longs = 0;
        for (++format; *format && (*format < 'A' || *format == 'l' || *format == 'z'); ++format) {
            longs += *format == 'l' ? 1 : 0;
            if (*format == '%') break;
        }
        const bool isWide = longs > 1;
        switch (*format) {
            case 's':
                text.put(va_arg(arguments, const char*));
                break;
            case 'c':
                text.put(static_cast<char>(va_arg(arguments, int)));
                break;
            case 'd':
            case 'i': {
                const int64_t value =
                    isWide ? va_arg(arguments, long long) : va_arg(arguments, int);
                if (value < 0) text.put('-');
                text.put(
                    value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value),
                    10);
                break;
            }
            case 'u':
            case 'x':
            case 'X':
            case 'p':
                text.put(
                    isWide ? va_arg(arguments, unsigned long long) : va_arg(arguments, unsigned),
                    *format == 'u' ? 10 : 16);
                break;
            case '%':
                text.put('%');
                break;
            case 0:
                return text.finish();
            default:
                (void)va_arg(arguments, double);
                text.put('?');
        }
    }
    return text.finish();
}

int snprintf(char* to, size_t size, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const int count = vsnprintf(to, size, format, arguments);
    va_end(arguments);
    return count;
}

}  // extern "C"
