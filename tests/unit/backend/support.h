// A small catalogue, and what tests of the backend keep asking for.
#pragma once

#include <string>
#include <vector>

#include "shop/Product.h"
#include "shop/Seed.h"

namespace vitrine::backend_test {

/// Two products: "pot" with the SKUs POT-A (10.00, 5 left) and POT-B (12.50, 0 left), "cup" with CUP (3.00, 100 left).
std::string catalogueText();
/// Files that it names, in memory.
shop::AssetFiles assetFiles();
std::vector<shop::Product> products();

/// A fresh folder that is removed at the end.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    const std::string& path() const { return mPath; }
    /// Writes a file below it and returns its path.
    std::string write(const std::string& name, const std::string& content) const;

private:
    std::string mPath;
};

}  // namespace vitrine::backend_test
