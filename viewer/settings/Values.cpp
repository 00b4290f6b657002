#include "settings/Values.h"

#include <cmath>
#include <limits>

namespace vitrine::settings {

namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr int kMaxDepth = 8;  // brackets in brackets; anything deeper is no honest setting

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// A value within calc(): a Quantity plus whether it is a plain number, which only may scale others.
struct Operand {
    double absolute = 0;
    double relative = 0;
    bool plain = false;
};

class Reader {
public:
    explicit Reader(std::string_view text) : mText(text) {}

    bool atEnd() const { return mAt >= mText.size(); }
    char peek() const { return atEnd() ? '\0' : mText[mAt]; }
    bool skipSpace() {
        const size_t from = mAt;
        while (!atEnd() && isSpace(peek())) ++mAt;
        return mAt != from;
    }
    bool take(std::string_view word) {
        if (mText.substr(mAt, word.size()) != word) return false;
        mAt += word.size();
        return true;
    }

    // strtod depends on the locale and costs more code than this. Settings have few digits, for
    // which one multiplication by an exact power of ten is correctly rounded.
    bool number(double& out) {
        const size_t from = mAt;
        double sign = 1;
        if (take("-")) {
            sign = -1;
        } else {
            take("+");
        }
        if (take("Infinity")) {
            out = sign * std::numeric_limits<double>::infinity();
            return true;
        }
        double digits = 0;
        int scale = 0;
        bool any = false;
        for (; isDigit(peek()); ++mAt, any = true) digits = digits * 10 + (peek() - '0');
        if (peek() == '.') {
            ++mAt;
            for (; isDigit(peek()); ++mAt, any = true) {
                digits = digits * 10 + (peek() - '0');
                --scale;
            }
        }
        if (!any) {
            mAt = from;
            return false;
        }
        if (peek() == 'e' || peek() == 'E') exponent(scale);
        out = sign * (scale < 0 ? digits / std::pow(10.0, -scale) : digits * std::pow(10.0, scale));
        return !std::isnan(out);
    }

    bool operand(Dimension dimension, Operand& out) {
        double value = 0;
        if (!number(value)) return false;
        const bool any = isLetter(peek()) || peek() == '%';
        if (!any) {
            out = {value, 0, true};
            return true;
        }
        if (take("%")) {
            out = {0, value / 100, false};
            return true;
        }
        if (dimension == Dimension::Angle) {
            if (take("deg")) {
                value *= kPi / 180;
            } else if (!take("rad")) {
                return false;
            }
        } else if (dimension == Dimension::Length) {
            if (take("cm")) {
                value /= 100;
            } else if (take("mm")) {
                value /= 1000;
            } else if (!take("m")) {
                return false;
            }
        } else {
            return false;
        }
        out = {value, 0, false};
        return !isLetter(peek());
    }

    bool sum(Dimension dimension, int depth, Operand& out) {
        if (!product(dimension, depth, out)) return false;
        for (;;) {
            skipSpace();
            const char op = peek();
            if (op != '+' && op != '-') return true;
            ++mAt;
            skipSpace();
            Operand right;
            if (!product(dimension, depth, right)) return false;
            const double sign = op == '+' ? 1 : -1;
            out.absolute += sign * right.absolute;
            out.relative += sign * right.relative;
            out.plain = out.plain && right.plain;
        }
    }

    bool term(Dimension dimension, Quantity& out) {
        if (take("auto")) {
            out = Quantity{};
            return true;
        }
        Operand value;
        if (take("calc(")) {
            if (!bracket(dimension, 0, value)) return false;
        } else if (!operand(dimension, value)) {
            return false;
        }
        out = Quantity::of(value.absolute, value.relative);
        return !std::isnan(value.absolute) && !std::isnan(value.relative);
    }

private:
    void exponent(int& scale) {
        const size_t from = mAt++;
        int sign = 1;
        if (take("-")) {
            sign = -1;
        } else {
            take("+");
        }
        if (!isDigit(peek())) {
            mAt = from;  // not an exponent but a unit that starts with e
            return;
        }
        int value = 0;
        for (; isDigit(peek()); ++mAt) value = value > 9999 ? value : value * 10 + (peek() - '0');
        scale += sign * value;
    }

    bool bracket(Dimension dimension, int depth, Operand& out) {
        if (depth >= kMaxDepth) return false;
        skipSpace();
        if (!sum(dimension, depth + 1, out)) return false;
        skipSpace();
        return take(")");
    }

    bool atom(Dimension dimension, int depth, Operand& out) {
        if (take("calc(") || take("(")) return bracket(dimension, depth, out);
        return operand(dimension, out);
    }

    bool product(Dimension dimension, int depth, Operand& out) {
        if (!atom(dimension, depth, out)) return false;
        for (;;) {
            const size_t from = mAt;
            skipSpace();
            const char op = peek();
            if (op != '*' && op != '/') {
                mAt = from;
                return true;
            }
            ++mAt;
            skipSpace();
            Operand right;
            if (!atom(dimension, depth, right)) return false;
            if (op == '/') {
                if (!right.plain || right.absolute == 0) return false;
                out.absolute /= right.absolute;
                out.relative /= right.absolute;
            } else {
                if (!right.plain && !out.plain) return false;
                const Operand amount = out.plain ? right : out;
                const double factor = out.plain ? out.absolute : right.absolute;
                out.plain = out.plain && right.plain;
                out.absolute = amount.absolute * factor;
                out.relative = amount.relative * factor;
            }
        }
    }

    std::string_view mText;
    size_t mAt = 0;
};

}  // namespace

std::string_view trim(std::string_view text) {
    while (!text.empty() && isSpace(text.front())) text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back())) text.remove_suffix(1);
    return text;
}

bool parseQuantities(std::string_view text, const Dimension* dimensions, int count, Quantity* out) {
    Reader reader(trim(text));
    for (int i = 0; i < count; ++i) {
        out[i] = Quantity{};
        if (i > 0 && !reader.atEnd() && !reader.skipSpace()) return false;
        if (!reader.atEnd() && !reader.term(dimensions[i], out[i])) return false;
    }
    return reader.atEnd();
}

bool parseNumber(std::string_view text, double& out) {
    Reader reader(trim(text));
    return reader.number(out) && reader.atEnd() && std::isfinite(out);
}

}  // namespace vitrine::settings
