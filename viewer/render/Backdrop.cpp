#include "render/Backdrop.h"

#include <algorithm>

namespace vitrine::render {

using filament::RenderTarget;
using filament::Texture;

void Backdrop::begin(uint32_t width, uint32_t height) {
    if (width == mWidth && height == mHeight) return;
    release();
    mWidth = width;
    mHeight = height;
    mLevels = 1;
    for (uint32_t side = std::max(width, height); side > 1; side /= 2) ++mLevels;

    mColor =
        Texture::Builder()
            .width(width)
            .height(height)
            .levels(mLevels)
            .format(mHalfFloats ? Texture::InternalFormat::RGBA16F : Texture::InternalFormat::RGBA8)
            .usage(Texture::Usage::COLOR_ATTACHMENT | Texture::Usage::SAMPLEABLE)
            .build(mEngine);
    mDepth = Texture::Builder()
                 .width(width)
                 .height(height)
                 .levels(1)
                 .format(Texture::InternalFormat::DEPTH24)
                 .usage(Texture::Usage::DEPTH_ATTACHMENT)
                 .build(mEngine);
    mTarget = RenderTarget::Builder()
                  .texture(RenderTarget::AttachmentPoint::COLOR, mColor)
                  .texture(RenderTarget::AttachmentPoint::DEPTH, mDepth)
                  .build(mEngine);
}

void Backdrop::finish() {
    mColor->generateMipmaps(mEngine);
}

void Backdrop::release() {
    if (!mTarget) return;
    mEngine.destroy(mTarget);
    mEngine.destroy(mColor);
    mEngine.destroy(mDepth);
    mTarget = nullptr;
    mColor = mDepth = nullptr;
    mWidth = mHeight = 0;
}

size_t Backdrop::gpuBytes() const {
    const size_t pixels = size_t{mWidth} * mHeight;
    return pixels * (mHalfFloats ? 8 : 4) * 4 / 3 + pixels * 4;
}

}  // namespace vitrine::render
