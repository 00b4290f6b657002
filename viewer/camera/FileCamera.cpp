#include "camera/FileCamera.h"

#include <algorithm>
#include <cmath>

namespace vitrine::camera {

namespace {

/// Edges that a projection keeps parallel lean by less than this from the middle of the picture to its rim. Radians: 10 degrees.
constexpr double kLongLensFov = 0.17453292519943295;

void fill(settings::Quantity& quantity, double value) {
    if (quantity.isAuto) quantity = settings::Quantity::of(value);
}

}  // namespace

settings::CameraSettings seenFrom(const FileCamera& from, const Framing& framing,
                                  settings::CameraSettings given) {
    const double ahead = glm::dot(framing.center() - from.eye, from.forward);
    const double toTarget = ahead > 0 ? ahead : framing.radiusAbout(framing.center());
    const glm::dvec3 target = from.eye + from.forward * toTarget;
    const bool parallel = from.halfHeight > 0;
    const double fov = parallel ? kLongLensFov : from.verticalFov;
    const double radius = parallel ? from.halfHeight / std::tan(fov / 2) : toTarget;
    const glm::dvec3 back = -from.forward;
    fill(given.orbit.theta, std::atan2(back.x, back.z));
    fill(given.orbit.phi, std::acos(std::clamp(back.y, -1.0, 1.0)));
    fill(given.orbit.radius, radius);
    fill(given.target.x, target.x);
    fill(given.target.y, target.y);
    fill(given.target.z, target.z);
    fill(given.fieldOfView, fov);
    return given;
}

}  // namespace vitrine::camera
