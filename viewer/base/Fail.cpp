#include "base/Fail.h"

namespace vitrine {

void Part::appendTo(std::string& out) const {
    if (mText) {
        if (mSized) {
            out.append(mText, mSize);
        } else {
            out.append(mText);
        }
        return;
    }
    char digits[24];
    char* end = digits + sizeof(digits);
    char* at = end;
    unsigned long long n = mNumber;
    do {
        *--at = static_cast<char>('0' + n % 10);
        n /= 10;
    } while (n);
    if (mNegative) *--at = '-';
    out.append(at, static_cast<size_t>(end - at));
}

std::string concat(std::initializer_list<Part> parts) {
    std::string out;
    for (const Part& part : parts) part.appendTo(out);
    return out;
}

Error fail(ErrorCode code, std::initializer_list<Part> parts) {
    Error error;
    error.code = code;
    error.message = concat(parts);
    return error;
}

}  // namespace vitrine
