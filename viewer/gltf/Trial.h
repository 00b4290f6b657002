// A stand-in for an asset of which only the JSON is there: what drawing the real one will need can be made ready with it.
#pragma once

#include <string>

#include "gltf/Asset.h"
#include "gltf/Source.h"

namespace vitrine::gltf {

/// One triangle about the origin, with the usual vertex attributes, for each of the first materials that triangles are drawn
/// with while `variant` is shown ("" = none). `known`: the asset as far as it is read: materials, textures and images.
Asset trialAsset(const Source& source, const Asset& known, const std::string& variant);

}  // namespace vitrine::gltf
