// The compiled materials, which are inside the programme.
#pragma once

#include <string_view>

#include "base/Bytes.h"

namespace vitrine::poster {

/// The package of a material family ("pbr_opaque"); empty when there is none of that name. Static storage.
Bytes package(std::string_view family);

}  // namespace vitrine::poster
