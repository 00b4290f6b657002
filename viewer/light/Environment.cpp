#include "light/Environment.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "light/Cube.h"
#include "light/Packing.h"
#include "light/Sampling.h"

namespace vitrine::light {

namespace {

constexpr uint32_t kUnit = 1024;  // look-ups per unit of work
constexpr uint32_t kSmallestLevel =
    8;  // fewer texels per face show in the reflections of rough surfaces
constexpr uint32_t kSmallestSource = 2;  // the source's own chain goes further down
// Diffuse light changes slowly over directions; 16² texels per face interpolate it within a per cent.
constexpr uint32_t kDiffuseSize = 16;
// Levels up to this size are summed over all texels of a source of this size: no noise at all, and
// the lobes are so wide there (perceptual roughness ≥ 0.75) that the source's texels don't show.
constexpr uint32_t kSumSource = 16;
// Coarser source levels than the samples' share of the lobe asks for. Measured against 2048
// samples: with less, small bright lights of images show as specks; with more, the source's texels
// do. The built-in lights are soft.
constexpr float kImageBias = 0.25f;
constexpr float kLargestHalf = 65504.0f;

// A direction of the GGX lobe about +Z, with its share, and the level of the source that covers its
// solid angle.
struct LobeSample {
    glm::vec3 direction;
    float weight;
    uint32_t level;
};

// GGX with view = normal = reflection, as split-sum wants it (Karis 2013): half vectors by the
// distribution, light by reflection, weighted with N·L. Each sample reads a level whose texels are
// as large as the part of the lobe that it stands for (Křivánek and Colbert 2008), so few samples
// do without noise.
std::vector<LobeSample> lobe(float perceptualRoughness, uint32_t count, uint32_t sourceSize,
                             uint32_t sourceLevels, float bias) {
    const float alpha = perceptualRoughness * perceptualRoughness;
    const float alpha2 = alpha * alpha;
    const float texel =
        4 * kPi / (6.0f * static_cast<float>(sourceSize) * static_cast<float>(sourceSize));
    std::vector<LobeSample> samples;
    float total = 0;
    for (uint32_t i = 0; i < count; ++i) {
        // In opposite pairs, so that the few samples of a lobe have its axis as their middle.
        const glm::vec2 u = hammersley(i / 2, count / 2);
        const float cos2 = (1 - u.x) / (1 + (alpha2 - 1) * u.x);
        const float cosH = std::sqrt(cos2);
        const float sinH = std::sqrt(std::max(0.0f, 1 - cos2));
        const float nl = 2 * cos2 - 1;
        if (nl <= 0) continue;
        const float k = cos2 * (alpha2 - 1) + 1;
        const float density = alpha2 / (kPi * k * k) / 4;  // D · N·H / (4 V·H) with V·H = N·H
        const float solid = 1 / (static_cast<float>(count) * density);
        const float level = 0.5f * std::log2(solid / texel) + bias;
        const float angle = kPi * (u.y + static_cast<float>(i & 1));
        const float sinL = 2 * sinH * cosH;
        LobeSample s;
        s.direction = {sinL * std::cos(angle), sinL * std::sin(angle), nl};
        s.weight = nl;
        s.level = static_cast<uint32_t>(
            std::clamp(std::round(level), 0.0f, static_cast<float>(sourceLevels - 1)));
        total += nl;
        samples.push_back(s);
    }
    for (LobeSample& s : samples) s.weight /= total;
    return samples;
}

// A texel of the source of the full sum.
struct Light {
    glm::vec3 direction;
    float solid;
    glm::vec3 radiance;
};

std::vector<Light> lightsOf(const Cube& cube) {
    std::vector<Light> lights;
    const uint32_t n = cube.size();
    lights.reserve(size_t(6) * n * n);
    for (int face = 0; face < 6; ++face) {
        for (uint32_t y = 0; y < n; ++y) {
            for (uint32_t x = 0; x < n; ++x) {
                const glm::vec3 p = faceDirection(face, texelCenter(x, n), texelCenter(y, n));
                const float squared = glm::dot(p, p), length = std::sqrt(squared);
                lights.push_back({p / length, 1 / (squared * length),
                                  cube.at(face, static_cast<int>(x), static_cast<int>(y))});
            }
        }
    }
    return lights;
}

// The same integral as lobe() stands for: D(h) / 4 · N·L over the hemisphere, with N·H from N·L by
// the half angle.
glm::vec3 sumLights(const std::vector<Light>& lights, const glm::vec3& n,
                    float perceptualRoughness) {
    const float alpha = perceptualRoughness * perceptualRoughness;
    const float k = (alpha * alpha - 1) * 0.5f;
    glm::vec3 sum(0);
    float total = 0;
    for (const Light& light : lights) {
        const float nl = glm::dot(n, light.direction);
        if (nl <= 0) continue;
        const float base = k * (1 + nl) + 1;
        const float weight = nl * light.solid / (base * base);
        sum += light.radiance * weight;
        total += weight;
    }
    return sum / total;
}

void store(Environment::Level& level, int face, uint32_t x, uint32_t y, const glm::vec3& value) {
    uint16_t* texel = &level.texels[4 * ((size_t(face) * level.size + y) * level.size + x)];
    for (int c = 0; c < 3; ++c) texel[c] = toHalf(std::min(value[c], kLargestHalf));
    texel[3] = 0x3c00;  // 1
}

glm::vec3 sampleEquirect(const Equirect& image, const glm::vec3& d) {
    const float u = std::atan2(d.z, d.x) / kTwoPi + 0.5f;
    const float v = 0.5f - std::asin(std::clamp(d.y, -1.0f, 1.0f)) / kPi;
    const float x = u * static_cast<float>(image.width) - 0.5f;
    const float y = v * static_cast<float>(image.height) - 0.5f;
    const int width = static_cast<int>(image.width), height = static_cast<int>(image.height);
    const int xf = static_cast<int>(std::floor(x)), yf = static_cast<int>(std::floor(y));
    const float fx = x - static_cast<float>(xf), fy = y - static_cast<float>(yf);
    const int x0 = (xf + width) % width, x1 = (xf + 1) % width;
    const int y0 = std::clamp(yf, 0, height - 1), y1 = std::clamp(yf + 1, 0, height - 1);
    const glm::vec3* top = &image.texels[size_t(y0) * image.width];
    const glm::vec3* bottom = &image.texels[size_t(y1) * image.width];
    return glm::mix(glm::mix(top[x0], top[x1], fx), glm::mix(bottom[x0], bottom[x1], fx), fy);
}

// Irradiance over π: the mean of the light weighted with the cosine.
glm::vec3 sumDiffuse(const std::vector<Light>& lights, const glm::vec3& n) {
    glm::vec3 sum(0);
    float total = 0;
    for (const Light& light : lights) {
        const float weight = glm::dot(n, light.direction) * light.solid;
        if (weight <= 0) continue;
        sum += light.radiance * weight;
        total += weight;
    }
    return sum / total;
}

}  // namespace

struct EnvironmentBuilder::Work {
    enum class Phase { Fill, Halve, Filter, Diffuse, Done };

