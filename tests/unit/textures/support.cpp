#include "support.h"

#include <gtest/gtest.h>
#include <webp/encode.h>

#include <algorithm>
#include <cmath>

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#include <stb_image_write.h>
#pragma GCC diagnostic pop

#include <encoder/basisu_enc.h>
#include <transcoder/basisu_transcoder.h>

namespace vitrine::pack::test {
namespace {

void append(void* context, void* data, int size) {
    auto& bytes = *static_cast<std::vector<uint8_t>*>(context);
    const auto* from = static_cast<const uint8_t*>(data);
    bytes.insert(bytes.end(), from, from + size);
}

}  // namespace

Pixels paint(uint32_t width, uint32_t height, const Painter& painter) {
    Pixels out{width, height, {}};
    for (uint32_t y = 0; y < height; ++y) {
        for (uint32_t x = 0; x < width; ++x) {
            for (const int value : painter(x, y))
                out.rgba.push_back(uint8_t(std::clamp(value, 0, 255)));
        }
    }
    return out;
}

Pixels gradient(uint32_t width, uint32_t height) {
    return paint(width, height, [&](uint32_t x, uint32_t y) {
        const int right = int(255 * x / width), down = int(255 * y / height);
        return std::array<int, 4>{right, (right + down) / 2, 128, 255};
    });
}

Pixels noise(uint32_t width, uint32_t height) {
    uint32_t state = 1;
    return paint(width, height, [&](uint32_t, uint32_t) {
        std::array<int, 4> texel{0, 0, 0, 255};
        for (size_t c = 0; c < 3; ++c) {
            state = state * 1664525u + 1013904223u;
            texel[c] = int(state >> 24);
        }
        return texel;
    });
}

Pixels bumps(uint32_t size) {
    return paint(size, size, [&](uint32_t x, uint32_t y) {
        const double nx = 0.5 * std::sin(double(x) * 0.2), ny = 0.5 * std::sin(double(y) * 0.15);
        const double nz = std::sqrt(1 - nx * nx - ny * ny);
        const auto pack = [](double v) { return int(std::lround(v * 127.5 + 127.5)); };
        return std::array<int, 4>{pack(nx), pack(ny), pack(nz), 255};
    });
}

Pixels disc(uint32_t size) {
    return paint(size, size, [&](uint32_t x, uint32_t y) {
        const double half = size / 2.0;
        const bool inside = std::hypot(x + 0.5 - half, y + 0.5 - half) < half * 0.7;
        return inside ? std::array<int, 4>{220, 30, 20, 255} : std::array<int, 4>{0, 0, 255, 0};
    });
}

ImageSource File::source(ImageUse use, const std::string& name) const {
    return {{bytes.data(), bytes.size()}, "", name, use};
}

File png(const Pixels& pixels) {
    File file;
    stbi_write_png_to_func(append, &file.bytes, int(pixels.width), int(pixels.height), 4,
                           pixels.rgba.data(), int(pixels.width) * 4);
    return file;
}

File jpeg(const Pixels& pixels) {
    File file;
    stbi_write_jpg_to_func(append, &file.bytes, int(pixels.width), int(pixels.height), 4,
                           pixels.rgba.data(), 95);
    return file;
}

File webp(const Pixels& pixels) {
    File file;
    uint8_t* bytes = nullptr;
    const size_t size = WebPEncodeLosslessRGBA(pixels.rgba.data(), int(pixels.width),
                                               int(pixels.height), int(pixels.width) * 4, &bytes);
    file.bytes.assign(bytes, bytes + size);
    WebPFree(bytes);
    return file;
}

ReadBack readBack(const std::vector<uint8_t>& ktx2) {
    basisu::basisu_encoder_init(false, false);
    ReadBack out;
    basist::ktx2_transcoder file;
    if (!file.init(ktx2.data(), uint32_t(ktx2.size())) || !file.start_transcoding()) {
        ADD_FAILURE() << "not a KTX2 file";
        return out;
    }
    out.uastc = file.is_uastc();
    out.srgb = file.get_dfd_transfer_func() == basist::KTX2_KHR_DF_TRANSFER_SRGB;
    out.alpha = file.get_has_alpha();
    for (uint32_t i = 0; i < file.get_levels(); ++i) {
        Pixels level{std::max(file.get_width() >> i, 1u), std::max(file.get_height() >> i, 1u), {}};
        level.rgba.resize(size_t(level.width) * level.height * 4);
        EXPECT_TRUE(file.transcode_image_level(i, 0, 0, level.rgba.data(),
                                               level.width * level.height,
                                               basist::transcoder_texture_format::cTFRGBA32));
        out.levels.push_back(std::move(level));
    }
    return out;
}

double psnr(const Pixels& a, const Pixels& b) {
    double sum = 0;
    for (size_t i = 0; i < a.rgba.size(); ++i) {
        if (i % 4 == 3) continue;
        const double difference = double(a.rgba[i]) - double(b.rgba[i]);
        sum += difference * difference;
    }
    const double mean = sum / (double(a.rgba.size()) * 0.75);
    return mean > 0 ? 10 * std::log10(255.0 * 255.0 / mean) : 99;
}

Texture encodeOne(const File& file, ImageUse use, TextureOptions options) {
    Result<EncodedImages> encoded = encodeTextures({file.source(use)}, options, nullptr);
    if (!encoded) {
        ADD_FAILURE() << encoded.error().message;
        return {};
    }
    return std::move(encoded->textures.front());
}

}  // namespace vitrine::pack::test
