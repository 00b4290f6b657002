#include "render/Lighting.h"

#include <algorithm>

#include "render/Upload.h"

namespace vitrine::render {

using filament::Texture;

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

Texture* Lighting::upload(const light::Environment::Level* levels, size_t count) {
    Texture* cube = Texture::Builder()
                        .width(levels[0].size)
                        .height(levels[0].size)
                        .levels(static_cast<uint8_t>(count))
                        .sampler(Texture::Sampler::SAMPLER_CUBEMAP)
                        .format(Texture::InternalFormat::RGBA16F)
                        .build(mEngine);
    for (size_t i = 0; i < count; ++i) {
        const size_t bytes = levels[i].texels.size() * sizeof(uint16_t);
        mGpuBytes += bytes;
        cube->setImage(
            mEngine, i,
            handOver<Texture::PixelBufferDescriptor>(std::vector<uint16_t>(levels[i].texels),
                                                     Texture::Format::RGBA, Texture::Type::HALF),
            Texture::FaceOffsets(bytes / 6));
    }
    return cube;
}

}  // namespace vitrine::render
