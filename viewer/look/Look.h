// A look file: how a merchandiser wants a product to be shown. Made by the inspector ("Save look") or by hand, taken by the
// element (`look="….json"`), carried by the catalogue.
//
//     {
//       "look": 1,
//       "attributes": {"exposure": "1.2", "environment-image": "neutral", "camera-orbit": "30deg 75deg 105%"},
//       "materials": {"Leather": {"roughnessFactor": 0.6, "baseColorFactor": [0.2, 0.1, 0.05, 1]}}
//     }
//
// Attributes are those of <product-viewer> that decide about the picture (see Look.cpp), with the values that they have
// there; an attribute of the element itself wins over the look's. Materials are named as in the glTF file, and their factors
// too (see MaterialFactors.h). Plain data; any thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/Bytes.h"
#include "base/Result.h"
#include "gltf/Asset.h"
#include "look/MaterialFactors.h"

namespace vitrine::look {

/// Name and value, each name once; without a value nothing is said.
using Attributes = std::vector<std::pair<std::string, std::optional<std::string>>>;
/// nullptr: nothing is said.
const std::string* find(const Attributes& attributes, std::string_view name);
void put(Attributes& attributes, std::string_view name, std::optional<std::string_view> value);

struct TunedFactor {
    std::string material;
    const Factor* factor;
    std::array<float, 4> numbers;  ///< the first factor->count of them
};

struct Look {
    Attributes attributes;
    std::vector<TunedFactor> factors;

    bool empty() const { return attributes.empty() && factors.empty(); }
};

/// Error: BadLook, naming the place in the file and what is expected there. Unknown names are errors too: a look that is
/// silently not what was tuned would be worse. `url`: of the file itself. Images that the look names are absolute URLs, or lie
/// in the file's folder or below.
Result<Look> readLook(Bytes json, const std::string& url);

/// As readLook() takes it; indented, for people and version control.
std::string writeLook(const Look& look);

}  // namespace vitrine::look
