#include "render/Lighting.h"

#include "render/Upload.h"

namespace vitrine::render {

using filament::Texture;

Lighting::~Lighting() {
    for (const auto& e : mEntries) {
        mEngine.destroy(e->light.radiance);
        mEngine.destroy(e->light.irradiance);
    }
}

const Light* Lighting::find(std::string_view name) const {
    for (const auto& e : mEntries) {
        if (e->name == name) return &e->light;
    }
    return nullptr;
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
