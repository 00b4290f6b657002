#include "light/ContactShadow.h"

#include <algorithm>
#include <cmath>

namespace vitrine::light {

namespace {

constexpr float kNothing = 1e30f;

// The shade is split by the height of what casts it; each layer is blurred as wide as its height asks.
constexpr int kLayers = 5;
// Heights of the layers as shares of the model's: dense near the ground, where the eye compares.
constexpr float kLayerHeight[kLayers] = {0.0f, 0.04f, 0.12f, 0.3f, 0.7f};
// At this share of the model's height half of the ceiling's light gets under an edge.
constexpr float kFade = 0.22f;
constexpr float kDarkest = 0.92f;

// Three box blurs of this radius are close to a Gaussian (central limit). `from` and `to` are one row or column with
// `step` between its items; what lies outside is 0.
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
            boxBlur(&map[static_cast<size_t>(y) * width], &other[static_cast<size_t>(y) * width], width, 1,
                    radius);
        }
        for (int x = 0; x < width; ++x) {
            boxBlur(&other[static_cast<size_t>(x)], &map[static_cast<size_t>(x)], height,
                    static_cast<size_t>(width), radius);
        }
    }
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

ContactShadow::ContactShadow(glm::vec2 footprintMin, glm::vec2 footprintMax, float ground, float top,
                             float softness, uint32_t size) {
    const glm::vec2 extent = footprintMax - footprintMin;
    const float tall = top - ground;
    if (!(extent.x >= 0 && extent.y >= 0 && tall >= 0) || !usable({extent.x, extent.y, tall}) ||
        !usable({footprintMin.x, footprintMin.y, ground})) {
        return;  // no map
    }
    const float longer = std::max({extent.x, extent.y, tall * 0.05f});
    if (!(longer > 0)) return;
    mSoftness = softness >= 0 ? std::min(softness, 1.0f) : 0;
    mGround = ground;
    // Wide blur is measured against the footprint as well: a lamp post must not shade a whole square.
    mTall = std::max(std::min(tall, 1.5f * longer), 1e-3f * longer);
    const float pad = longer * (0.04f + 0.36f * mSoftness);
    const int texels = static_cast<int>(std::clamp(size, 16u, 1024u));
    mCell = (longer + 2 * pad) / static_cast<float>(texels);
    mWidth = std::min(texels, static_cast<int>(std::ceil((extent.x + 2 * pad) / mCell)));
    mHeight = std::min(texels, static_cast<int>(std::ceil((extent.y + 2 * pad) / mCell)));
    const glm::vec2 middle = (footprintMin + footprintMax) * 0.5f;
    mMin = middle - glm::vec2(mWidth, mHeight) * (0.5f * mCell);
    mLowest.assign(static_cast<size_t>(mWidth) * mHeight, kNothing);
}

void ContactShadow::lower(int x, int z, float height) {
    if (x < 0 || z < 0 || x >= mWidth || z >= mHeight) return;
    float& lowest = mLowest[static_cast<size_t>(z) * mWidth + x];
    lowest = std::min(lowest, std::max(height, 0.0f));
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
        if (usable(v)) lower(static_cast<int>(std::floor(v.x)), static_cast<int>(std::floor(v.z)), v.y);
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
        const float pz = static_cast<float>(z) + 0.5f - a.z, px = static_cast<float>(x0) + 0.5f - a.x;
        float wb = (px * (c.z - a.z) - (c.x - a.x) * pz) * inverse;
        float wc = ((b.x - a.x) * pz - px * (b.z - a.z)) * inverse;
        for (int x = x0; x <= x1; ++x, wb += dbx, wc += dcx) {
            if (wb >= 0 && wc >= 0 && wb + wc <= 1) lower(x, z, a.y + wb * (b.y - a.y) + wc * (c.y - a.y));
        }
    }
}

ShadowMap ContactShadow::finish() {
    ShadowMap map;
    if (mLowest.empty()) return map;
    const size_t count = mLowest.size();
    std::vector<float> clear(count, 1.0f), layer(count), scratch(count);
    bool any = false;
    for (int i = 0; i < kLayers; ++i) {
        const float low = i > 0 ? kLayerHeight[i - 1] : 0;
        const float here = kLayerHeight[i];
        const float high = i + 1 < kLayers ? kLayerHeight[i + 1] : 1e30f;
        bool used = false;
        for (size_t t = 0; t < count; ++t) {
            layer[t] = 0;
            if (mLowest[t] >= kNothing) continue;
            const float height = mLowest[t] / mTall;
            // Layers overlap linearly, so that their shares of any height sum to one.
            float share;
            if (height <= here) {
                share = i == 0 ? 1 : (height - low) / (here - low);
            } else {
                share = i + 1 == kLayers ? 1 : (high - height) / (high - here);
            }
            if (share <= 0) continue;
            const float faint = height / kFade;
            layer[t] = share * kDarkest / (1 + faint * faint);
            used = true;
        }
        if (!used) continue;
        any = true;
        const float spread = (0.015f + 0.45f * here) * mTall * (0.1f + 0.9f * mSoftness);
        const int most = std::min(mWidth, mHeight) / 4;
        const int radius = static_cast<int>(std::round(spread / mCell));
        blur(layer, scratch, mWidth, mHeight, std::clamp(radius, 1, std::max(1, most)));
        for (size_t t = 0; t < count; ++t) clear[t] *= 1 - layer[t];
    }
    if (!any) return map;

    map.width = static_cast<uint32_t>(mWidth);
    map.height = static_cast<uint32_t>(mHeight);
    map.min = mMin;
    map.max = mMin + glm::vec2(mWidth, mHeight) * mCell;
    map.alpha.resize(count);
    // The blur may reach the border; fading over the outer texels hides that the map ends.
    const float fade = std::max(2.0f, 0.08f * static_cast<float>(std::min(mWidth, mHeight)));
    for (int z = 0; z < mHeight; ++z) {
        for (int x = 0; x < mWidth; ++x) {
            const int edge = std::min({x, z, mWidth - 1 - x, mHeight - 1 - z});
            const float f = std::min(1.0f, static_cast<float>(edge) / fade);
            const size_t t = static_cast<size_t>(z) * mWidth + x;
            const float alpha = (1 - clear[t]) * f * f * (3 - 2 * f) * 255;
            const float dither = noise(static_cast<uint32_t>(x), static_cast<uint32_t>(z));
            // No dither on nothing, or the ground would sparkle where there is no shadow.
            map.alpha[t] = alpha < 0.02f ? 0 : static_cast<uint8_t>(std::min(255.0f, alpha + dither));
        }
    }
    return map;
}

}  // namespace vitrine::light
