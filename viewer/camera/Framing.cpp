#include "camera/Framing.h"

#include <algorithm>
#include <cmath>

namespace vitrine::camera {

namespace {

bool finite(glm::dvec3 p) {
    // Beyond this the float matrices of a renderer are of no use, and squares must not overflow.
    constexpr double kMax = 1e15;
    return std::abs(p.x) <= kMax && std::abs(p.y) <= kMax && std::abs(p.z) <= kMax;
}

// Tangent of the half angle that the circle of radius r at height y about the target fills
// sideways, at worst over all orbits, seen from distance D. At polar angle φ the point at angle a
// of the circle lies at x = r cos a, depth D − y cos φ − r sin a sin φ. The largest x / depth over
// a is r / √((D − y c)² − r² s²) with c = cos φ, s² = 1 − c²; the root is smallest at c = D y / (y²
// + r²), at most 1.
double sideways(double r, double y, double distance) {
    if (r <= 0) return 0;
    const double c = std::min(1.0, distance * y / (y * y + r * r));
    const double depth = distance - y * c;
    const double square = depth * depth - r * r * (1 - c * c);
    return square > 0 ? r / std::sqrt(square) : 1e9;
}

}  // namespace

Framing Framing::ofBox(glm::dvec3 min, glm::dvec3 max) {
    Framing f;
    if (!finite(min) || !finite(max)) min = glm::dvec3(-0.5), max = glm::dvec3(0.5);
    f.min = glm::min(min, max);
    f.max = glm::max(min, max);
    const glm::dvec3 half = (f.max - f.min) * 0.5;
    f.radius = glm::length(half);
    // A box reaches as far at all heights as its corners do.
    const double wide = std::hypot(half.x, half.z);
    for (int i = 0; i < kSlices; ++i) {
        const double low = f.radius * i / kSlices;
        f.reach[i] = low <= half.y ? wide : 0;
    }
    return f;
}

double Framing::radiusAbout(glm::dvec3 target) const {
    const glm::dvec3 center = this->center();
    double r = radius + glm::length(target - center);
    // The sphere about the target around the box is sometimes smaller than the moved sphere.
    const glm::dvec3 far = glm::max(glm::abs(min - target), glm::abs(max - target));
    r = std::min(r, glm::length(far));
    if (!(r > 0) || !std::isfinite(r))
        return 1;  // a point or no model: a metre is as good as anything
    // Doubles hold the rest, but what is drawn passes through floats, whose grid about the target
    // is this.
    return std::max({r, 1e-6 * glm::length(target), 1e-7});
}

double Framing::idealDistance(glm::dvec3 target, double fieldOfView) const {
    return radiusAbout(target) / std::sin(fieldOfView * 0.5);
}

double Framing::idealAspect(glm::dvec3 target, double fieldOfView) const {
    const double distance = idealDistance(target, fieldOfView);
    const glm::dvec3 offset = glm::abs(target - center());
    const double aside = std::hypot(offset.x, offset.z);
    double tangent = 0;
    for (int i = 0; i < kSlices; ++i) {
        if (reach[i] <= 0) continue;
        const double top = radius * (i + 1) / kSlices;
        tangent = std::max(tangent, sideways(reach[i] + aside, top + offset.y, distance));
    }
    const double aspect = tangent / std::tan(fieldOfView * 0.5);
    return std::isfinite(aspect) ? std::clamp(aspect, 1e-3, 1.0) : 1.0;
}

void FramingBuilder::add(glm::dvec3 p) {
    if (!finite(p)) return;
    if (!mSecond) {
        mFraming.min = mAny ? glm::min(mFraming.min, p) : p;
        mFraming.max = mAny ? glm::max(mFraming.max, p) : p;
        mAny = true;
        return;
    }
    const glm::dvec3 d = p - mFraming.center();
    // The slices' height is not known before the radius: that of the box, corrected in finish().
    const double span = glm::length(mFraming.max - mFraming.min) * 0.5;
    mFraming.radius = std::max(mFraming.radius, glm::length(d));
    const int slice = span > 0 ? static_cast<int>(std::abs(d.y) / span * Framing::kSlices) : 0;
    double& reach = mFraming.reach[std::clamp(slice, 0, Framing::kSlices - 1)];
    reach = std::max(reach, std::hypot(d.x, d.z));
}

void FramingBuilder::add(const float* positions, size_t count, const glm::mat4& world,
                         size_t stride) {
    for (size_t i = 0; i < count; ++i) {
        const float* p = positions + i * stride;
        add(glm::dvec3(world * glm::vec4(p[0], p[1], p[2], 1)));
    }
}

void FramingBuilder::nextPass() {
    mSecond = true;
}

Framing FramingBuilder::finish() const {
    if (!mAny) return Framing::ofBox(glm::dvec3(-0.5), glm::dvec3(0.5));
    if (!mSecond || mFraming.radius <= 0) return Framing::ofBox(mFraming.min, mFraming.max);
    Framing f = mFraming;
    // From slices of the box's sphere to slices of the tighter one: each takes what it overlaps.
    const double span = glm::length(f.max - f.min) * 0.5;
    f.reach.fill(0);
    for (int i = 0; i < Framing::kSlices; ++i) {
        const double low = f.radius * i / Framing::kSlices / span * Framing::kSlices;
        const double high = f.radius * (i + 1) / Framing::kSlices / span * Framing::kSlices;
        for (int j = static_cast<int>(low); j < Framing::kSlices && j <= high; ++j) {
            f.reach[i] = std::max(f.reach[i], mFraming.reach[j]);
        }
    }
    return f;
}

}  // namespace vitrine::camera
