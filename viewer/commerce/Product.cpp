#include "commerce/Product.h"

#include <algorithm>
#include <cmath>

namespace vitrine::commerce {
namespace {

constexpr size_t kTagline = 500, kDescription = 20000, kHotspotText = 2000, kViewValue = 100;
constexpr int64_t kMaxPixels = 65536;

File readFile(const Node& node) {
    node.object();
    return {node["url"].url(), node["bytes"].integer(0, kMaxAmount)};
}

Model readModel(const Node& node) {
    node.object();
    Model model;
    if (node.has("manifest")) model.manifest = readFile(node["manifest"]);
    if (node.has("glb")) model.glb = readFile(node["glb"]);
    if (!model.manifest && !model.glb) node.wrong("a model with a manifest or a glb");
    model.bytes = node["bytes"].integer(0, kMaxAmount);
    const Node levels = node["levels"];
    for (size_t i = 0, n = levels.list(32); i < n; ++i) {
        const Node level = levels.at(i);
        model.levels.push_back({readFile(level), level["triangles"].integer(0, kMaxAmount)});
    }
    return model;
}

View readView(const Node& node) {
    node.object();
    View view;
    view.cameraOrbit = node.optionalText("cameraOrbit", kViewValue);
    view.cameraTarget = node.optionalText("cameraTarget", kViewValue);
    view.fieldOfView = node.optionalText("fieldOfView", kViewValue);
    view.environmentImage = node.optionalText("environmentImage", 2048);
    const bool builtIn = view.environmentImage.empty() || view.environmentImage == "studio" ||
                         view.environmentImage == "neutral";
    if (!builtIn) view.environmentImage = node["environmentImage"].url();
    if (node.has("exposure")) view.exposure = node["exposure"].number(0, 1000);
    if (node.has("shadowIntensity")) view.shadowIntensity = node["shadowIntensity"].number(0, 1);
    view.look = node.optionalUrl("look");
    return view;
}

Dimensions readDimensions(const Node& node) {
    node.object();
    constexpr int64_t kMost = 1'000'000;  // a kilometre
    const Node unit = node["unit"];
    if (unit.text(2) != "mm") unit.wrong("\"mm\"");
    return {node["width"].integer(0, kMost), node["height"].integer(0, kMost),
            node["depth"].integer(0, kMost)};
}

std::string readSwatch(const Node& node) {
    const std::string swatch = node.optionalText("swatch", 7);
    const bool good =
        swatch.empty() || (swatch.size() == 7 && swatch[0] == '#' &&
                           swatch.find_first_not_of("0123456789abcdef", 1) == std::string::npos);
    if (!good) node["swatch"].wrong("a colour such as #2f6f5e");
    return good ? swatch : std::string();
}

template <typename T>
bool hasId(const std::vector<T>& list, const std::string& id) {
    return std::any_of(list.begin(), list.end(), [&](const T& each) { return each.id == id; });
}

Option readOption(const Node& node) {
    node.object();
    Option option;
    option.id = node["id"].id();
    option.label = node["label"].text(kLabel);
    const Node values = node["values"];
    for (size_t i = 0, n = values.list(64); i < n; ++i) {
        const Node value = values.at(i);
        OptionValue read{value["id"].id(), value["label"].text(kLabel), readSwatch(value)};
        if (hasId(option.values, read.id)) value["id"].wrong("an id of its own");
        option.values.push_back(std::move(read));
    }
    if (option.values.empty()) values.wrong("a list of 1 to 64 entries");
    return option;
}

Variant readVariant(const Node& node, const std::vector<Option>& options) {
    node.object();
    Variant variant;
    variant.id = node["id"].id();
    variant.label = node["label"].text(kLabel);
    variant.sku = node["sku"].sku();
    variant.price = readMoney(node["price"]);
    variant.stock = node["stock"].integer(0, kMaxAmount);
    variant.materialVariant = node.optionalText("materialVariant", kLabel);
    const Node values = node["values"];
    values.object();
    for (const Option& option : options) {
        const Node value = values[option.id.c_str()];
        const std::string id = value.id();
        if (!hasId(option.values, id)) value.wrong("a value of the option '" + option.id + "'");
        variant.values.emplace_back(option.id, id);
    }
    return variant;
}

std::array<double, 3> readVector(const Node& node, double most) {
    std::array<double, 3> v{};
    if (node.list(3) != v.size()) node.wrong("three numbers");
    for (size_t i = 0; i < v.size(); ++i) v[i] = node.at(i).number(-most, most);
    return v;
}

Hotspot readHotspot(const Node& node) {
    node.object();
    Hotspot hotspot;
    hotspot.id = node["id"].id();
    hotspot.label = node["label"].text(kLabel);
    hotspot.text = node.optionalText("text", kHotspotText, true);
    hotspot.surface = node.optionalText("surface", kLabel);
    if (node.has("position")) {
        hotspot.position = readVector(node["position"], 1e6);
        const Node normal = node["normal"];
        const auto& n = hotspot.normal = readVector(normal, 2);
        const double length = std::sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);
        if (std::abs(length - 1) > 0.02) normal.wrong("of unit length");
    }
    if (hotspot.position.has_value() == !hotspot.surface.empty())
        node.wrong("a hotspot with either a position or a surface");
    return hotspot;
}

}  // namespace

