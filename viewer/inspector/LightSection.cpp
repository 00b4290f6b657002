// Environment, exposure, tone mapping and the shadow on the ground.
#include <imgui.h>

#include <glm/trigonometric.hpp>
#include <iterator>

#include "inspector/Desk.h"

namespace vitrine::inspector {
namespace {

const char* toneName(settings::ToneMapping tone) {
    switch (tone) {
        case settings::ToneMapping::Linear:
            return "linear";
        case settings::ToneMapping::Aces:
            return "aces";
        case settings::ToneMapping::Agx:
            return "agx";
        case settings::ToneMapping::Filmic:
            return "filmic";
        case settings::ToneMapping::Neutral:
            break;
    }
    return "neutral";
}

}  // namespace

void lightSection(Desk& desk) {
    const settings::Settings& s = desk.settings();
    static constexpr Choice kEnvironments[] = {{"Studio", "studio"}, {"Neutral", "neutral"}};
    choose(desk, "Environment", "environment-image", desk.viewer().environment(), kEnvironments,
           std::size(kEnvironments));
    slider(desk, "Intensity", "environment-intensity", s.environmentIntensity, 0, 4);
    slider(desk, "Rotation", "environment-rotation",
           static_cast<float>(glm::degrees(s.environmentRotation)), -180, 180, "deg");
    slider(desk, "Exposure", "exposure", s.exposure, 0, 4);
    static constexpr Choice kTones[] = {{"Neutral (Khronos PBR)", "neutral"},
                                        {"ACES", "aces"},
                                        {"AgX", "agx"},
                                        {"Filmic", "filmic"},
                                        {"Linear", "linear"}};
    choose(desk, "Tone mapping", "tone-mapping", toneName(s.toneMapping), kTones,
           std::size(kTones));
    slider(desk, "Shadow", "shadow-intensity", s.shadowIntensity, 0, 1);
    slider(desk, "Shadow softness", "shadow-softness", s.shadowSoftness, 0, 1);
}

}  // namespace vitrine::inspector
