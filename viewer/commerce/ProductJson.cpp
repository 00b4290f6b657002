// Products as JSON for the page: the contract's names, checked values, absolute URLs, nothing else.
#include "base/JsonText.h"
#include "commerce/Json.h"
#include "commerce/Product.h"

namespace vitrine::commerce {
namespace {

std::string orNull(const std::string& text) {
    return text.empty() ? "null" : JsonText::text(text);
}
std::string orNull(const std::optional<double>& number) {
    return number ? JsonText::number(*number) : "null";
}

JsonText& add(JsonText& json, const File& file) {
    return json.add("url", file.url).add("bytes", file.bytes);
}

std::string orNull(const std::optional<File>& file) {
    JsonText json;
    return file ? add(json, *file).take() : "null";
}

std::string toJson(const ModelLevel& level) {
    JsonText json;
    return add(json, level.file).add("triangles", level.triangles).take();
}

std::string toJson(const Model& model) {
    return JsonText()
        .addRaw("manifest", orNull(model.manifest))
        .addRaw("glb", orNull(model.glb))
        .add("bytes", model.bytes)
        .addRaw("levels", list(model.levels, [](const ModelLevel& level) { return toJson(level); }))
        .take();
}

std::string toJson(const View& view) {
    return JsonText()
        .addRaw("cameraOrbit", orNull(view.cameraOrbit))
        .addRaw("cameraTarget", orNull(view.cameraTarget))
        .addRaw("fieldOfView", orNull(view.fieldOfView))
        .addRaw("environmentImage", orNull(view.environmentImage))
        .addRaw("exposure", orNull(view.exposure))
        .addRaw("shadowIntensity", orNull(view.shadowIntensity))
        .addRaw("look", orNull(view.look))
        .take();
}

std::string toJson(const Dimensions& dimensions) {
    return JsonText()
        .add("width", dimensions.width)
        .add("height", dimensions.height)
        .add("depth", dimensions.depth)
        .add("unit", "mm")
        .take();
}

std::string toJson(const OptionValue& value) {
    return JsonText()
        .add("id", value.id)
        .add("label", value.label)
        .addRaw("swatch", orNull(value.swatch))
        .take();
}

std::string toJson(const Option& option) {
    return JsonText()
        .add("id", option.id)
        .add("label", option.label)
        .addRaw("values",
                list(option.values, [](const OptionValue& value) { return toJson(value); }))
        .take();
}

std::string toJson(const Variant& variant) {
    JsonText values;
    for (const auto& [option, value] : variant.values) values.add(option.c_str(), value);
    return JsonText()
        .add("id", variant.id)
        .add("label", variant.label)
        .add("sku", variant.sku)
        .addRaw("price", toJson(variant.price))
        .add("stock", variant.stock)
        .addRaw("materialVariant", orNull(variant.materialVariant))
        .addRaw("values", values.take())
        .take();
}

std::string toJson(const std::array<double, 3>& v) {
    return list(v, [](double number) { return JsonText::number(number); });
}

std::string toJson(const Hotspot& hotspot) {
    return JsonText()
        .add("id", hotspot.id)
        .add("label", hotspot.label)
        .addRaw("text", orNull(hotspot.text))
        .addRaw("position", hotspot.position ? toJson(*hotspot.position) : "null")
        .addRaw("normal", hotspot.position ? toJson(hotspot.normal) : "null")
        .addRaw("surface", orNull(hotspot.surface))
        .take();
}

std::string toJson(const ProductSummary& item) {
    return JsonText()
        .add("id", item.id)
        .add("name", item.name)
        .addRaw("tagline", orNull(item.tagline))
        .add("alt", item.alt)
        .addRaw("priceFrom", toJson(item.priceFrom))
        .add("available", item.available)
        .addRaw("model", toJson(item.model))
        .addRaw("poster", toJson(item.poster))
        .addRaw("view", toJson(item.view))
        .take();
}

}  // namespace

std::string toJson(const Poster& poster) {
    JsonText json;
    return add(json, poster.file)
        .add("type", poster.type)
        .add("width", poster.width)
        .add("height", poster.height)
        .take();
}

std::string toJson(const Product& product) {
    return JsonText()
        .add("id", product.id)
        .add("name", product.name)
        .addRaw("tagline", orNull(product.tagline))
        .addRaw("description", orNull(product.description))
        .add("alt", product.alt)
        .addRaw("price", toJson(product.price))
        .addRaw("model", toJson(product.model))
        .addRaw("poster", toJson(product.poster))
        .addRaw("view", toJson(product.view))
        .addRaw("dimensions", toJson(product.dimensions))
        .addRaw("options",
                list(product.options, [](const Option& option) { return toJson(option); }))
        .addRaw("variants",
                list(product.variants, [](const Variant& variant) { return toJson(variant); }))
        .add("defaultVariant", product.defaultVariant)
        .addRaw("hotspots",
                list(product.hotspots, [](const Hotspot& hotspot) { return toJson(hotspot); }))
        .addRaw("licence", orNull(product.licence))
        .take();
}

std::string toJson(const ProductPage& page) {
    return JsonText()
        .addRaw("items", list(page.items, [](const ProductSummary& item) { return toJson(item); }))
        .addRaw("nextCursor", orNull(page.nextCursor))
        .take();
}

}  // namespace vitrine::commerce
