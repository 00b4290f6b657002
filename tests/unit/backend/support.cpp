#include "support.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace vitrine::backend_test {

namespace {

const char* const kManifest = R"({"vitrine": 1, "bytes": 5000, "dimensions": [0.1, 0.25, 0.0504],
    "variants": ["Green", "Blue"],
    "levels": [{"file": "level0.0123456789.glb", "bytes": 1000, "triangles": 10},
               {"file": "level1.0123456789.glb", "bytes": 3000, "triangles": 99}]})";

}  // namespace

std::string catalogueText() {
    return R"([
      {"id": "pot", "name": "Pot", "description": "Holds tea.", "alt": "A pot", "currency": "EUR",
       "model": "pot/manifest.json", "glb": "pot.glb", "poster": "pot.webp", "posterSize": [800, 600],
       "orbit": "22deg 72deg 105%", "look": "pot.look.json", "licence": "CC0-1.0",
       "options": [{"id": "glaze", "label": "Glaze", "values": [
          {"id": "green", "label": "Green", "swatch": "#00ff00"}, {"id": "blue", "label": "Blue"}]}],
       "variants": [
          {"id": "green", "label": "Green", "sku": "POT-A", "price": 1000, "stock": 5,
           "materialVariant": "Green", "values": {"glaze": "green"}},
          {"id": "blue", "label": "Blue", "sku": "POT-B", "price": 1250, "stock": 0,
           "materialVariant": "Blue", "values": {"glaze": "blue"}}],
       "hotspots": [{"id": "lid", "label": "Lid", "text": "Fits.", "position": [0, 0.2, 0], "normal": [0, 1, 0]}]},
      {"id": "cup", "name": "Cup", "alt": "A cup", "currency": "EUR", "model": "pot/manifest.json",
       "poster": "pot.webp", "posterSize": [800, 600],
       "variants": [{"id": "cup", "label": "Cup", "sku": "CUP", "price": 300, "stock": 100}]}
    ])";
}

shop::AssetFiles assetFiles() {
    return {[](const std::string& path) {
                if (path == "pot.look.json") return std::optional<std::string>(R"({"look": 1})");
                return path == "pot/manifest.json" ? std::optional<std::string>(kManifest)
                                                   : std::nullopt;
            },
            [](const std::string& path) {
                return path == "pot.webp" || path == "pot.glb" ? std::optional<uint64_t>(4321)
                                                               : std::nullopt;
            },
            "/assets/"};
}

std::vector<shop::Product> products() {
    auto products = shop::readCatalogue(catalogueText(), assetFiles());
    if (!products) {
        std::fprintf(stderr, "%s\n", products.error().c_str());
        std::abort();
    }
    return std::move(*products);
}

Folder::Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "vitrine-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) std::abort();
    mPath = pattern;
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(mPath, ignored);
}

std::string Folder::write(const std::string& name, const std::string& content) const {
    const std::filesystem::path path = std::filesystem::path(mPath) / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
}

}  // namespace vitrine::backend_test
