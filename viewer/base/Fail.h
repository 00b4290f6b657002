// Builds Errors whose messages quote numbers, without iostreams or printf (both weigh in wasm).
//
//     return fail(ErrorCode::BadGltf, {"accessor ", i, " has no bufferView ", view});
#pragma once

#include <initializer_list>
#include <string>

#include "base/Error.h"

namespace vitrine {

/// One part of a message: text or a whole number. Refers to the text; lives for one call.
class Part {
public:
    Part(const char* text) : mText(text) {}
    Part(const std::string& text) : mText(text.c_str()), mSize(text.size()), mSized(true) {}
    Part(int value) : Part(static_cast<long long>(value)) {}
    Part(unsigned value) : Part(static_cast<unsigned long long>(value)) {}
    Part(long value) : Part(static_cast<long long>(value)) {}
    Part(unsigned long value) : Part(static_cast<unsigned long long>(value)) {}
    Part(long long value) : mNegative(value < 0), mNumber(value < 0 ? 0ull - value : value) {}
    Part(unsigned long long value) : mNumber(value) {}

    void appendTo(std::string& out) const;

private:
    const char* mText = nullptr;
    size_t mSize = 0;
    bool mSized = false;
    bool mNegative = false;
    unsigned long long mNumber = 0;
};

std::string concat(std::initializer_list<Part> parts);
Error fail(ErrorCode code, std::initializer_list<Part> parts);

}  // namespace vitrine