Poster readPoster(const Node& node) {
    Poster poster;
    poster.file = readFile(node);
    const Node type = node["type"];
    poster.type = type.text(64);
    if (poster.type.compare(0, 6, "image/") != 0) type.wrong("the type of an image");
    poster.width = node["width"].integer(1, kMaxPixels);
    poster.height = node["height"].integer(1, kMaxPixels);
    return poster;
}

Product readProduct(const Node& root) {
    root.object();
    Product product;
    product.id = root["id"].id();
    product.name = root["name"].text(kLabel);
    product.tagline = root.optionalText("tagline", kTagline);
    product.description = root.optionalText("description", kDescription, true);
    product.alt = root["alt"].text(kText, true);
    product.price = readMoney(root["price"]);
    product.model = readModel(root["model"]);
    product.poster = readPoster(root["poster"]);
    product.view = readView(root["view"]);
    product.dimensions = readDimensions(root["dimensions"]);
    const Node options = root["options"];
    for (size_t i = 0, n = options.list(16); i < n; ++i) {
        Option option = readOption(options.at(i));
        if (hasId(product.options, option.id)) options.at(i)["id"].wrong("an id of its own");
        product.options.push_back(std::move(option));
    }
    const Node variants = root["variants"];
    for (size_t i = 0, n = variants.list(500); i < n; ++i) {
        const Node node = variants.at(i);
        Variant variant = readVariant(node, product.options);
        if (hasId(product.variants, variant.id)) node["id"].wrong("an id of its own");
        if (variant.price.currency != product.price.currency)
            node["price"]["currency"].wrong("the product's currency");
        product.variants.push_back(std::move(variant));
    }
    if (product.variants.empty()) variants.wrong("a list of 1 to 500 entries");
    const Node first = root["defaultVariant"];
    product.defaultVariant = first.id();
    if (!hasId(product.variants, product.defaultVariant)) first.wrong("the id of a variant");
    const Node hotspots = root["hotspots"];
    for (size_t i = 0, n = hotspots.list(100); i < n; ++i) {
        Hotspot hotspot = readHotspot(hotspots.at(i));
        if (hasId(product.hotspots, hotspot.id)) hotspots.at(i)["id"].wrong("an id of its own");
        product.hotspots.push_back(std::move(hotspot));
    }
    product.licence = root.optionalText("licence", kLabel);
    return product;
}

ProductPage readProductPage(const Node& root) {
    root.object();
    ProductPage page;
    const Node items = root["items"];
    for (size_t i = 0, n = items.list(100); i < n; ++i) {
        const Node node = items.at(i);
        node.object();
        ProductSummary item;
        item.id = node["id"].id();
        item.name = node["name"].text(kLabel);
        item.tagline = node.optionalText("tagline", kTagline);
        item.alt = node["alt"].text(kText, true);
        item.priceFrom = readMoney(node["priceFrom"]);
        item.available = node["available"].boolean();
        item.model = readModel(node["model"]);
        item.poster = readPoster(node["poster"]);
        item.view = readView(node["view"]);
        page.items.push_back(std::move(item));
    }
    page.nextCursor = root.optionalText("nextCursor", 256);
    return page;
}

}  // namespace vitrine::commerce
