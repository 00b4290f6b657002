// What a model keeps from its own surfaces of the light around: a volume (light/OcclusionVolume.h) on the GPU. Render thread.
#pragma once

#include <filament/Texture.h>
#include <math/vec3.h>
#include <math/vec4.h>

#include <cstddef>

#include "render/Stage.h"

namespace vitrine::scene {

class Model;

/// The volume as the surface shaders take it (shaders/include/occlusion.glsl).
struct OcclusionMap {
    filament::Texture* volume = nullptr;  ///< null: all is open
    filament::math::float3 min;           ///< its corner, world
    /// xyz: from metres to 0…1; w: how far from a surface it is looked up, metres. 0: all is open.
    filament::math::float4 scale;
};

class Occlusion {
public:
    explicit Occlusion(render::Stage& stage) : mStage(stage) {}
    ~Occlusion();
    Occlusion(const Occlusion&) = delete;
    Occlusion& operator=(const Occlusion&) = delete;

    /// Makes the volume of the model as it stands and gives it to it. Takes some 20 ms.
    void update(Model& model);

    /// The model is another, or has another pose.
    void invalidate() { mValid = false; }

    bool valid() const { return mValid; }
    /// For another level of detail of the same model: open all around while nothing valid is there.
    OcclusionMap map() const { return mValid ? mMap : OcclusionMap{}; }

    size_t gpuBytes() const { return mGpuBytes; }

private:
    void make(Model& model);

    render::Stage& mStage;
    OcclusionMap mMap;
    bool mValid = false;
    size_t mGpuBytes = 0;
};

}  // namespace vitrine::scene
