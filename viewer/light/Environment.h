// Image-based light: a prefiltered cube for reflections, and a small one for diffuse light.
//
//     EnvironmentBuilder builder(studioRadiance);         // or from an equirectangular image, see
//     HdrImage.h while (!builder.step(200)) { … }                     // a few milliseconds each
//     Environment e = builder.take();
//
// Directions are those of the world: +Y up, +Z towards the viewer of an orbit at 0deg. Radiance is
// linear, Rec. 709 primaries, scaled so that an upright white diffuse surface has about 0.9 in the
// studio and 1 in the neutral light, at exposure 1. No Filament, no GL; memory is owned by the Environment. One thread per
// builder.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>
#include <memory>
#include <vector>

namespace vitrine::light {

struct Environment {
    /// One level of the cube: six faces +X −X +Y −Y +Z −Z, each size × size texels, rows top first
    /// as GL's cube faces are laid out, RGBA16F with alpha 1 (R11F_G11F_B10F would band and tint the
    /// soft gradients of a studio).
    struct Level {
        uint32_t size = 0;
        std::vector<uint16_t> texels;
    };

    /// levels[0] is the light as it is (mirror, background); level i is filtered with the GGX lobe
    /// of perceptual roughness i / (levels − 1). So in a shader:
    ///     textureLod(cube, reflected, perceptualRoughness * float(levels - 1))
    std::vector<Level> levels;

    /// Diffuse light: the outgoing radiance of a white Lambert surface (irradiance / π) by its normal, as a
    /// cube without further levels. Not spherical harmonics: nine coefficients were 15 % off in rooms with small
    /// bright windows, which is seen at once on a white product.
    Level irradiance;
};

/// Looks Environment::irradiance up as a shader does. For tests and tools; slow.
glm::vec3 diffuse(const Environment& environment, const glm::vec3& normal);

/// Radiance that arrives from `direction` (unit).
using RadianceFunction = glm::vec3 (*)(const glm::vec3& direction);

/// The default light: a product studio with a large key soft box upper left in front, a fill, two
/// rim strips behind, a bright ceiling and a floor that bounces. Neutral white.
glm::vec3 studioRadiance(const glm::vec3& direction);

/// "neutral": even and soft, without a main direction.
glm::vec3 neutralRadiance(const glm::vec3& direction);

/// An equirectangular image, linear RGB floats, row 0 = straight up. Column and row of a direction
/// as three.js has it: u = atan2(z, x) / 2π + ½, v = ½ − asin(y) / π. So the middle of the image is
/// seen along +X.
struct Equirect {
    uint32_t width = 0;
    uint32_t height = 0;
    std::vector<glm::vec3> texels;
};

/// Cube → prefiltered Environment, in slices.
class EnvironmentBuilder {
public:
    struct Options {
        uint32_t faceSize = 128;  ///< power of two, 16…1024. Levels go down to 8.
        float scale = 1;          ///< radiance is multiplied with it
    };

    EnvironmentBuilder(RadianceFunction radiance, Options options);
    explicit EnvironmentBuilder(RadianceFunction radiance);
    EnvironmentBuilder(Equirect image, Options options);
    ~EnvironmentBuilder();
    EnvironmentBuilder(EnvironmentBuilder&&) noexcept;
    EnvironmentBuilder& operator=(EnvironmentBuilder&&) noexcept;

    /// Works on; one unit is about a thousand texel look-ups, some 20 µs. True when everything is
    /// done.
    bool step(uint32_t units);

    /// Share done, 0…1.
    float progress() const;

    /// The result, once step() returned true. The builder is empty afterwards.
    Environment take();

private:
    struct Work;
    std::unique_ptr<Work> mWork;
};

/// All in one go: for tools, tests and the built-in lights.
Environment buildEnvironment(RadianceFunction radiance, EnvironmentBuilder::Options options);

}  // namespace vitrine::light
