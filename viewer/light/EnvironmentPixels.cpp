#include "light/EnvironmentPixels.h"

#include <cstring>

namespace vitrine::light {

std::optional<EnvironmentPixels> readPixels(Bytes bytes) {
    uint32_t sizes[4];
    if (bytes.size < sizeof sizes) return std::nullopt;
    std::memcpy(sizes, bytes.data, sizeof sizes);
    const uint64_t light = uint64_t(sizes[0]) * sizes[1], sky = uint64_t(sizes[2]) * sizes[3];
    if (bytes.size - sizeof sizes != light * sizeof(glm::vec3) + sky * sizeof(uint32_t))
        return std::nullopt;
    EnvironmentPixels out;
    out.light.width = sizes[0];
    out.light.height = sizes[1];
    out.light.texels.resize(static_cast<size_t>(light));
    const size_t lightBytes = out.light.texels.size() * sizeof(glm::vec3);
    if (light) std::memcpy(out.light.texels.data(), bytes.data + sizeof sizes, lightBytes);
    out.skyWidth = sizes[2];
    out.skyHeight = sizes[3];
    out.sky = {bytes.data + sizeof sizes + lightBytes, static_cast<size_t>(sky) * sizeof(uint32_t)};
    return out;
}

}  // namespace vitrine::light
