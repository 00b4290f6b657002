// A product of the shop's catalogue and what can be bought of it, as docs/api/openapi.yaml describes them. What is read here
// is checked, so that users need no checks of their own: ids refer to what is there, URLs are absolute and http(s), amounts
// are whole and of one currency, texts are short and without control characters. Plain data; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "commerce/Money.h"

namespace vitrine::commerce {

/// A file and its size in bytes.
struct File {
    std::string url;
    int64_t bytes = 0;
};

/// One level of detail of the packed product.
struct ModelLevel {
    File file;
    int64_t triangles = 0;
};

/// At least one of `manifest` and `glb` is there.
struct Model {
    std::optional<File> manifest, glb;
    int64_t bytes = 0;               ///< of everything at full detail
    std::vector<ModelLevel> levels;  ///< coarsest first
};

struct Poster {
    File file;
    std::string type;               ///< "image/webp"
    int64_t width = 0, height = 0;  ///< pixels
};

/// Values of the element's attributes; empty = the element's default.
struct View {
    std::string cameraOrbit, cameraTarget, fieldOfView, environmentImage;
    std::optional<double> exposure, shadowIntensity;
    std::string look;  ///< URL of a look file, see viewer/look/Look.h
};

/// Of the product as sold, millimetres along X, Y and Z.
struct Dimensions {
    int64_t width = 0, height = 0, depth = 0;
};

struct OptionValue {
    std::string id, label;
    std::string swatch;  ///< "#rrggbb", or empty
};

/// Something that the shopper chooses.
struct Option {
    std::string id, label;
    std::vector<OptionValue> values;
};

/// What can be bought: one value for each option.
struct Variant {
    std::string id, label, sku;
    Money price;
    int64_t stock = 0;            ///< units left
    std::string materialVariant;  ///< in KHR_materials_variants; empty = the model's own materials
    std::vector<std::pair<std::string, std::string>>
        values;  ///< option id → value id, in the options' order
};

/// Something worth telling at a place of the model: `position` and `normal`, or `surface`.
struct Hotspot {
    std::string id, label, text;
    std::optional<std::array<double, 3>> position;  ///< metres
    std::array<double, 3> normal{};                 ///< of unit length
    std::string surface;                            ///< the syntax of data-surface
};

struct Product {
    std::string id, name, tagline, description, alt;
    Money price;
    Model model;
    Poster poster;
    View view;
    Dimensions dimensions;
    std::vector<Option> options;
    std::vector<Variant> variants;  ///< never empty
    std::string defaultVariant;     ///< id of one of them
    std::vector<Hotspot> hotspots;
    std::string licence;
};

/// What a grid needs of a product.
struct ProductSummary {
    std::string id, name, tagline, alt;
    Money priceFrom;
    bool available = false;
    Model model;
    Poster poster;
    View view;
};

struct ProductPage {
    std::vector<ProductSummary> items;
    std::string nextCursor;  ///< empty = that was all
};

/// The reader's status tells whether all was well.
Product readProduct(const Node& root);
ProductPage readProductPage(const Node& root);

/// The same members under the same names; what may be absent is null.
std::string toJson(const Product& product);
std::string toJson(const ProductPage& page);

/// Also needed by the cart.
Poster readPoster(const Node& node);
std::string toJson(const Poster& poster);

/// Lengths that the contract gives, in characters.
constexpr size_t kLabel = 200, kText = 4096;

}  // namespace vitrine::commerce
