#include "render/Average.h"

#include <filament/TextureSampler.h>
#include <filament/Viewport.h>

#include "builtin.h"

namespace vitrine::render {

using filament::RenderTarget;
using filament::Texture;
using filament::TextureSampler;

Average::Average(filament::Engine& engine, filament::Renderer& renderer,
                 filament::SwapChain& screen, Target& target)
    : mEngine(engine),
      mRenderer(renderer),
      mScreen(screen),
      mTarget(target),
      mMaterial(filament::Material::Builder()
                    .package(BUILTIN_AVERAGE_DATA, BUILTIN_AVERAGE_SIZE)
                    .build(engine)),
      mAddMaterial(mMaterial->createInstance()),
      mShowMaterial(mMaterial->createInstance()),
      mAdd(std::make_unique<FullScreen>(engine, *mAddMaterial)),
      mShow(std::make_unique<FullScreen>(engine, *mShowMaterial)) {
    mShowMaterial->setParameter("weight", 1.0f);
    // Our target is "the screen", and transparent.
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

void Average::make(uint32_t width, uint32_t height) {
    release();
    mWidth = width;
    mHeight = height;
    const TextureSampler nearest(TextureSampler::MagFilter::NEAREST);

    mPicture = Texture::Builder()
                   .width(width)
                   .height(height)
                   .levels(1)
                   .format(Texture::InternalFormat::RGBA8)
                   .import(mTarget.resolve())
                   .build(mEngine);
    mAddMaterial->setParameter("picture", mPicture, nearest);

    mSum = Texture::Builder()
               .width(width)
               .height(height)
               .levels(1)
               .format(Texture::InternalFormat::RGBA16F)
               .usage(Texture::Usage::COLOR_ATTACHMENT | Texture::Usage::SAMPLEABLE)
               .build(mEngine);
    mSumTarget =
        RenderTarget::Builder().texture(RenderTarget::AttachmentPoint::COLOR, mSum).build(mEngine);
    mShowMaterial->setParameter("picture", mSum, nearest);
    mAdd->view().setRenderTarget(mSumTarget);
    mAdd->view().setViewport({0, 0, width, height});
    mShow->view().setViewport({0, 0, width, height});
}

void Average::add(uint32_t width, uint32_t height, uint32_t index, uint32_t count) {
    if (width != mWidth || height != mHeight) {
        make(width, height);
    } else {
        mTarget.resolve();
    }
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
    mEngine.destroy(mSum);
    mEngine.destroy(mPicture);
    mSumTarget = nullptr;
    mSum = mPicture = nullptr;
    mWidth = mHeight = 0;
    mEngine.execute();
}

size_t Average::gpuBytes() const {
    return size_t{mWidth} * mHeight * 8;
}

}  // namespace vitrine::render
