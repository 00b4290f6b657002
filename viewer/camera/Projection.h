// Between places in a picture and the model's space, for a camera's pose.
//
// Places are shares of the picture: 0, 0 is its top left corner and 1, 1 its bottom right one. Pure.
#pragma once

#include <glm/glm.hpp>
#include <optional>

#include "camera/Orbit.h"

namespace vitrine::camera {

struct Ray {
    glm::dvec3 origin{0};
    glm::dvec3 direction{0, 0, -1};  ///< not always unit
};

/// What lies under a place of the picture. The direction advances one metre away from the eye's plane.
Ray rayThrough(const Pose& pose, double aspect, glm::dvec2 place);

/// Where a point appears; beyond 0…1 when it is outside of the picture. None for points that are not in front of the eye.
std::optional<glm::dvec2> placeOf(const Pose& pose, double aspect, glm::dvec3 point);

}  // namespace vitrine::camera
