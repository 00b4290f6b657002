#include "scene/Picture.h"

namespace vitrine::scene {

using filament::Texture;

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

std::shared_ptr<Picture> Picture::placeholder(render::Stage& stage, bool srgb) {
    Info info;
    info.width = info.height = 4;
    info.levels = 3;
    info.srgb = srgb;
    info.name = stage.target().makeTexture(srgb, info.width, info.levels);
    return std::make_shared<Picture>(stage, info);
}

Picture::~Picture() {
    mStage.engine().destroy(mTexture);
    mStage.target().deleteTexture(mInfo.name);
}

}  // namespace vitrine::scene