    RadianceFunction radiance = nullptr;
    Equirect image;
    Options options;
    Phase phase = Phase::Fill;
    uint32_t row = 0;  // over all faces: face × size + y
    uint32_t level = 0;
    uint64_t spent = 0, expected = 1;
    std::vector<Cube> source;
    std::vector<LobeSample> samples;
    std::vector<Light> lights;
    Environment result;

    void begin() {
        uint32_t size = 16;
        while (size < options.faceSize && size < 1024) size *= 2;
        source.emplace_back(size);
        for (uint32_t n = size; n >= kSmallestLevel; n /= 2) {
            result.levels.push_back({n, std::vector<uint16_t>(size_t(24) * n * n)});
        }
        result.irradiance = {kDiffuseSize,
                             std::vector<uint16_t>(size_t(24) * kDiffuseSize * kDiffuseSize)};
        expected = uint64_t(6) * size * size * fillCost() +
                   uint64_t(6) * kDiffuseSize * kDiffuseSize * kSumSource * kSumSource;
        for (uint32_t i = 1; i < result.levels.size(); ++i) {
            expected += uint64_t(6) * result.levels[i].size * result.levels[i].size * cost(i);
        }
    }

    bool summed(uint32_t i) const { return i > 0 && result.levels[i].size <= kSumSource; }
    // Images have lights as small as the sun, the built-in ones have not.
    uint32_t lobeCount(uint32_t i) const {
        return std::min(384u, (radiance ? 32u : 96u) << (std::max(i, 1u) - 1));
    }
    // Look-ups per texel. Those of the sum are simpler.
    uint32_t cost(uint32_t i) const {
        return summed(i) ? 2 * kSumSource * kSumSource : lobeCount(i);
    }
    float roughness(uint32_t i) const {
        return static_cast<float>(i) / static_cast<float>(result.levels.size() - 1);
    }

