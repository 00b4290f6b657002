// Checks the shape of a glTF JSON tree: types, required members, whole numbers that fit.
//
// tinygltf silently skips members of a wrong type and truncates numbers; after this pass it meets
// none.
#pragma once

#include <nlohmann/json.hpp>

#include "base/Result.h"

namespace vitrine::gltf {

/// Fails with BadGltf (or TooLarge) and the path of the member at fault, such as
/// "accessors[3].count". Also tidies the tree: whole numbers written as 3.0 become integers,
/// `extras` and extensions that we do not read are removed (users then never hold more than they
/// need).
Status checkSchema(nlohmann::json& root);

}  // namespace vitrine::gltf
