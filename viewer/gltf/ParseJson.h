// The one JSON parser of the core. (Every kind of input that the library is given anew costs kilobytes of code.)
#pragma once

#include <nlohmann/json.hpp>

#include "base/Bytes.h"

namespace vitrine::gltf {

/// False when the text is no JSON; `root` is then not to be used.
bool parseJson(Bytes text, nlohmann::json& root);

}  // namespace vitrine::gltf
