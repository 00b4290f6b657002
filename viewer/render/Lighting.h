// Environments on the GPU, shared by all viewers: made once per name, kept while the engine lives.
// Render thread.
#pragma once

#include <filament/Engine.h>
#include <filament/Texture.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "light/Environment.h"
#include "light/EnvironmentPixels.h"

namespace vitrine::render {

/// Image-based light as the surface shaders take it (shaders/include/ibl.glsl).
struct Light {
    filament::Texture* radiance =
        nullptr;  ///< cube, GGX-prefiltered; level = roughness * lastLevel
    filament::Texture* irradiance = nullptr;  ///< cube, irradiance / π by normal
    float lastLevel = 0;
};

class Lighting {
public:
    explicit Lighting(filament::Engine& engine) : mEngine(engine) {}
    ~Lighting();
    Lighting(const Lighting&) = delete;
    Lighting& operator=(const Lighting&) = delete;

    /// The light of that name, or nullptr when it has not been added.
    const Light* find(std::string_view name) const;

    /// No light at all, for what has to be drawn before there is any.
    const Light& dark();

    const Light& add(std::string_view name, const light::Environment& environment);

    /// An image as a background, by its address; nullptr when it has not been added or could not be had.
    filament::Texture* findSky(std::string_view url) const;
    /// True once addSky() was called for it, whatever came of it.
    bool hasSky(std::string_view url) const;
    /// Without texels: it could not be had.
    void addSky(std::string_view url, const light::EnvironmentPixels& image);

    size_t gpuBytes() const { return mGpuBytes; }

private:
    struct Entry {
        std::string name;
        Light light;
    };
    struct Sky {
        std::string url;
        filament::Texture* texture;  // nullptr: could not be had
    };
    filament::Texture* upload(const light::Environment::Level* levels, size_t count);

    filament::Engine& mEngine;
    std::vector<std::unique_ptr<Entry>> mEntries;
    std::optional<Light> mDark;  // once there was need
    std::vector<Sky> mSkies;
    size_t mGpuBytes = 0;
};

}  // namespace vitrine::render
