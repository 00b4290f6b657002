// The names that EXT_meshopt_compression gives its modes and filters. Pure; any thread.
#pragma once

#include <string_view>

#include "decode/Meshopt.h"

namespace vitrine::decode {

/// False for a name that the extension doesn't have; `mode` then stays as it is.
inline bool meshoptMode(std::string_view name, MeshoptMode& mode) {
    if (name == "ATTRIBUTES") return mode = MeshoptMode::Attributes, true;
    if (name == "TRIANGLES") return mode = MeshoptMode::Triangles, true;
    if (name == "INDICES") return mode = MeshoptMode::Indices, true;
    return false;
}

/// False for a name that the extension doesn't have; `filter` then stays as it is.
inline bool meshoptFilter(std::string_view name, MeshoptFilter& filter) {
    if (name == "NONE") return filter = MeshoptFilter::None, true;
    if (name == "OCTAHEDRAL") return filter = MeshoptFilter::Octahedral, true;
    if (name == "QUATERNION") return filter = MeshoptFilter::Quaternion, true;
    if (name == "EXPONENTIAL") return filter = MeshoptFilter::Exponential, true;
    return false;
}

}  // namespace vitrine::decode
