#include "scene/Sky.h"

#include <filament/Material.h>
#include <filament/TextureSampler.h>

#include <cmath>

#include "render/Convert.h"

namespace vitrine::scene {
namespace {

// On the far plane, and after everything opaque: only what is seen of it is shaded.
constexpr float kFarthest = 1;
constexpr uint8_t kLast = 7;

}  // namespace

using filament::TextureSampler;

Sky::~Sky() {
    if (mMaterial) mStage.engine().destroy(mMaterial);
}

bool Sky::due(const std::string& url) const {
    const filament::Texture* wanted = mStage.lighting().findSky(url);
    return wanted ? wanted != mShown : url.empty() && mShown;
}

bool Sky::update(filament::Scene& scene, const std::string& url) {
    if (url.empty()) {
        if (!mShown) return false;
        scene.remove(mTriangle->entity());
        mShown = nullptr;
        return true;
    }
    filament::Material* material = mStage.materials().want("skybox");
    filament::Texture* sky = mStage.lighting().findSky(url);
    if (!material || !sky || sky == mShown) return false;
    if (!mMaterial) {
        mMaterial = material->createInstance();
        mTriangle =
            std::make_unique<render::Triangle>(mStage.engine(), *mMaterial, kFarthest, kLast);
        setExposure(mExposure);
        setToneMapping(mToneMapping);
    }
    TextureSampler sampler(TextureSampler::MinFilter::LINEAR, TextureSampler::MagFilter::LINEAR);
    sampler.setWrapModeS(TextureSampler::WrapMode::REPEAT);
    mMaterial->setParameter("sky", sky, sampler);
    if (!mShown) scene.addEntity(mTriangle->entity());
    mShown = sky;
    return true;
}

void Sky::setExposure(float exposure) {
    mExposure = exposure;
    if (mMaterial) mMaterial->setParameter("exposure", exposure);
}

void Sky::setToneMapping(int32_t toneMapping) {
    mToneMapping = toneMapping;
    if (mMaterial) mMaterial->setParameter("toneMapping", toneMapping);
}

void Sky::setFrame(float angle, const Dome& dome) {
    if (!mMaterial) return;
    mMaterial->setParameter("lightTurn", filament::math::float2{std::cos(angle), std::sin(angle)});
    mMaterial->setParameter("eye", filament::math::float4{render::toEngine(dome.eye), dome.radius});
    mMaterial->setParameter("height", dome.height);
}

}  // namespace vitrine::scene
