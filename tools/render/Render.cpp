#include "tools/render/Render.h"

#include <memory>
#include <utility>

#include "tools/render/Events.h"
#include "tools/render/Host.h"

namespace vitrine::poster {
namespace {

constexpr double kFullTurn = 6.283185307179586;  // radians

/// What is said wins over the look, so what is not said has to be left out.
Attributes attributesOf(const PosterOptions& options) {
    Attributes said;
    for (const auto& [name, value] : Attributes{{"camera-orbit", options.orbit},
                                                {"environment-image", options.environment},
                                                {"skybox-image", options.skybox},
                                                {"skybox-height", options.skyboxHeight},
                                                {"tone-mapping", options.toneMapping},
                                                {"exposure", options.exposure},
                                                {"shadow-intensity", options.shadow}}) {
        if (!value.empty()) said.emplace_back(name, value);
    }
    return said;
}

}  // namespace

Result<Image> renderPoster(const PosterOptions& options, PosterReport* report) {
    Image poster;
    const auto keep = [&](uint32_t, Image image) {
        poster = std::move(image);
        return Status{};
    };
    Status status = renderTurntable(options, 1, keep, report);
    if (!status) return std::move(status).error();
    return poster;
}

Status renderTurntable(const PosterOptions& options, uint32_t frames,
                       const std::function<Status(uint32_t frame, Image image)>& take,
                       PosterReport* report) {
    Result<std::unique_ptr<Host>> made = Host::make();
    if (!made) return std::move(made).error();
    Host& host = **made;
    Status status = host.set(toJson(attributesOf(options)));
    if (status && !options.look.empty()) status = host.setLook(options.look);
    if (status) status = host.load(options.model, options.width, options.height);
    for (uint32_t frame = 0; status && frame < frames; ++frame) {
        Result<Image> image = host.draw(kFullTurn * frame / frames);
        if (!image) return std::move(image).error();
        if (options.background) {
            flatten(*image, *options.background);
        } else {
            unpremultiply(*image);
        }
        status = take(frame, *std::move(image));
    }
    if (report) *report = {host.triangles(), host.warnings()};
    return status;
}

}  // namespace vitrine::poster
