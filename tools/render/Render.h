// Posters and turntables of a product, drawn by the same core as in the browser, without one.
//
//     poster::PosterOptions options;
//     options.model = "shoe.glb";
//     Result<poster::Image> image = poster::renderPoster(options);
//     if (!image) return std::move(image).error();
//     Result<std::vector<uint8_t>> webp = poster::encodeWebp(*image, 90);
//
// Needs OpenGL ES 3 by EGL; Mesa's software rasterizer will do. Not for two threads at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/Result.h"
#include "tools/render/Image.h"
#include "tools/render/ImageFile.h"

namespace vitrine::poster {

/// Texts are values of the attributes of <product-viewer> that are named beside them; empty = as the look has it, else the
/// attribute's default.
struct PosterOptions {
    std::string model;  ///< path of a .glb, .gltf or manifest.json; its other files lie beside it
    uint32_t width = 1024;  ///< pixels
    uint32_t height = 768;  ///< pixels
    std::string
        look;  ///< path of a look file; the images that it names lie beside it. Empty = none
    std::string orbit;         ///< camera-orbit
    std::string environment;   ///< "studio", "neutral", or the path of an .hdr, .ktx or .ktx2 file
    std::string skybox;        ///< skybox-image: the path of such a file; empty = none
    std::string skyboxHeight;  ///< skybox-height
    std::string toneMapping;   ///< tone-mapping
    std::string exposure;      ///< exposure
    std::string shadow;        ///< shadow-intensity
    std::optional<Colour> background;  ///< none = transparent
};

/// What is told about a model that was drawn.
struct PosterReport {
    uint32_t triangles = 0;
    std::vector<std::string> warnings;  ///< what is odd about the model, in sentences
};

/// Draws the product as toBlob() gives it. Errors: those of models (base/Error.h), BadSetting for a value that does not
/// parse, BadLook, BadEnvironment, Graphics where there is no OpenGL ES 3. `report` may be nullptr.
Result<Image> renderPoster(const PosterOptions& options, PosterReport* report = nullptr);

/// Draws `frames` pictures of the product on a turntable, one full turn in equal steps, the first as renderPoster().
/// `take` gets each as it is done; an Error of its own ends it all.
Status renderTurntable(const PosterOptions& options, uint32_t frames,
                       const std::function<Status(uint32_t frame, Image image)>& take,
                       PosterReport* report = nullptr);

}  // namespace vitrine::poster
