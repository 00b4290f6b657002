#include "light/ContactShadow.h"

#include <algorithm>
#include <cmath>

namespace vitrine::light {

namespace {

constexpr float kNothing = 1e30f;

// Layers of height, one for each blur: box radii of these many texels. Three passes of radius r
// blur like a Gaussian of σ = √(r² + r), see spreadOf().
constexpr int kRadii[] = {0, 1, 2, 4, 8, 16, 32, 64};
constexpr int kLayers = sizeof kRadii / sizeof *kRadii;
// A ceiling as wide as the sky would give 0.8 (the kernel of a plate at height h crosses that of a Gaussian of 0.8 h
// at half its width). A studio's light is narrower, and a tighter shadow grounds a product better.
constexpr float kSigmaByHeight = 0.4f;
// With a softness of 0 the light has this share of its width.
constexpr float kHardest = 0.12f;
constexpr float kDarkest = 0.92f;
// At the model's full height this many times as faint, squared.
constexpr float kFadeByHeight = 3.0f;

float spreadOf(int radius) {
    return radius > 0 ? std::sqrt(static_cast<float>(radius * radius + radius)) : 0.5f;
}

// Three box blurs of this radius are close to a Gaussian (central limit). `from` and `to` are one
// row or column with `step` between its items; what lies outside is 0.
void boxBlur(const float* from, float* to, int count, size_t step, int radius) {
    const float share = 1.0f / static_cast<float>(2 * radius + 1);
    float sum = 0;
    for (int i = 0; i < std::min(radius, count); ++i) sum += from[static_cast<size_t>(i) * step];
    for (int i = 0; i < count; ++i) {
        if (i + radius < count) sum += from[static_cast<size_t>(i + radius) * step];
        if (i - radius - 1 >= 0) sum -= from[static_cast<size_t>(i - radius - 1) * step];
        to[static_cast<size_t>(i) * step] = std::max(sum, 0.0f) * share;
    }
}

void blur(std::vector<float>& map, std::vector<float>& other, int width, int height, int radius) {
    if (radius < 1) return;
    for (int pass = 0; pass < 3; ++pass) {
        for (int y = 0; y < height; ++y) {
            boxBlur(&map[static_cast<size_t>(y) * width], &other[static_cast<size_t>(y) * width],
                    width, 1, radius);
        }
        for (int x = 0; x < width; ++x) {
            boxBlur(&other[static_cast<size_t>(x)], &map[static_cast<size_t>(x)], height,
                    static_cast<size_t>(width), radius);
        }
    }
}

float borderMaximum(const std::vector<float>& map, int width, int height) {
    float maximum = 0;
    for (int x = 0; x < width; ++x) {
        maximum = std::max({maximum, map[static_cast<size_t>(x)],
                            map[static_cast<size_t>(height - 1) * width + x]});
    }
    for (int y = 0; y < height; ++y) {
        maximum = std::max({maximum, map[static_cast<size_t>(y) * width],
                            map[static_cast<size_t>(y) * width + width - 1]});
    }
    return std::min(maximum, 0.5f);
}

// 0…1, uncorrelated from texel to texel, the same every time.
float noise(uint32_t x, uint32_t y) {
    uint32_t h = x * 0x9e3779b1u ^ y * 0x85ebca77u;
    h ^= h >> 15;
    h *= 0x2c1b3c6du;
    h ^= h >> 12;
    h *= 0x297a2d39u;
    h ^= h >> 15;
    return static_cast<float>(h >> 8) * 0x1p-24f;
}

bool usable(const glm::vec3& p) {
    return std::fabs(p.x) < 1e15f && std::fabs(p.y) < 1e15f && std::fabs(p.z) < 1e15f;
}

}  // namespace

ContactShadow::ContactShadow(glm::vec2 footprintMin, glm::vec2 footprintMax, float ground,
                             float top, float softness, uint32_t size) {
    const glm::vec2 extent = footprintMax - footprintMin;
    const float tall = top - ground;
    if (!(extent.x >= 0 && extent.y >= 0 && tall >= 0) || !usable({extent.x, extent.y, tall}) ||
        !usable({footprintMin.x, footprintMin.y, ground})) {
        return;  // no map
    }
    const float longer = std::max({extent.x, extent.y, tall * 0.05f});
    if (!(longer > 0)) return;
    const float soft = softness >= 0 ? std::min(softness, 1.0f) : 0;
    mSpread = kSigmaByHeight * (kHardest + (1 - kHardest) * soft);
    mGround = ground;
    // Slim and tall things must not shade a whole square.
    mTall = std::clamp(tall, 1e-3f * longer, longer);
    const float pad = longer * (0.05f + 0.35f * soft);
    const int texels = static_cast<int>(std::clamp(size, 16u, 1024u));
    mCell = (longer + 2 * pad) / static_cast<float>(texels);
    mWidth = std::min(texels, static_cast<int>(std::ceil((extent.x + 2 * pad) / mCell)));
    mHeight = std::min(texels, static_cast<int>(std::ceil((extent.y + 2 * pad) / mCell)));
    const glm::vec2 middle = (footprintMin + footprintMax) * 0.5f;
    mMin = middle - glm::vec2(mWidth, mHeight) * (0.5f * mCell);
    mLowest.assign(static_cast<size_t>(mWidth) * mHeight, kNothing);
    mHighest.assign(mLowest.size(), 0);
}

void ContactShadow::reach(int x, int z, float height) {
    if (x < 0 || z < 0 || x >= mWidth || z >= mHeight) return;
    const size_t at = static_cast<size_t>(z) * mWidth + x;
    mLowest[at] = std::min(mLowest[at], std::max(height, 0.0f));
    mHighest[at] = std::max(mHighest[at], height);
}

void ContactShadow::add(const float* positions, size_t stride, size_t vertexCount,
                        const uint32_t* indices, size_t indexCount, const glm::mat4& world) {
    if (mLowest.empty()) return;
    // Texel units across, metres above the ground up.
    mPosed.resize(vertexCount);
    const float scale = 1 / mCell;
    for (size_t i = 0; i < vertexCount; ++i) {
        const float* p = positions + i * stride;
        glm::vec3 v = glm::vec3(world * glm::vec4(p[0], p[1], p[2], 1));
        v = {(v.x - mMin.x) * scale, v.y - mGround, (v.z - mMin.y) * scale};
        mPosed[i] = v;
        // Legs thinner than a texel still stand somewhere.
        const bool inside = v.x >= 0 && v.z >= 0 && v.x < static_cast<float>(mWidth) &&
                            v.z < static_cast<float>(mHeight) && usable(v);
        if (inside) reach(static_cast<int>(v.x), static_cast<int>(v.z), v.y);
    }
    const size_t count = indices ? indexCount : vertexCount;
    for (size_t i = 0; i + 2 < count; i += 3) {
        const size_t a = indices ? indices[i] : i, b = indices ? indices[i + 1] : i + 1,
                     c = indices ? indices[i + 2] : i + 2;
        if (a >= vertexCount || b >= vertexCount || c >= vertexCount) continue;
        triangle(mPosed[a], mPosed[b], mPosed[c]);
    }
}

void ContactShadow::triangle(const glm::vec3& a, const glm::vec3& b, const glm::vec3& c) {
    if (!usable(a) || !usable(b) || !usable(c)) return;
    const float minX = std::min({a.x, b.x, c.x}), maxX = std::max({a.x, b.x, c.x});
    const float minZ = std::min({a.z, b.z, c.z}), maxZ = std::max({a.z, b.z, c.z});
    const float w = static_cast<float>(mWidth), h = static_cast<float>(mHeight);
    if (maxX < 0 || maxZ < 0 || minX >= w || minZ >= h) return;
    const int x0 = static_cast<int>(std::ceil(std::max(minX, 0.0f) - 0.5f));
    const int x1 = static_cast<int>(std::floor(std::min(maxX, w) - 0.5f));
    const int z0 = static_cast<int>(std::ceil(std::max(minZ, 0.0f) - 0.5f));
    const int z1 = static_cast<int>(std::floor(std::min(maxZ, h) - 0.5f));
    if (x0 > x1 || z0 > z1) return;
    const float area = (b.x - a.x) * (c.z - a.z) - (c.x - a.x) * (b.z - a.z);
    if (area == 0) return;
    const float inverse = 1 / area;
    // Weights of b and c, linear in x and z.
    const float dbx = (c.z - a.z) * inverse, dcx = -(b.z - a.z) * inverse;
    for (int z = z0; z <= z1; ++z) {
        const float pz = static_cast<float>(z) + 0.5f - a.z,
                    px = static_cast<float>(x0) + 0.5f - a.x;
        float wb = (px * (c.z - a.z) - (c.x - a.x) * pz) * inverse;
        float wc = ((b.x - a.x) * pz - px * (b.z - a.z)) * inverse;
        for (int x = x0; x <= x1; ++x, wb += dbx, wc += dcx) {
            if (wb >= 0 && wc >= 0 && wb + wc <= 1)
                reach(x, z, a.y + wb * (b.y - a.y) + wc * (c.y - a.y));
        }
    }
}

ShadowMap ContactShadow::finish() {
    ShadowMap map;
    if (mLowest.empty()) return map;
    const size_t count = mLowest.size();
    std::vector<float> shade(count, 0.0f), layer(count), scratch(count);
    // Heights as fractional layer numbers: 0 at the ground, then one more for each doubling.
    const float first = spreadOf(1) * mCell / mSpread;  // height of layer 1
    const auto number = [&](float height) {
        return height <= first ? height / first : 1 + std::log2(height / first);
    };
    const int widest = std::min(mWidth, mHeight) / 5;
    bool any = false;
    for (size_t t = 0; t < count; ++t) {
        if (mLowest[t] >= kNothing) continue;
        any = true;
        mLowest[t] = number(mLowest[t]);
        mHighest[t] = number(std::min(mHighest[t], mTall));
    }
    if (!any) return map;
    for (int i = 0; i < kLayers && kRadii[i] <= std::max(1, widest); ++i) {
        const float here = static_cast<float>(i);
        const bool last = i + 1 == kLayers || kRadii[i + 1] > std::max(1, widest);
        bool used = false;
        for (size_t t = 0; t < count; ++t) {
            layer[t] = 0;
            if (mLowest[t] >= kNothing) continue;
            // Wholly in the nearest layer, fading into the next ones: so neither gaps nor rings
            // between layers.
            float away = std::max({mLowest[t] - here, here - mHighest[t], 0.0f});
            if (last && mLowest[t] > here) away = 0;
            layer[t] = std::clamp(2 - 2 * away, 0.0f, 1.0f);
            used = used || layer[t] > 0;
        }
        if (!used) continue;
        const float height = i > 0 ? first * std::exp2(here - 1) : 0;
        const float faint = kFadeByHeight * height / mTall;
        const float strength = kDarkest / (1 + faint * faint);
        blur(layer, scratch, mWidth, mHeight, kRadii[i]);
        for (size_t t = 0; t < count; ++t) shade[t] = std::max(shade[t], layer[t] * strength);
    }
    blur(shade, scratch, mWidth, mHeight,
         1);  // rounds the kinks where one layer takes over from another

    map.width = static_cast<uint32_t>(mWidth);
    map.height = static_cast<uint32_t>(mHeight);
    map.min = mMin;
    map.max = mMin + glm::vec2(mWidth, mHeight) * mCell;
    map.alpha.resize(count);
    // The blur may reach the border. What it has there is taken off everywhere, so that the shadow ends by itself;
    // fading over the outer texels hides the rest.
    const float floor = borderMaximum(shade, mWidth, mHeight);
    const float fade = std::max(2.0f, 0.08f * static_cast<float>(std::min(mWidth, mHeight)));
    for (int z = 0; z < mHeight; ++z) {
        for (int x = 0; x < mWidth; ++x) {
            const int edge = std::min({x, z, mWidth - 1 - x, mHeight - 1 - z});
            const float f = std::min(1.0f, static_cast<float>(edge) / fade);
            const size_t t = static_cast<size_t>(z) * mWidth + x;
            const float over = std::max(0.0f, shade[t] - floor) / (1 - floor);
            const float alpha = over * f * f * (3 - 2 * f) * 255;
            const float dither = noise(static_cast<uint32_t>(x), static_cast<uint32_t>(z));
            // No dither on nothing, or the ground would sparkle where there is no shadow.
            map.alpha[t] =
                alpha < 0.02f ? 0 : static_cast<uint8_t>(std::min(255.0f, alpha + dither));
        }
    }
    return map;
}

}  // namespace vitrine::light
