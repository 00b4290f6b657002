// What Orbit.cpp and OrbitInput.cpp share. Internal to this room.
#pragma once

#include "camera/Orbit.h"

namespace vitrine::camera::detail {

constexpr double kPi = 3.14159265358979323846;

/// Change of the logarithm of the field of view by a step of zoom, as in <model-viewer>.
constexpr double kZoomStep = 0.04;

/// Where the settings look, in the model's space.
glm::dvec3 resolveTarget(const OrbitState& state, const settings::CameraSettings& camera);

/// Keeps the goals within the limits.
void clampGoals(OrbitState& state);

/// The target's goal as the settings have it.
void aimAtTarget(OrbitState& state, const settings::CameraSettings& camera);

}  // namespace vitrine::camera::detail
