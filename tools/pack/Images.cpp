#include "Images.h"

#include <array>

#include "Materials.h"

namespace vitrine::pack {
namespace {

/// The image of a texture: the one that every reader has first, it is the best original.
int64_t imageOf(const Json& texture) {
    const int64_t plain = whole(texture, "source");
    if (plain >= 0) return plain;
    for (const char* name : {"EXT_texture_webp", "EXT_texture_avif", "KHR_texture_basisu"}) {
        const Json* found = extension(texture, name);
        const int64_t source = found ? whole(*found, "source") : -1;
        if (source >= 0) return source;
    }
    return -1;
}

std::string nameOf(const Json& image) {
    std::string name = text(image, "name");
    const std::string uri = text(image, "uri");
    if (!name.empty() || uri.empty() || uri.rfind("data:", 0) == 0) return name;
    const size_t slash = uri.find_last_of('/');
    const std::string file = slash == std::string::npos ? uri : uri.substr(slash + 1);
    return file.substr(0, file.find_last_of('.'));
}

}  // namespace

std::string fileName(const std::string& name, const char* fallback) {
    constexpr size_t kLongest = 40;
    std::string out;
    for (const char c : name) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            out += upper ? static_cast<char>(c - 'A' + 'a') : c;
        } else if (!out.empty() && out.back() != '-') {
            out += '-';
        }
        if (out.size() == kLongest) break;
    }
    while (!out.empty() && out.back() == '-') out.pop_back();
    return out.empty() ? fallback : out;
}

int64_t UsedImages::of(int64_t texture, bool srgb) const {
    const auto found = ofTexture.find({texture, srgb});
    return found == ofTexture.end() ? -1 : static_cast<int64_t>(found->second);
}

std::vector<ImageSource> UsedImages::sources() const {
    std::vector<ImageSource> sources;
    for (const UsedImage& image : images) {
        sources.push_back({{image.encoded.bytes.data(), image.encoded.bytes.size()},
                           image.encoded.mimeType,
                           image.name,
                           image.use});
    }
    return sources;
}

Result<UsedImages> usedImages(const Product& product) {
    UsedImages out;
    std::map<std::pair<int64_t, bool>, size_t> known;
    for (const Json& material : list(product.json, "materials")) {
        for (const TextureInfo& info : texturesOf(material)) {
            const Json* texture = element(product.json, "textures", info.texture);
            const int64_t index = texture ? imageOf(*texture) : -1;
            const Json* image = element(product.json, "images", index);
            if (!image) continue;
            const auto [found, fresh] =
                known.try_emplace({index, info.use.srgb}, out.images.size());
            if (fresh) {
                Result<ImageBytes> encoded = imageBytes(product, index);
                if (!encoded) return std::move(encoded).error();
                out.images.push_back(
                    {index, info.use, fileName(nameOf(*image), "texture"), std::move(*encoded)});
            }
            // A map is encoded as normals only where nothing else reads it.
            ImageUse& use = out.images[found->second].use;
            use.normal = use.normal && info.use.normal;
            use.alpha = use.alpha || info.use.alpha;
            out.ofTexture[{info.texture, info.use.srgb}] = found->second;
        }
    }
    return out;
}

}  // namespace vitrine::pack
