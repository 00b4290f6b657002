#include "light/files/EnvironmentFile.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/Fail.h"
#include "light/Cube.h"
#include "light/Packing.h"
#include "light/Sampling.h"
#include "light/files/HdrImage.h"
#include "light/files/KtxFile.h"
#include "light/files/Shrink.h"

namespace vitrine::light {
namespace {

constexpr uint32_t kFacesAround = 4;  // a panorama is as wide as four faces of a cube

Equirect shrunk(const KtxImage& image, uint32_t face, uint32_t halvings) {
    Shrink out(image.width, image.height, halvings);
    const uint8_t* row = image.texels.data + size_t(face) * image.height * image.rowBytes;
    for (uint32_t y = 0; y < image.height; ++y, row += image.rowBytes) {
        const uint32_t to = image.bottomUp ? image.height - 1 - y : y;
        for (uint32_t x = 0; x < image.width; ++x) out.add(x, to, readTexel(image.format, row, x));
    }
    return out.take();
}

Cube cubeOf(const KtxImage& image, uint32_t maxWidth) {
    const uint32_t halvings = Shrink::halvings(image.width, image.height, maxWidth / kFacesAround);
    Cube cube(image.width >> halvings);
    const auto size = static_cast<int>(cube.size());
    for (uint32_t face = 0; face < image.faces; ++face) {
        const Equirect texels = shrunk(image, face, halvings);
        const glm::vec3* from = texels.texels.data();
        for (int y = 0; y < size; ++y) {
            for (int x = 0; x < size; ++x) cube.at(static_cast<int>(face), x, y) = *from++;
        }
    }
    cube.sealBorders();
    return cube;
}

/// The direction of a panorama's point, 0…1 across and down; see Equirect.
glm::vec3 directionOf(float u, float v) {
    const float around = (u - 0.5f) * kTwoPi, up = (0.5f - v) * kPi;
    return {std::cos(up) * std::cos(around), std::sin(up), std::cos(up) * std::sin(around)};
}

Equirect panoramaOf(const Cube& cube) {
    Equirect out;
    out.width = kFacesAround * cube.size();
    out.height = out.width / 2;
    out.texels.reserve(size_t(out.width) * out.height);
    const float width = static_cast<float>(out.width), height = static_cast<float>(out.height);
    for (uint32_t y = 0; y < out.height; ++y) {
        for (uint32_t x = 0; x < out.width; ++x) {
            // Towards the corners of the faces their texels are smaller than the panorama's.
            glm::vec3 sum(0);
            for (const float dy : {0.25f, 0.75f}) {
                for (const float dx : {0.25f, 0.75f}) {
                    sum += cube.sample(directionOf((static_cast<float>(x) + dx) / width,
                                                   (static_cast<float>(y) + dy) / height));
                }
            }
            out.texels.push_back(sum * 0.25f);
        }
    }
    return out;
}

Equirect narrowed(const Equirect& image, uint32_t maxWidth) {
    Shrink out(image.width, image.height, Shrink::halvings(image.width, image.height, maxWidth));
    for (uint32_t y = 0; y < image.height; ++y) {
        for (uint32_t x = 0; x < image.width; ++x)
            out.add(x, y, image.texels[size_t(y) * image.width + x]);
    }
    return out.take();
}

}  // namespace

Result<Equirect> readEnvironment(Bytes file, uint32_t maxWidth) {
    if (isKtx(file)) {
        const Result<KtxImage> image = readKtx(file);
        if (!image) return image.error();
        if (image->faces > 1) return panoramaOf(cubeOf(*image, maxWidth));
        return shrunk(*image, 0, Shrink::halvings(image->width, image->height, maxWidth));
    }
    if (file.size >= 2 && std::memcmp(file.data, "#?", 2) == 0) return readHdr(file, maxWidth);
    return fail(ErrorCode::BadEnvironment,
                {"The environment image of ", file.size,
                 " bytes is no file that is read: Radiance (.hdr), KTX (.ktx) or KTX2 (.ktx2)."});
}

Result<RawBytes> decodeEnvironment(Bytes file, const EnvironmentJob& job) {
    Result<Equirect> image = readEnvironment(file, std::max(job.lightWidth, job.skyWidth));
    if (!image) return std::move(image).error();
    Equirect light, sky;
    // For one purpose it was read no wider than wanted.
    if (job.lightWidth && job.skyWidth) light = narrowed(*image, job.lightWidth);
    if (job.lightWidth || job.skyWidth) (job.skyWidth ? sky : light) = *std::move(image);

    const uint32_t sizes[] = {light.width, light.height, sky.width, sky.height};
    const size_t lightBytes = light.texels.size() * sizeof(glm::vec3);
    RawBytes out(sizeof sizes + lightBytes + sky.texels.size() * sizeof(uint32_t));
    std::memcpy(out.data(), sizes, sizeof sizes);
    if (lightBytes) std::memcpy(out.data() + sizeof sizes, light.texels.data(), lightBytes);
    uint8_t* to = out.data() + sizeof sizes + lightBytes;
    for (const glm::vec3& texel : sky.texels) {
        const uint32_t bits = packR11G11B10(texel);
        std::memcpy(to, &bits, sizeof bits);
        to += sizeof bits;
    }
    return out;
}

}  // namespace vitrine::light
