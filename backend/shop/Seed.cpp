#include "shop/Seed.h"

#include <cmath>
#include <map>
#include <set>

#include "shop/Fields.h"

namespace vitrine::shop {

namespace {

constexpr int64_t kDearest =
    1000000000000;  // 99 × 100 of it still is a number that JavaScript can count
constexpr int64_t kMostStock = 1000000000;

bool isPath(std::string_view path) {
    return !path.empty() && path[0] != '/' && path.find("..") == std::string_view::npos &&
           isLine(path);
}

bool isColour(std::string_view text) {
    return text.size() == 7 && text[0] == '#' &&
           text.find_first_not_of("0123456789abcdef", 1) == std::string_view::npos;
}

std::string imageType(const std::string& path) {
    const std::string ending = path.substr(path.rfind('.') + 1);
    return ending == "jpg" ? "image/jpeg" : "image/" + ending;
}

Json orNull(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

/// One product on its way from the catalogue to the API.
class Entry {
public:
    Entry(const Json& json, size_t index, const AssetFiles& files, std::vector<FieldError>& errors)
        : mFiles(files), mErrors(errors), mFields(json, "/" + std::to_string(index), errors) {}

    Json document() {
        Json out = Json::object();
        out["id"] = mFields.text("id", isId, "an id");
        out["name"] = mFields.text("name", 1, 200, isLine, "a name");
        out["tagline"] = orNull(mFields.optionalText("tagline", 500, nullptr, "a text"));
        out["description"] = orNull(mFields.optionalText("description", 20000, nullptr, "a text"));
        out["alt"] = mFields.text("alt", 1, 4096, nullptr, "a text");
        out["licence"] = orNull(mFields.optionalText("licence", 200, isLine, "a licence"));
        mCurrency = mFields.text("currency", isCurrency, "a currency (ISO 4217)");
        readModel(out);
        readPoster(out);
        out["view"] = view();
        out["options"] = options();
        readVariants(out);
        out["hotspots"] = hotspots();
        return out;
    }

    /// In the order of the variants.
    const std::vector<int64_t>& stock() const { return mStock; }

private:
    std::string url(const std::string& path) const { return mFiles.baseUrl + path; }

    uint64_t sizeOf(const char* name, const std::string& path) {
        const std::optional<uint64_t> size = mFiles.size(path);
        if (!size) mFields.wrong(name, "names " + path + ", and there is no such file");
        return size.value_or(0);
    }

    void readModel(Json& out) {
        Json model = {{"manifest", nullptr}, {"glb", nullptr}, {"levels", Json::array()}};
        uint64_t whole = 0;
        const std::string glb = mFields.optionalText("glb", 1000, isPath, "a path");
        if (!glb.empty()) {
            whole = sizeOf("glb", glb);
            model["glb"] = {{"url", url(glb)}, {"bytes", whole}};
        }
        const std::string path = mFields.text("model", isPath, "the path of a manifest.json");
        const std::optional<std::string> text = path.empty() ? std::nullopt : mFiles.read(path);
        const std::optional<Json> manifest = text ? parseJson(*text) : std::nullopt;
        if (!path.empty() && !text) {
            mFields.wrong("model", "names " + path + ", and there is no such file");
        } else if (!path.empty() && !manifest) {
            mFields.wrong("model", "names " + path + ", and that is no JSON");
        }
        if (manifest) {
            std::vector<FieldError> faults;
            readManifest(*manifest, path, model, out, faults);
            for (const FieldError& fault : faults)
                mFields.wrong("model",
                              "names " + path + ", where " + fault.pointer + " " + fault.detail);
            model["manifest"] = {{"url", url(path)}, {"bytes", text->size()}};
        }
        out["model"] = std::move(model);
    }

    void readManifest(const Json& manifest, const std::string& path, Json& model, Json& out,
                      std::vector<FieldError>& faults) {
        const std::string folder = path.substr(0, path.rfind('/') + 1);
        Fields fields(manifest, "", faults);
        model["bytes"] = fields.integer("bytes", 0, INT64_MAX);
        if (const Json* levels = fields.list("levels", 1, 64)) {
            for (size_t i = 0; i < levels->size(); ++i) {
                Fields level((*levels)[i], "/levels/" + std::to_string(i), faults);
                const std::string file = level.text("file", isPath, "a file name");
                model["levels"].push_back(
                    {{"url", url(folder + file)},
                     {"bytes", level.integer("bytes", 0, INT64_MAX)},
                     {"triangles", level.integer("triangles", 0, INT64_MAX)}});
            }
        }
        Json size = {{"unit", "mm"}};
        const Json* sides = fields.list("dimensions", 3, 3);
        for (size_t i = 0; sides && i < 3; ++i) {
            const double metres = (*sides)[i].is_number() ? (*sides)[i].get<double>() : 0;
            const bool real = metres >= 0 && metres < 1e6;
            const char* const names[] = {"width", "height", "depth"};
            size[names[i]] = real ? std::llround(metres * 1000) : 0;
        }
        if (mFields.has("dimensions")) size = soldSize();
        out["dimensions"] = std::move(size);
        if (const Json* variants = member(manifest, "variants")) {
            for (const Json& each : *variants)
                if (each.is_string()) mMaterialVariants.insert(each.get<std::string>());
        }
    }

    /// Where the product as sold is not the model as shown: {"width", "height", "depth"} in millimetres.
    Json soldSize() {
        Json size = {{"unit", "mm"}};
        if (const Json* given = mFields.object("dimensions")) {
            Fields fields(*given, mFields.pointerTo("dimensions"), mErrors);
            for (const char* name : {"width", "height", "depth"})
                size[name] = fields.integer(name, 0, 1000000000);
        }
        return size;
    }

    void readPoster(Json& out) {
        const std::string path = mFields.text("poster", isPath, "the path of an image");
        Json poster = {{"url", url(path)},
                       {"bytes", path.empty() ? 0 : sizeOf("poster", path)},
                       {"type", imageType(path)},
                       {"width", 0},
                       {"height", 0}};
        if (const Json* size = mFields.list("posterSize", 2, 2)) {
            int64_t side = 0;
            for (size_t i = 0; i < 2; ++i) {
                if (!wholeNumber((*size)[i], side) || side < 1)
                    mFields.wrong("posterSize", "has to be two numbers of pixels");
                poster[i == 0 ? "width" : "height"] = side;
            }
        }
        out["poster"] = std::move(poster);
    }

    Json view() {
        Json view = Json::object();
        const std::pair<const char*, const char*> texts[] = {{"orbit", "cameraOrbit"},
                                                             {"target", "cameraTarget"},
                                                             {"fieldOfView", "fieldOfView"},
                                                             {"environment", "environmentImage"}};
        for (const auto& [from, to] : texts)
            view[to] = orNull(mFields.optionalText(from, 2048, isLine, "a text"));
        view["exposure"] =
            mFields.has("exposure") ? Json(mFields.number("exposure", 0, 1000)) : Json();
        view["shadowIntensity"] =
            mFields.has("shadowIntensity") ? Json(mFields.number("shadowIntensity", 0, 1)) : Json();
        view["look"] = look();
        return view;
    }

    /// What the inspector saved; the viewer reads it, so here it only has to be one.
    Json look() {
        const std::string path = mFields.optionalText("look", 1000, isPath, "a path");
        if (path.empty()) return {};
        const std::optional<std::string> text = mFiles.read(path);
        const std::optional<Json> file = text ? parseJson(*text) : std::nullopt;
        const Json* version = file ? member(*file, "look") : nullptr;
        if (!text) {
            mFields.wrong("look", "names " + path + ", and there is no such file");
        } else if (!version || *version != 1) {
            mFields.wrong("look", "names " + path + R"(, and that is no look file with "look": 1)");
        }
        return url(path);
    }

    Json options() {
        Json out = Json::array();
        if (!mFields.has("options")) return out;
        const Json* options = mFields.list("options", 0, 16);
        for (size_t i = 0; options && i < options->size(); ++i) {
            const std::string at = mFields.pointerTo("options") + "/" + std::to_string(i);
            Fields option((*options)[i], at, mErrors);
            Json made = {{"id", option.text("id", isId, "an id")},
                         {"label", option.text("label", 1, 200, isLine, "a label")},
                         {"values", Json::array()}};
            std::set<std::string>& known = mValues[made["id"].get<std::string>()];
            const Json* values = option.list("values", 1, 64);
            for (size_t k = 0; values && k < values->size(); ++k) {
                Fields value((*values)[k], at + "/values/" + std::to_string(k), mErrors);
                const std::string id = value.text("id", isId, "an id");
                if (!known.insert(id).second) value.wrong("id", "is there twice: " + id);
                made["values"].push_back(
                    {{"id", id},
                     {"label", value.text("label", 1, 200, isLine, "a label")},
                     {"swatch",
                      orNull(value.optionalText("swatch", 7, isColour, "a colour, #rrggbb"))}});
            }
            out.push_back(std::move(made));
        }
        return out;
    }

    void readVariants(Json& out) {
        Json made = Json::array();
        const Json* variants = mFields.list("variants", 1, 500);
        std::set<std::string> ids;
        for (size_t i = 0; variants && i < variants->size(); ++i) {
            const Json& json = (*variants)[i];
            const std::string at = mFields.pointerTo("variants") + "/" + std::to_string(i);
            Fields variant(json, at, mErrors);
            const std::string id = variant.text("id", isId, "an id");
            if (!ids.insert(id).second) variant.wrong("id", "is there twice: " + id);
            const std::string material =
                variant.optionalText("materialVariant", 200, isLine, "a name");
            // A model without any variants was packed before it had some: it is sold as it is.
            if (!material.empty() && !mMaterialVariants.empty() &&
                mMaterialVariants.count(material) == 0)
                variant.wrong("materialVariant", "is no variant of the model: " + material);
            made.push_back({{"id", id},
                            {"label", variant.text("label", 1, 200, isLine, "a label")},
                            {"sku", variant.text("sku", isSku, "a SKU of A–Z, 0–9 and -")},
                            {"price", toJson({variant.integer("price", 0, kDearest), mCurrency})},
                            {"materialVariant", orNull(material)},
                            {"values", chosen(json, variant)}});
            mStock.push_back(variant.integer("stock", 0, kMostStock));
        }
        const std::string first = made.empty() ? "" : textOf(made[0], "id");
        const std::string chosen = mFields.optionalText("defaultVariant", 64, isId, "an id");
        if (!chosen.empty() && ids.count(chosen) == 0)
            mFields.wrong("defaultVariant", "is none of the variants");
        out["defaultVariant"] = chosen.empty() ? first : chosen;
        for (const Json& each : made)
            if (each["id"] == out["defaultVariant"]) out["price"] = each["price"];
        out["variants"] = std::move(made);
    }

    Json chosen(const Json& variant, Fields& fields) {
        Json out = Json::object();
        const Json* values = member(variant, "values");
        for (const auto& [option, known] : mValues) {
            const std::string value = values ? textOf(*values, option.c_str()) : "";
            if (known.count(value) == 0)
                fields.wrong("values", "lacks a value of the option " + option);
            out[option] = value;
        }
        return out;
    }

    Json hotspots() {
        Json out = Json::array();
        if (!mFields.has("hotspots")) return out;
        const Json* hotspots = mFields.list("hotspots", 0, 100);
        for (size_t i = 0; hotspots && i < hotspots->size(); ++i) {
            Fields spot((*hotspots)[i], mFields.pointerTo("hotspots") + "/" + std::to_string(i),
                        mErrors);
            Json made = {{"id", spot.text("id", isId, "an id")},
                         {"label", spot.text("label", 1, 200, isLine, "a label")},
                         {"text", orNull(spot.optionalText("text", 2000, nullptr, "a text"))},
                         {"surface", orNull(spot.optionalText("surface", 200, isLine, "a text"))},
                         {"position", nullptr},
                         {"normal", nullptr}};
            if (made["surface"].is_null()) {
                made["position"] = vector(spot, "position", false);
                made["normal"] = vector(spot, "normal", true);
            }
            out.push_back(std::move(made));
        }
        return out;
    }

    static Json vector(Fields& fields, const char* name, bool unit) {
        const Json* list = fields.list(name, 3, 3);
        double squares = 0;
        for (size_t i = 0; list && i < 3; ++i) {
            const double value = (*list)[i].is_number() ? (*list)[i].get<double>() : NAN;
            squares += value * value;
        }
        if (list && !std::isfinite(squares)) fields.wrong(name, "has to be three numbers");
        if (list && unit && !(std::abs(squares - 1) < 0.02))
            fields.wrong(name, "has to be of length 1");
        return list ? *list : Json();
    }

    const AssetFiles& mFiles;
    std::vector<FieldError>& mErrors;
    Fields mFields;
    std::string mCurrency;
    std::set<std::string> mMaterialVariants;
    std::map<std::string, std::set<std::string>> mValues;  // option → values
    std::vector<int64_t> mStock;
};

}  // namespace

vitrine::Result<std::vector<Product>, std::string> readCatalogue(const std::string& text,
                                                                 const AssetFiles& files) {
    const std::optional<Json> json = parseJson(text);
    if (!json || !json->is_array()) return std::string("it is no JSON list");
    std::vector<Product> products;
    std::vector<FieldError> errors;
    std::set<std::string> ids, skus;
    for (size_t i = 0; i < json->size(); ++i) {
        Entry entry((*json)[i], i, files, errors);
        Json document = entry.document();
        Product product = productOf(std::move(document), static_cast<int64_t>(i) + 1);
        const auto twice = [&](const std::string& what) {
            errors.push_back({"/" + std::to_string(i), "has what another product has: " + what});
        };
        if (!ids.insert(product.id).second) twice(product.id);
        for (size_t k = 0; k < product.variants.size(); ++k) {
            product.variants[k].stock = entry.stock()[k];
            if (!skus.insert(product.variants[k].sku).second) twice(product.variants[k].sku);
        }
        products.push_back(std::move(product));
    }
    if (errors.empty()) return products;
    std::string told;
    for (const FieldError& error : errors) told += "\n  " + error.pointer + " " + error.detail;
    return told;
}

}  // namespace vitrine::shop
