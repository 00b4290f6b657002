#include "render/Average.h"

#include <filament/TextureSampler.h>
#include <filament/Viewport.h>

#include "builtin.h"

namespace vitrine::render {

using filament::RenderTarget;
using filament::Texture;
using filament::TextureSampler;

Average::Average(filament::Engine& engine, filament::Renderer& renderer,
                 filament::SwapChain& screen)
    : mEngine(engine),
      mRenderer(renderer),
      mScreen(screen),
      mMaterial(filament::Material::Builder()
                    .package(BUILTIN_AVERAGE_DATA, BUILTIN_AVERAGE_SIZE)
                    .build(engine)),
      mAddMaterial(mMaterial->createInstance()),
      mShowMaterial(mMaterial->createInstance()),
      mAdd(std::make_unique<FullScreen>(engine, *mAddMaterial)),
      mShow(std::make_unique<FullScreen>(engine, *mShowMaterial)) {
    mShowMaterial->setParameter("weight", 1.0f);
    // The screen is transparent.
    mShow->view().setBlendMode(filament::View::BlendMode::TRANSLUCENT);
}

Average::~Average() {
    release();
    mAdd.reset();
    mShow.reset();
    mEngine.destroy(mAddMaterial);
    mEngine.destroy(mShowMaterial);
    mEngine.destroy(mMaterial);
}

filament::RenderTarget* Average::begin(uint32_t width, uint32_t height) {
    if (width == mWidth && height == mHeight) return mPictureTarget;
    release();
    mWidth = width;
    mHeight = height;
    const auto make = [&](Texture::InternalFormat format, Texture::Usage usage) {
        return Texture::Builder()
            .width(width)
            .height(height)
            .levels(1)
            .format(format)
            .usage(usage)
            .build(mEngine);
    };
    const Texture::Usage drawn = Texture::Usage::COLOR_ATTACHMENT | Texture::Usage::SAMPLEABLE;
    mPicture = make(Texture::InternalFormat::RGBA8, drawn);
    mDepth = make(Texture::InternalFormat::DEPTH24, Texture::Usage::DEPTH_ATTACHMENT);
    mSum = make(Texture::InternalFormat::RGBA16F, drawn);
    mPictureTarget = RenderTarget::Builder()
                         .texture(RenderTarget::AttachmentPoint::COLOR, mPicture)
                         .texture(RenderTarget::AttachmentPoint::DEPTH, mDepth)
                         .build(mEngine);
    mSumTarget =
        RenderTarget::Builder().texture(RenderTarget::AttachmentPoint::COLOR, mSum).build(mEngine);
    const TextureSampler nearest(TextureSampler::MagFilter::NEAREST);
    mAddMaterial->setParameter("picture", mPicture, nearest);
    mShowMaterial->setParameter("picture", mSum, nearest);
    mAdd->view().setRenderTarget(mSumTarget);
    mAdd->view().setViewport({0, 0, width, height});
    mShow->view().setViewport({0, 0, width, height});
    return mPictureTarget;
}

void Average::add(uint32_t index, uint32_t count) {
    mAddMaterial->setParameter("weight", 1.0f / static_cast<float>(count));
    render(*mAdd, index == 0);
}

void Average::show() {
    render(*mShow, true);
}

void Average::render(FullScreen& pass, bool clear) {
    filament::Renderer::ClearOptions options;
    options.clear = clear;
    options.discard = clear;
    mRenderer.setClearOptions(options);
    mRenderer.beginFrame(&mScreen);
    mRenderer.render(&pass.view());
    mRenderer.endFrame();
    mEngine.execute();
}

void Average::release() {
    if (!mSum) return;
    mAdd->view().setRenderTarget(nullptr);
    mEngine.destroy(mSumTarget);
    mEngine.destroy(mPictureTarget);
    mEngine.destroy(mSum);
    mEngine.destroy(mDepth);
    mEngine.destroy(mPicture);
    mSumTarget = mPictureTarget = nullptr;
    mSum = mDepth = mPicture = nullptr;
    mWidth = mHeight = 0;
    mEngine.execute();
}

size_t Average::gpuBytes() const {
    return size_t{mWidth} * mHeight * (4 + 4 + 8);  // picture, depth, sum
}

}  // namespace vitrine::render
