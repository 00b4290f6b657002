#include "render/Stage.h"

#include <filament/Viewport.h>

#include "light/BrdfLut.h"
#include "render/Upload.h"

namespace vitrine::render {
namespace {

using filament::Engine;
using filament::Texture;

Texture* makeTexel(Engine& engine, std::vector<uint8_t> rgba) {
    Texture* texture = Texture::Builder()
                           .width(1)
                           .height(1)
                           .levels(1)
                           .format(Texture::InternalFormat::RGBA8)
                           .build(engine);
    texture->setImage(engine, 0,
                      handOver<Texture::PixelBufferDescriptor>(
                          std::move(rgba), Texture::Format::RGBA, Texture::Type::UBYTE));
    return texture;
}

}  // namespace

Result<std::unique_ptr<Stage>> Stage::make(std::unique_ptr<Target> target) {
    filament::backend::Platform* platform = target->platform();
    Engine* engine = platform ? Engine::create(Engine::Backend::OPENGL, platform)
                              : Engine::create(Engine::Backend::NOOP);
    if (!engine) {
        return Error{ErrorCode::Graphics,
                     "The 3D engine could not start on this browser's WebGL 2. Keep the poster."};
    }
    return std::unique_ptr<Stage>(new Stage(std::move(target), engine));
}

Stage::Stage(std::unique_ptr<Target> target, Engine* engine)
    : mTarget(std::move(target)),
      mEngine(engine),
      mRenderer(engine->createRenderer()),
      mSwapChain(engine->createSwapChain(nullptr, filament::SwapChain::CONFIG_TRANSPARENT)),
      mMaterials(std::make_unique<MaterialLibrary>(*engine)),
      mLighting(std::make_unique<Lighting>(*engine)),
      mWhite(makeTexel(*engine, {255, 255, 255, 255})),
      mFlat(makeTexel(*engine, {128, 128, 255, 255})) {
    mOpen = Texture::Builder()
                .width(1)
                .height(1)
                .depth(1)
                .levels(1)
                .sampler(Texture::Sampler::SAMPLER_3D)
                .format(Texture::InternalFormat::RGBA8)
                .build(*engine);

    constexpr uint32_t kLutSize = 32;
    mBrdf = Texture::Builder()
                .width(kLutSize)
                .height(kLutSize)
                .levels(1)
                .format(Texture::InternalFormat::RGBA16F)
                .build(*engine);
    mBrdf->setImage(*engine, 0,
                    handOver<Texture::PixelBufferDescriptor>(
                        light::brdfLut(kLutSize), Texture::Format::RGBA, Texture::Type::HALF));
}

Stage::~Stage() {
    mAverage.reset();
    mBackdrop.reset();
    mMaterials.reset();
    mLighting.reset();
    mEngine->destroy(mWhite);
    mEngine->destroy(mFlat);
    mEngine->destroy(mOpen);
    mEngine->destroy(mBrdf);
    mEngine->destroy(mSwapChain);
    mEngine->destroy(mRenderer);
    Engine::destroy(&mEngine);
}

const Backdrop& Stage::drawBackdrop(filament::View& view, uint32_t width, uint32_t height) {
    if (!mBackdrop) mBackdrop = std::make_unique<Backdrop>(*mEngine, mTarget->drawsHalfFloats());
    mBackdrop->begin(width, height);
    view.setRenderTarget(mBackdrop->target());
    view.setVisibleLayers(kAllLayers, kUsualLayer);
    render(view, width, height);
    mBackdrop->finish();
    view.setRenderTarget(nullptr);
    view.setVisibleLayers(kAllLayers, kAllLayers);
    return *mBackdrop;
}

void Stage::render(filament::View& view, uint32_t width, uint32_t height) {
    view.setViewport({0, 0, width, height});
    filament::Renderer::ClearOptions clear;
    clear.clear = true;  // to transparent black: the page shows through
    mRenderer->setClearOptions(clear);
    // The engine's own pacing may advise to skip; ours (Target::busy) has decided already.
    mRenderer->beginFrame(mSwapChain);
    mRenderer->render(&view);
    mRenderer->endFrame();
    settle();
}

void Stage::warmUp(filament::View& view) {
    mTarget->resize(1, 1, 1);
    render(view, 1, 1);
    mTarget->flush();
}

void Stage::draw(filament::View& view, uint32_t width, uint32_t height, uint32_t samples) {
    mTarget->resize(width, height, samples);
    render(view, width, height);
    mTarget->present();
}

bool Stage::claimAverage(uint32_t viewer) {
    if (mAveraging == 0) mAveraging = viewer;
    return mAveraging == viewer;
}

void Stage::endAverage(uint32_t viewer) {
    if (mAveraging != viewer) return;
    mAveraging = 0;
    trim();
}

void Stage::drawSample(filament::View& view, uint32_t width, uint32_t height, uint32_t index,
                       uint32_t count) {
    if (!mAverage) mAverage = std::make_unique<Average>(*mEngine, *mRenderer, *mSwapChain);
    view.setRenderTarget(mAverage->begin(width, height));
    render(view, width, height);
    view.setRenderTarget(nullptr);
    mAverage->add(index, count);
    if (index + 1 < count) return mTarget->mark();
    mTarget->resize(width, height, 1);
    mAverage->show();
    mTarget->present();
}

void Stage::trim() {
    if (mAveraging != 0) return;  // that viewer goes on with what is there
    if (mAverage) mAverage->release();
    if (mBackdrop) mBackdrop->release();
    mTarget->trim();
}

size_t Stage::gpuBytes() const {
    return mTarget->gpuBytes() + (mAverage ? mAverage->gpuBytes() : 0) +
           (mBackdrop ? mBackdrop->gpuBytes() : 0);
}

void Stage::settle() {
    mEngine->execute();  // this thread is also the engine's GL thread
}

}  // namespace vitrine::render
