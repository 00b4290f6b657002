// Reads the merchandiser's catalogue (assets/catalogue.json) and completes it with what lies beside it: the manifests of
// packed products, and the sizes of files. Everything is checked here, once, when the shop starts.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/Result.h"
#include "shop/Product.h"

namespace vitrine::shop {

/// The files that the catalogue names, by paths relative to it.
struct AssetFiles {
    std::function<std::optional<std::string>(const std::string& path)> read;
    std::function<std::optional<uint64_t>(const std::string& path)> size;
    std::string baseUrl;  ///< what precedes a path in a URL: "/assets/", or a CDN's address
};

/// Products in the order of the shop, with the stock that the catalogue names; or a sentence with the place at fault.
vitrine::Result<std::vector<Product>, std::string> readCatalogue(const std::string& text,
                                                                 const AssetFiles& files);

}  // namespace vitrine::shop