    uint32_t fillCost() const { return radiance ? 2 : 8; }

    glm::vec3 look(const glm::vec3& d) const {
        glm::vec3 value = radiance ? radiance(d) : sampleEquirect(image, d);
        return value * options.scale;
    }

    void fillRow() {
        Cube& cube = source[0];
        const uint32_t n = cube.size();
        const int face = static_cast<int>(row / n);
        const uint32_t y = row % n;
        for (uint32_t x = 0; x < n; ++x) {
            const float s = texelCenter(x, n), t = texelCenter(y, n);
            glm::vec3 value(0);
            if (radiance) {
                value = look(glm::normalize(faceDirection(face, s, t)));
            } else {
                // Four look-ups per texel: an image may have twice as many texels across as the
                // face.
                const float quarter = 0.5f / static_cast<float>(n);
                for (int i = 0; i < 4; ++i) {
                    const float ds = i & 1 ? quarter : -quarter, dt = i & 2 ? quarter : -quarter;
                    value += look(glm::normalize(faceDirection(face, s + ds, t + dt))) * 0.25f;
                }
            }
            cube.at(face, static_cast<int>(x), static_cast<int>(y)) = value;
            store(result.levels[0], face, x, y, value);
        }
        spent += uint64_t(n) * fillCost();
        if (++row == 6 * n) {
            row = 0;
            phase = Phase::Halve;
            image = Equirect{};
            cube.sealBorders();
        }
    }

    void halve() {
        if (source.back().size() > kSmallestSource) {
            source.push_back(source.back().half());
            return;
        }
        for (const Cube& cube : source) {
            if (cube.size() == kSumSource) lights = lightsOf(cube);
        }
        phase = Phase::Filter;
        nextLevel();
    }

    void nextLevel() {
        row = 0;
        if (++level == result.levels.size()) {
            phase = Phase::Diffuse;
            source.clear();
            return;
        }
        if (!summed(level)) {
            samples = lobe(roughness(level), lobeCount(level), source[0].size(),
                           static_cast<uint32_t>(source.size()), radiance ? 0 : kImageBias);
        }
    }

    void filterRow() {
        Environment::Level& out = result.levels[level];
        const int face = static_cast<int>(row / out.size);
        const uint32_t y = row % out.size;
        for (uint32_t x = 0; x < out.size; ++x) {
            const glm::vec3 n = glm::normalize(
                faceDirection(face, texelCenter(x, out.size), texelCenter(y, out.size)));
            store(out, face, x, y,
                  summed(level) ? sumLights(lights, n, roughness(level)) : gather(n));
        }
        spent += uint64_t(out.size) * cost(level);
        if (++row == 6 * out.size) nextLevel();
    }

    void diffuseRow() {
        const int face = static_cast<int>(row / kDiffuseSize);
        const uint32_t y = row % kDiffuseSize;
        for (uint32_t x = 0; x < kDiffuseSize; ++x) {
            const glm::vec3 n = glm::normalize(
                faceDirection(face, texelCenter(x, kDiffuseSize), texelCenter(y, kDiffuseSize)));
            store(result.irradiance, face, x, y, sumDiffuse(lights, n));
        }
        spent += uint64_t(kDiffuseSize) * kSumSource * kSumSource;
        if (++row == 6 * kDiffuseSize) phase = Phase::Done;
    }

