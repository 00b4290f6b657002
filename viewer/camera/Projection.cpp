#include "camera/Projection.h"

#include <cmath>

namespace vitrine::camera {
namespace {

struct Frame {
    glm::dvec3 eye, ahead, right, up;
    glm::dvec2 reach;  // half the picture, one metre ahead
};

Frame frameOf(const Pose& pose, double aspect) {
    const double tangent = std::tan(double{pose.verticalFov} * 0.5);
    const glm::dvec3 ahead = pose.forward, up = pose.up;
    return {pose.eye, ahead, glm::cross(ahead, up), up, {tangent * aspect, tangent}};
}

}  // namespace

Ray rayThrough(const Pose& pose, double aspect, glm::dvec2 place) {
    const Frame f = frameOf(pose, aspect);
    const double x = (2 * place.x - 1) * f.reach.x, y = (1 - 2 * place.y) * f.reach.y;
    return {f.eye, f.ahead + f.right * x + f.up * y};
}

std::optional<glm::dvec2> placeOf(const Pose& pose, double aspect, glm::dvec3 point) {
    const Frame f = frameOf(pose, aspect);
    const glm::dvec3 d = point - f.eye;
    const double depth = glm::dot(d, f.ahead);
    if (!(depth > 0)) return std::nullopt;
    const glm::dvec2 at{glm::dot(d, f.right) / (depth * f.reach.x),
                        glm::dot(d, f.up) / (depth * f.reach.y)};
    if (!std::isfinite(at.x) || !std::isfinite(at.y)) return std::nullopt;
    return glm::dvec2{(at.x + 1) * 0.5, (1 - at.y) * 0.5};
}

}  // namespace vitrine::camera
