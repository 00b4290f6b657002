// What a decoder module does; exports.cpp does the rest.
#pragma once

#include <cstdint>

#include "base/Bytes.h"
#include "base/RawBytes.h"
#include "base/Result.h"

namespace vitrine::decode {

/// The words of a job, see exports.h.
struct Parameters {
    const int32_t* words = nullptr;
    uint32_t count = 0;

    /// 0 where there is none.
    uint32_t at(uint32_t i) const { return i < count ? static_cast<uint32_t>(words[i]) : 0; }
};

/// One job. Each module defines its own.
Result<RawBytes> run(const Parameters& parameters, Bytes bytes);

}  // namespace vitrine::decode
