#include "pose/Sampler.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace vitrine::pose {
namespace {

using gltf::Channel;
using gltf::Interpolation;
using gltf::Path;

/// The value of key k; for cubic splines the middle one of its three.
const float* valueAt(const Channel& c, size_t k) {
    const bool cubic = c.interpolation == Interpolation::CubicSpline;
    return c.values.data() + (cubic ? 3 * k + 1 : k) * c.width;
}

float dot4(const float* a, const float* b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
}

void normalize4(float* q) {
    const float length = std::sqrt(dot4(q, q));
    if (length > 0) {
        for (int i = 0; i < 4; ++i) q[i] /= length;
    } else {
        q[0] = q[1] = q[2] = 0;
        q[3] = 1;
    }
}

/// Spherical, along the shorter arc.
void slerp(const float* a, const float* b, float t, float* out) {
    const float cosine = dot4(a, b);
    const float sign = cosine < 0 ? -1.0f : 1.0f;
    const float angle = std::acos(std::min(std::fabs(cosine), 1.0f));
    const float sine = std::sin(angle);
    // Where the arc is too short for its sine, a straight line is the same.
    const float wa = sine > 1e-4f ? std::sin((1 - t) * angle) / sine : 1 - t;
    const float wb = sign * (sine > 1e-4f ? std::sin(t * angle) / sine : t);
    for (int i = 0; i < 4; ++i) out[i] = wa * a[i] + wb * b[i];
    normalize4(out);
}

/// Hermite spline; tangents are per second, hence scaled by the distance of the keys.
void cubic(const Channel& c, size_t k, float t, float distance, float* out) {
    const uint32_t w = c.width;
    const float* here = c.values.data() + 3 * k * w;
    const float* next = here + 3 * size_t(w);
    const float t2 = t * t, t3 = t2 * t;
    const float v0 = 2 * t3 - 3 * t2 + 1, b0 = distance * (t3 - 2 * t2 + t);
    const float v1 = -2 * t3 + 3 * t2, a1 = distance * (t3 - t2);
    for (uint32_t i = 0; i < w; ++i) {
        out[i] = v0 * here[w + i] + b0 * here[2 * w + i] + v1 * next[w + i] + a1 * next[i];
    }
}

}  // namespace

void sampleChannel(const Channel& c, float time, float* out) {
    const size_t last = c.times.size() - 1;
    // The key at or before `time`.
    const auto after = std::upper_bound(c.times.begin(), c.times.end(), time);
    const size_t k =
        after == c.times.begin() ? 0 : static_cast<size_t>(after - c.times.begin()) - 1;
    const bool rotation = c.path == Path::Rotation;
    if (k == last || time <= c.times[0] || c.interpolation == Interpolation::Step) {
        std::memcpy(out, valueAt(c, k), c.width * sizeof(float));
    } else {
        const float distance = c.times[k + 1] - c.times[k];
        const float t = (time - c.times[k]) / distance;
        const float *a = valueAt(c, k), *b = valueAt(c, k + 1);
        if (c.interpolation == Interpolation::CubicSpline) {
            cubic(c, k, t, distance, out);
        } else if (rotation) {
            return slerp(a, b, t, out);
        } else {
            for (uint32_t i = 0; i < c.width; ++i) out[i] = a[i] + t * (b[i] - a[i]);
        }
    }
    if (rotation) normalize4(out);
}

}  // namespace vitrine::pose
