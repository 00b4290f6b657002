// A target without a GPU: the engine's no-op backend. What was drawn is counted.
#pragma once

#include "render/Target.h"

namespace vitrine {

/// What a target was told.
struct Counts {
    int presented = 0;
    int marked = 0;  // drawn, but not shown
    int deletedTextures = 0;
    uint32_t samples = 0;  // of the last size that was asked for
};

struct NullTarget final : render::Target {
    NullTarget(Counts& counts, bool halfFloats) : counts(counts), halfFloats(halfFloats) {}
    filament::backend::Platform* platform() override { return nullptr; }
    void resize(uint32_t, uint32_t, uint32_t samples) override { counts.samples = samples; }
    void present() override { ++counts.presented; }
    void mark() override { ++counts.marked; }
    void flush() override {}
    bool drawsHalfFloats() override { return halfFloats; }
    void trim() override {}
    size_t inFlight() override { return 0; }
    size_t gpuBytes() const override { return 0; }
    void deleteTexture(uint32_t name) override { counts.deletedTextures += name ? 1 : 0; }
    std::vector<uint8_t> read(uint32_t, uint32_t, uint32_t, uint32_t) override { return {}; }

    Counts& counts;
    bool halfFloats;
};

}  // namespace vitrine
