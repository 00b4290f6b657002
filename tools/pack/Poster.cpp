#include "Poster.h"

#include "tools/render/Render.h"

namespace vitrine::pack {
namespace {

constexpr uint32_t kSide = 800;   ///< pixels
constexpr int kWebpQuality = 85;  ///< of 100

}  // namespace

Result<std::vector<uint8_t>> drawPoster(const std::string& path) {
    poster::PosterOptions options;
    options.model = path;
    options.width = options.height = kSide;
    Result<poster::Image> image = poster::renderPoster(options);
    if (!image) return std::move(image).error();
    return poster::encodeWebp(*image, kWebpQuality);
}

}  // namespace vitrine::pack
