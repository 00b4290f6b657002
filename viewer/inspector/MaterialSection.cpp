// The materials of the model, with their factors to tune.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/common.hpp>

#include "inspector/Desk.h"
#include "inspector/Items.h"
#include "look/MaterialFactors.h"

namespace vitrine::inspector {
namespace {

const char* alphaName(gltf::AlphaMode mode) {
    switch (mode) {
        case gltf::AlphaMode::Mask:
            return "MASK";
        case gltf::AlphaMode::Blend:
            return "BLEND";
        case gltf::AlphaMode::Opaque:
            break;
    }
    return "OPAQUE";
}

// Factors are linear; colours are chosen as people see them, in sRGB (IEC 61966-2-1). Unlike those of light/Packing.h, these go on
// above 1: a factor may.
float encode(float linear) {
    return linear <= 0.0031308f ? 12.92f * linear : 1.055f * std::pow(linear, 1 / 2.4f) - 0.055f;
}
float decode(float srgb) {
    return srgb <= 0.04045f ? srgb / 12.92f : std::pow((srgb + 0.055f) / 1.055f, 2.4f);
}

using Numbers = std::array<float, 4>;

bool editColor(const look::Factor& factor, Numbers& numbers) {
    Numbers shown = numbers;
    for (size_t i = 0; i < 3; ++i) shown[i] = encode(shown[i]);
    constexpr int kFlags = ImGuiColorEditFlags_Float | ImGuiColorEditFlags_HDR;
    const bool changed = factor.count == 4 ? ImGui::ColorEdit4(factor.name, shown.data(), kFlags)
                                           : ImGui::ColorEdit3(factor.name, shown.data(), kFlags);
    nameLast(factor.name);
    if (!changed) return false;
    for (size_t i = 0; i < 3; ++i) shown[i] = decode(shown[i]);
    numbers = shown;
    return true;
}

bool editNumber(const look::Factor& factor, Numbers& numbers) {
    return ImGui::SliderFloat(factor.name, numbers.data(), factor.softMin, factor.softMax, "%.3g");
}

void editFactor(Desk& desk, gltf::Material& material, const look::Factor& factor) {
    const float* first = factor.in(material);
    if (!first) return;
    Numbers numbers{};
    std::copy_n(first, factor.count, numbers.begin());
    const bool changed = factor.color ? editColor(factor, numbers) : editNumber(factor, numbers);
    if (!changed) return;
    for (float& n : numbers) n = glm::clamp(n, factor.min, factor.max);
    desk.edit({material.name, &factor, numbers});
}

}  // namespace

void materialSection(Desk& desk) {
    const scene::Model* model = desk.viewer().model();
    if (!model) return ImGui::TextDisabled("Nothing is shown yet.");
    const auto& materials = model->asset().materials;
    if (materials.empty()) ImGui::TextDisabled("The model has none.");
    for (size_t i = 0; i < materials.size(); ++i) {
        const std::string name = materials[i].name.empty() ? "(without a name)" : materials[i].name;
        ImGui::PushID(static_cast<int>(i));
        if (ImGui::TreeNodeEx(name.c_str(), kTreeNode)) {
            gltf::Material material = materials[i];
            row("Alpha", alphaName(material.alphaMode));
            row("Double-sided", material.doubleSided ? "yes" : "no");
            // A look names materials; what has no name cannot be told again.
            ImGui::BeginDisabled(material.name.empty());
            for (const look::Factor& factor : look::factors()) editFactor(desk, material, factor);
            ImGui::EndDisabled();
            ImGui::TreePop();
        }
        ImGui::PopID();
    }
}

}  // namespace vitrine::inspector
