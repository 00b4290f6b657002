// The container of a .glb.
#pragma once

#include <vector>

#include "Json.h"

namespace vitrine::pack {

std::vector<uint8_t> makeGlb(const Json& json, const std::vector<uint8_t>& bin);

}  // namespace vitrine::pack
