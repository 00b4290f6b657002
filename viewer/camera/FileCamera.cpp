#include "camera/FileCamera.h"

#include <algorithm>
#include <cmath>

namespace vitrine::camera {

namespace {

void fill(settings::Quantity& quantity, double value) {
    if (quantity.isAuto) quantity = settings::Quantity::of(value);
}

}  // namespace

settings::CameraSettings seenFrom(const FileCamera& from, const Framing& framing,
                                  settings::CameraSettings given) {
    const double ahead = glm::dot(framing.center() - from.eye, from.forward);
    const double radius = ahead > 0 ? ahead : framing.radiusAbout(framing.center());
    const glm::dvec3 target = from.eye + from.forward * radius;
    const glm::dvec3 back = -from.forward;
    fill(given.orbit.theta, std::atan2(back.x, back.z));
    fill(given.orbit.phi, std::acos(std::clamp(back.y, -1.0, 1.0)));
    fill(given.orbit.radius, radius);
    fill(given.target.x, target.x);
    fill(given.target.y, target.y);
    fill(given.target.z, target.z);
    fill(given.fieldOfView, from.verticalFov);
    return given;
}

}  // namespace vitrine::camera
