// Any answer of the shop's API: bytes in, checked JSON out. The one door through which the API's words reach a page.
//
//     Result<std::string> product = readAnswer(AnswerKind::Product, {bytes, size}, "https://shop.example/v1/products/mug");
#pragma once

#include <cstdint>
#include <string>

#include "base/Bytes.h"
#include "base/Result.h"

namespace vitrine::commerce {

/// Numbers are part of the boundary, see wasm/commerce.cpp.
enum class AnswerKind : uint32_t { Product = 0, ProductPage = 1, Cart = 2, Order = 3, Problem = 4 };
constexpr uint32_t kAnswerKinds = 5;

/// Longer answers are refused.
constexpr size_t kMaxAnswer = size_t(4) << 20;

/// `url`: where the answer came from, absolute. Errors, each with `url` and the place in the message: Empty, TooLarge,
/// BadJson, BadCatalogue (JSON, but not what the contract says), BlockedUri. Any thread.
Result<std::string> readAnswer(AnswerKind kind, Bytes body, const std::string& url);

}  // namespace vitrine::commerce
