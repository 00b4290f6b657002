// Checks every reference within a document and that every range lies in what it refers to.
//
// After this, the readers index without looking. Numbers that only the bytes can tell (vertex
// indices, joint indices, positions) are checked where they are read.
#pragma once

#include "base/Result.h"
#include "gltf/Source.h"

namespace vitrine::gltf {

Status validate(const Source& source);

}  // namespace vitrine::gltf
