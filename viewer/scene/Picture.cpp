#include "scene/Picture.h"

#include <algorithm>
#include <vector>

namespace vitrine::scene {

using filament::Texture;

namespace {
constexpr uint32_t kCoarse = 64;  // texels a side that tell the share of something well enough
}
Picture::Picture(render::Stage& stage, const Info& info)
    : mStage(stage),
      mInfo(info),
      // The engine only samples it; to that end it does not matter whether its blocks are compressed.
      mTexture(Texture::Builder()
                   .width(info.width)
                   .height(info.height)
                   .levels(static_cast<uint8_t>(info.levels))
                   .format(info.srgb ? Texture::InternalFormat::SRGB8_A8
                                     : Texture::InternalFormat::RGBA8)
                   .import(static_cast<intptr_t>(info.name))
                   .build(stage.engine())) {}

Picture::~Picture() {
    mStage.engine().destroy(mTexture);
    mStage.target().deleteTexture(mInfo.name);
}

float Picture::shareOfAlpha(float factor, float cutoff) const {
    uint32_t level = 0, width = mInfo.width, height = mInfo.height;
    while (std::max(width, height) > kCoarse && level + 1 < mInfo.levels) {
        width = std::max(width / 2, 1u);
        height = std::max(height / 2, 1u);
        ++level;
    }
    const std::vector<uint8_t> texels = mStage.target().read(mInfo.name, level, width, height);
    if (texels.empty()) return 1;
    size_t there = 0;
    for (size_t i = 3; i < texels.size(); i += 4) {
        if (static_cast<float>(texels[i]) * factor >= cutoff * 255) ++there;
    }
    return static_cast<float>(4 * there) / static_cast<float>(texels.size());
}

}  // namespace vitrine::scene
