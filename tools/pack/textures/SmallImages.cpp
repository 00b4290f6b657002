// The images of level 0: a few kilobytes of WebP each, which every browser decodes by itself.
#include <optional>

#include "DecodeImage.h"
#include "Fit.h"
#include "Parallel.h"
#include "Webp.h"

namespace vitrine::pack {
namespace {

Result<SmallImage> makeSmall(const ImageSource& source, const SmallOptions& options) {
    Result<Pixels> pixels = decodeImage(source);
    if (!pixels) return std::move(pixels).error();
    const Pixels fitted =
        fit(std::move(*pixels), source.use.srgb ? options.colour : options.other, 1, source.use);
    SmallImage image{webpEncode(fitted, options.quality, source.use.alpha), fitted.width,
                     fitted.height};
    if (image.webp.empty()) {
        return Error{ErrorCode::Internal, "libwebp cannot encode \"" + source.name + "\".",
                     source.name};
    }
    return image;
}

}  // namespace

Result<std::vector<SmallImage>> makeSmallImages(const std::vector<ImageSource>& sources,
                                                const SmallOptions& options) {
    std::vector<std::optional<Result<SmallImage>>> made(sources.size());
    forEach(sources.size(), options.jobs,
            [&](size_t i) { made[i] = makeSmall(sources[i], options); });
    std::vector<SmallImage> out;
    for (std::optional<Result<SmallImage>>& image : made) {
        if (!*image) return std::move(*image).error();
        out.push_back(std::move(**image));
    }
    return out;
}

}  // namespace vitrine::pack
