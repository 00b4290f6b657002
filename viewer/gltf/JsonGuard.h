// Looks over JSON text before a parser builds a tree of it.
//
// One linear pass without memory: a hundred megabytes of '[' or of "0," must cost time only, and
// the parser's users may recurse over what it made.
#pragma once

#include "base/Bytes.h"
#include "base/Result.h"

namespace vitrine::gltf {

/// Fails with BadJson when the text nests deeper than kMaxJsonDepth or holds more than
/// kMaxJsonValues.
Status guardJson(Bytes text);

}  // namespace vitrine::gltf
