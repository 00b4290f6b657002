// The camera: where it is, its limits, and its framing to copy as attributes.
#include <imgui.h>

#include <glm/trigonometric.hpp>

#include "inspector/Desk.h"

namespace vitrine::inspector {
namespace {

std::string orbitText(const messages::Info& info) {
    return text(glm::degrees(info.theta), 1) + "deg " + text(glm::degrees(info.phi), 1) + "deg " +
           text(info.radius, 4) + "m";
}

std::string targetText(const messages::Info& info) {
    return text(info.target.x, 4) + "m " + text(info.target.y, 4) + "m " + text(info.target.z, 4) +
           "m";
}

}  // namespace

void viewSection(Desk& desk) {
    const messages::Info info = desk.viewer().info();
    const std::string orbit = orbitText(info);
    const std::string target = targetText(info);
    const std::string fov = text(info.fieldOfView, 2) + "deg";
    row("Orbit", orbit);
    row("Target", target);
    row("Field of view", fov);
    row("Size", text(info.dimensions.x, 3) + " x " + text(info.dimensions.y, 3) + " x " +
                    text(info.dimensions.z, 3) + " m");
    if (ImGui::Button("Use this view")) {
        desk.edit("camera-orbit", orbit);
        desk.edit("camera-target", target);
        desk.edit("field-of-view", fov);
    }
    ImGui::SameLine();
    if (ImGui::Button("Copy as attributes")) {
        desk.tell("copy", "camera-orbit=\"" + orbit + "\" camera-target=\"" + target +
                              "\" field-of-view=\"" + fov + "\"");
    }
}

}  // namespace vitrine::inspector