    glm::vec3 gather(const glm::vec3& n) const {
        // A frame about n without a pole (Duff and others 2017).
        const float sign = n.z >= 0 ? 1.0f : -1.0f;
        const float a = -1 / (sign + n.z), b = n.x * n.y * a;
        const glm::vec3 t{1 + sign * n.x * n.x * a, sign * b, -sign * n.x};
        const glm::vec3 s{b, sign + n.y * n.y * a, -n.y};
        glm::vec3 value(0);
        for (const LobeSample& sample : samples) {
            const glm::vec3& d = sample.direction;
            value += source[sample.level].sample(t * d.x + s * d.y + n * d.z) * sample.weight;
        }
        return value;
    }
};

EnvironmentBuilder::EnvironmentBuilder(RadianceFunction radiance, Options options)
    : mWork(std::make_unique<Work>()) {
    assert(radiance);
    mWork->radiance = radiance;
    mWork->options = options;
    mWork->begin();
}

EnvironmentBuilder::EnvironmentBuilder(RadianceFunction radiance)
    : EnvironmentBuilder(radiance, Options{}) {}

EnvironmentBuilder::EnvironmentBuilder(Equirect image, Options options)
    : mWork(std::make_unique<Work>()) {
    if (image.width == 0 || image.height == 0 ||
        image.texels.size() < size_t(image.width) * image.height) {
        image = {1, 1, {glm::vec3(0)}};
    }
    mWork->image = std::move(image);
    mWork->options = options;
    mWork->begin();
}

EnvironmentBuilder::~EnvironmentBuilder() = default;
EnvironmentBuilder::EnvironmentBuilder(EnvironmentBuilder&&) noexcept = default;
EnvironmentBuilder& EnvironmentBuilder::operator=(EnvironmentBuilder&&) noexcept = default;

bool EnvironmentBuilder::step(uint32_t units) {
    if (!mWork) return true;
    Work& w = *mWork;
    const uint64_t until = w.spent + uint64_t(std::max(units, 1u)) * kUnit;
    while (w.phase != Work::Phase::Done && w.spent < until) {
        if (w.phase == Work::Phase::Fill) {
            w.fillRow();
        } else if (w.phase == Work::Phase::Halve) {
            w.halve();
        } else if (w.phase == Work::Phase::Filter) {
            w.filterRow();
        } else {
            w.diffuseRow();
        }
    }
    return w.phase == Work::Phase::Done;
}

float EnvironmentBuilder::progress() const {
    if (!mWork || mWork->phase == Work::Phase::Done) return 1;
    return static_cast<float>(mWork->spent) / static_cast<float>(mWork->expected);
}

Environment EnvironmentBuilder::take() {
    assert(mWork && mWork->phase == Work::Phase::Done);
    Environment e = std::move(mWork->result);
    mWork.reset();
    return e;
}

Environment buildEnvironment(RadianceFunction radiance, EnvironmentBuilder::Options options) {
    EnvironmentBuilder builder(radiance, options);
    while (!builder.step(1u << 20)) {
    }
    return builder.take();
}

glm::vec3 diffuse(const Environment& environment, const glm::vec3& normal) {
    const Environment::Level& from = environment.irradiance;
    Cube cube(from.size);
    const uint16_t* texel = from.texels.data();
    for (int face = 0; face < 6; ++face) {
        for (uint32_t i = 0; i < from.size * from.size; ++i, texel += 4) {
            cube.at(face, static_cast<int>(i % from.size), static_cast<int>(i / from.size)) = {
                fromHalf(texel[0]), fromHalf(texel[1]), fromHalf(texel[2])};
        }
    }
    cube.sealBorders();
    return cube.sample(normal);
}

}  // namespace vitrine::light
