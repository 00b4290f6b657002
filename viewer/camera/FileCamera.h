// A camera that a product's file brings along, as a view to start from.
#pragma once

#include <glm/glm.hpp>

#include "camera/Framing.h"
#include "settings/Settings.h"

namespace vitrine::camera {

/// In the model's space, metres.
struct FileCamera {
    glm::dvec3 eye{0};
    glm::dvec3 forward{0, 0, -1};  ///< unit
    double verticalFov = 0.5;      ///< radians; of a perspective camera
    double halfHeight = 0;         ///< of what an orthographic camera shows; 0 = a perspective one
};

/// `given`, with the view of that camera where it leaves things open ("auto"). The orbit's target is the point of its line
/// of sight that is nearest to the product's middle; an orbit camera stands upright, so a camera that leans is straightened.
/// In place of an orthographic camera stands one with a long lens, as far away as makes it frame the same height there.
settings::CameraSettings seenFrom(const FileCamera& from, const Framing& framing,
                                  settings::CameraSettings given);

}  // namespace vitrine::camera
