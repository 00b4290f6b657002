#include "render/Lighting.h"

#include <algorithm>

#include "render/Upload.h"

namespace vitrine::render {

using filament::Texture;

namespace {

constexpr size_t kCubeTexelBytes = 4;

std::vector<uint16_t> withoutAlpha(const std::vector<uint16_t>& rgba) {
    std::vector<uint16_t> rgb;
    rgb.reserve(rgba.size() / 4 * 3);
    for (size_t i = 0; i < rgba.size(); i += 4) rgb.insert(rgb.end(), &rgba[i], &rgba[i + 3]);
    return rgb;
}

}  // namespace

Lighting::~Lighting() {
    for (const auto& e : mEntries) {
        mEngine.destroy(e->light.radiance);
        mEngine.destroy(e->light.irradiance);
    }
    if (mDark) {
        mEngine.destroy(mDark->radiance);
        mEngine.destroy(mDark->irradiance);
    }
    for (const Sky& sky : mSkies) {
        if (sky.texture) mEngine.destroy(sky.texture);
    }
}

const Light* Lighting::find(std::string_view name) const {
    for (const auto& e : mEntries) {
        if (e->name == name) return &e->light;
    }
    return nullptr;
}

const Light& Lighting::dark() {
    if (!mDark) {
        const light::Environment::Level black{1, std::vector<uint16_t>(6 * 4)};
        mDark = Light{upload(&black, 1), upload(&black, 1), 0};
    }
    return *mDark;
}

const Light& Lighting::add(std::string_view name, const light::Environment& environment) {
    auto entry = std::make_unique<Entry>();
    entry->name = name;
    entry->light.lastLevel = static_cast<float>(environment.levels.size() - 1);
    entry->light.radiance = upload(environment.levels.data(), environment.levels.size());
    entry->light.irradiance = upload(&environment.irradiance, 1);
    mEntries.push_back(std::move(entry));
    return mEntries.back()->light;
}

Texture* Lighting::findSky(std::string_view url) const {
    for (const Sky& sky : mSkies) {
        if (sky.url == url) return sky.texture;
    }
    return nullptr;
}

bool Lighting::hasSky(std::string_view url) const {
    return std::any_of(mSkies.begin(), mSkies.end(), [&](const Sky& s) { return s.url == url; });
}

void Lighting::addSky(std::string_view url, const light::EnvironmentPixels& image) {
    if (hasSky(url)) return;
    mSkies.push_back({std::string(url), nullptr});
    if (!image.sky.size) return;
    mGpuBytes += image.sky.size;
    Texture* texture = Texture::Builder()
                           .width(image.skyWidth)
                           .height(image.skyHeight)
                           .levels(1)
                           .format(Texture::InternalFormat::R11F_G11F_B10F)
                           .build(mEngine);
    texture->setImage(mEngine, 0,
                      handOver<Texture::PixelBufferDescriptor>(
                          std::vector<uint8_t>(image.sky.data, image.sky.data + image.sky.size),
                          Texture::Format::RGB, Texture::Type::UINT_10F_11F_11F_REV));
    mSkies.back().texture = texture;
}

/// With a shared exponent: half the bytes of half floats, and a fifth of a frame's time less on a software rasteriser, which
/// takes eight texels apart for each sample. Nine bits of mantissa keep the soft gradients of a studio.
Texture* Lighting::upload(const light::Environment::Level* levels, size_t count) {
    Texture* cube = Texture::Builder()
                        .width(levels[0].size)
                        .height(levels[0].size)
                        .levels(static_cast<uint8_t>(count))
                        .sampler(Texture::Sampler::SAMPLER_CUBEMAP)
                        .format(Texture::InternalFormat::RGB9_E5)
                        .build(mEngine);
    for (size_t i = 0; i < count; ++i) {
        std::vector<uint16_t> texels = withoutAlpha(levels[i].texels);
        mGpuBytes += texels.size() / 3 * kCubeTexelBytes;
        const Texture::FaceOffsets faces(texels.size() / 6 * sizeof(uint16_t));
        cube->setImage(mEngine, i,
                       handOver<Texture::PixelBufferDescriptor>(
                           std::move(texels), Texture::Format::RGB, Texture::Type::HALF),
                       faces);
    }
    return cube;
}

}  // namespace vitrine::render
