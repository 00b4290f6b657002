// A target without a GPU: the engine's no-op backend. What was drawn is counted.
#pragma once

#include "render/Target.h"

namespace vitrine {

struct NullTarget final : render::Target {
    explicit NullTarget(int& presented, int& deletedTextures)
        : presented(presented), deletedTextures(deletedTextures) {}
    filament::backend::Platform* platform() override { return nullptr; }
    void resize(uint32_t, uint32_t, uint32_t) override {}
    void present() override { ++presented; }
    void trim() override {}
    size_t inFlight() override { return 0; }
    size_t gpuBytes() const override { return 0; }
    void deleteTexture(uint32_t) override { ++deletedTextures; }

    int& presented;
    int& deletedTextures;
};

}  // namespace vitrine
