#include "render/Lighting.h"

#include "render/Convert.h"
#include "render/Upload.h"

namespace vitrine::render {

using filament::Texture;

Lighting::~Lighting() {
    for (const auto& e : mEntries) mEngine.destroy(e->light.radiance);
}

const Light* Lighting::find(std::string_view name) const {
    for (const auto& e : mEntries) {
        if (e->name == name) return &e->light;
    }
    return nullptr;
}

const Light& Lighting::add(std::string_view name, const light::Environment& environment) {
    const auto levels = static_cast<uint8_t>(environment.levels.size());
    const uint32_t size = environment.levels[0].size;
    auto entry = std::make_unique<Entry>();
    entry->name = name;
    entry->light.lastLevel = static_cast<float>(levels - 1);
    for (size_t i = 0; i < environment.sh.size(); ++i) {
        entry->light.irradiance[i] = toEngine(environment.sh[i]);
    }
    entry->light.radiance = Texture::Builder()
                                .width(size)
                                .height(size)
                                .levels(levels)
                                .sampler(Texture::Sampler::SAMPLER_CUBEMAP)
                                .format(Texture::InternalFormat::RGBA16F)
                                .build(mEngine);
    for (uint8_t level = 0; level < levels; ++level) {
        const light::Environment::Level& from = environment.levels[level];
        const size_t face = size_t{from.size} * from.size * 4 * sizeof(uint16_t);
        mGpuBytes += 6 * face;
        entry->light.radiance->setImage(
            mEngine, level,
            handOver<Texture::PixelBufferDescriptor>(std::vector<uint16_t>(from.texels),
                                                     Texture::Format::RGBA, Texture::Type::HALF),
            Texture::FaceOffsets(face));
    }
    mEntries.push_back(std::move(entry));
    return mEntries.back()->light;
}

}  // namespace vitrine::render
