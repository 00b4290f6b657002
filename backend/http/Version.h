#pragma once

namespace vitrine::http {

constexpr const char* kVersion = "1.0.0";

}  // namespace vitrine::http
