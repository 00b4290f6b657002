#include "light/BrdfLut.h"

#include <algorithm>
#include <cmath>
#include <glm/glm.hpp>

#include "light/Packing.h"
#include "light/Sampling.h"

namespace vitrine::light {

namespace {

constexpr uint32_t kSamples = 64;

// Smith's Λ for GGX: masking of a direction with this cosine.
float lambda(float cosine, float alpha2) {
    const float c2 = cosine * cosine;
    return 0.5f * (std::sqrt(1 + alpha2 * (1 - c2) / c2) - 1);
}

/// Sample points: a number from 0 to 1 and a direction in the plane, the same for every texel.
struct Sample {
    float share;
    glm::vec2 around;
};

std::vector<Sample> samplesOf(uint32_t count) {
    std::vector<Sample> samples;
    samples.reserve(count);
    for (uint32_t i = 0; i < count; ++i) {
        const glm::vec2 u = hammersley(i, count);
        samples.push_back({u.x, {std::cos(kTwoPi * u.y), std::sin(kTwoPi * u.y)}});
    }
    return samples;
}

void integrateBrdf(float nDotV, float perceptualRoughness, const std::vector<Sample>& samples,
                   float& scale, float& bias) {
    const float nv = std::clamp(nDotV, 1e-4f, 1.0f);
    const float alpha = std::max(perceptualRoughness * perceptualRoughness, 1e-4f);
    const float alpha2 = alpha * alpha;
    const glm::vec3 v{std::sqrt(1 - nv * nv), 0, nv};
    const float lambdaV = lambda(nv, alpha2);

    // Normals seen from v, uniformly over the projected hemisphere that GGX stretches to (Heitz
    // 2018).
    const glm::vec3 vh = glm::normalize(glm::vec3(alpha * v.x, 0, v.z));
    const float length = std::sqrt(1 - vh.z * vh.z);
    const glm::vec3 t1 = length > 1e-6f ? glm::vec3(0, 1, 0) : glm::vec3(1, 0, 0);
    const glm::vec3 t2 = glm::cross(vh, t1);

    float a = 0, b = 0;
    for (const Sample& sample : samples) {
        const float r = std::sqrt(sample.share);
        const float p1 = r * sample.around.x;
        const float s = 0.5f * (1 + vh.z);
        const float p2 = (1 - s) * std::sqrt(std::max(0.0f, 1 - p1 * p1)) + s * r * sample.around.y;
        const float p3 = std::sqrt(std::max(0.0f, 1 - p1 * p1 - p2 * p2));
        const glm::vec3 nh = p1 * t1 + p2 * t2 + p3 * vh;
        const glm::vec3 h =
            glm::normalize(glm::vec3(alpha * nh.x, alpha * nh.y, std::max(0.0f, nh.z)));

        const float vDotH = std::max(glm::dot(v, h), 0.0f);
        const float nl = 2 * vDotH * h.z - v.z;
        if (nl <= 0) continue;
        // brdf · cos / pdf leaves the height-correlated G2 over the masking of v.
        const float weight = (1 + lambdaV) / (1 + lambdaV + lambda(nl, alpha2));
        const float m = 1 - vDotH;
        const float fresnel = m * m * m * m * m;
        a += (1 - fresnel) * weight;
        b += fresnel * weight;
    }
    scale = a / static_cast<float>(samples.size());
    bias = b / static_cast<float>(samples.size());
}

float integrateSheen(float nDotV, float sheenRoughness, const std::vector<Sample>& samples) {
    const auto count = static_cast<float>(samples.size());
    const float nv = std::clamp(nDotV, 1e-3f, 1.0f);
    const float inverse = 1 / std::max(sheenRoughness * sheenRoughness, 1e-3f);
    const glm::vec3 v{std::sqrt(1 - nv * nv), 0, nv};
    // Uniformly over the hemisphere: the lobe is as wide.
    float sum = 0;
    for (const Sample& sample : samples) {
        const float nl = sample.share + 0.5f / count;
        const float sinL = std::sqrt(std::max(0.0f, 1 - nl * nl));
        const glm::vec3 l{sinL * sample.around, nl};
        const float nh = glm::normalize(v + l).z;
        const float sin2 = std::max(1 - nh * nh, 0.0078125f);
        const float d = (2 + inverse) * std::pow(sin2, inverse * 0.5f) / kTwoPi;
        sum += d * nl / (4 * (nl + nv - nl * nv));
    }
    return std::min(1.0f, kTwoPi * sum / count);
}

}  // namespace

void integrateBrdf(float nDotV, float perceptualRoughness, uint32_t samples, float& scale,
                   float& bias) {
    integrateBrdf(nDotV, perceptualRoughness, samplesOf(samples), scale, bias);
}

float integrateSheen(float nDotV, float sheenRoughness, uint32_t samples) {
    return integrateSheen(nDotV, sheenRoughness, samplesOf(samples));
}

std::vector<uint16_t> brdfLut(uint32_t size) {
    const std::vector<Sample> samples = samplesOf(kSamples);
    std::vector<uint16_t> texels;
    texels.reserve(4 * size * size);
    for (uint32_t y = 0; y < size; ++y) {
        for (uint32_t x = 0; x < size; ++x) {
            float scale, bias;
            const float nv = (x + 0.5f) / size, roughness = (y + 0.5f) / size;
            integrateBrdf(nv, roughness, samples, scale, bias);
            texels.push_back(toHalf(scale));
            texels.push_back(toHalf(bias));
            texels.push_back(toHalf(integrateSheen(nv, roughness, samples)));
            texels.push_back(0);
        }
    }
    return texels;
}

}  // namespace vitrine::light
