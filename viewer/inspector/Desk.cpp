#include "inspector/Desk.h"

#include <imgui.h>

#include <utility>

#include "inspector/Items.h"

namespace vitrine::inspector {
namespace {

constexpr size_t kLines = 200;

}  // namespace

void Desk::edit(const std::string& attribute, const std::string& value) {
    look::put(mLook.attributes, attribute, value);
    mEdited = true;
}

void Desk::edit(const look::TunedFactor& tuned) {
    mEdited = true;
    for (look::TunedFactor& each : mLook.factors) {
        if (each.material != tuned.material || each.factor != tuned.factor) continue;
        each = tuned;
        return;
    }
    mLook.factors.push_back(tuned);
}

void Desk::revert() {
    mLook = {};
    mEdited = true;
}

std::optional<look::Look> Desk::takeEdited() {
    if (!std::exchange(mEdited, false)) return {};
    return mLook;
}

void Desk::log(std::string_view line) {
    mLines.emplace_back(line);
    if (mLines.size() > kLines) mLines.pop_front();
}

void slider(Desk& desk, const char* label, const char* attribute, float value, float min, float max,
            const char* unit) {
    const std::string format = std::string("%.3g") + unit;
    if (!ImGui::SliderFloat(label, &value, min, max, format.c_str())) return;
    desk.edit(attribute, text(value, 4) + unit);
}

bool beginList(const char* label, const char* shown) {
    const ImGuiID id = ImGui::GetID(label);
    const bool open = ImGui::BeginCombo(label, shown);
    name(id, label);
    return open;
}

void choose(Desk& desk, const char* label, const char* attribute, std::string_view value,
            const Choice* choices, size_t count) {
    const std::string other(value);  // an image of the page's own
    const char* shown = other.c_str();
    for (size_t i = 0; i < count; ++i) {
        if (value == choices[i].value) shown = choices[i].label;
    }
    if (!beginList(label, shown)) return;
    for (size_t i = 0; i < count; ++i) {
        const bool selected = value == choices[i].value;
        if (ImGui::Selectable(choices[i].label, selected)) desk.edit(attribute, choices[i].value);
    }
    ImGui::EndCombo();
}

void row(const char* name, const std::string& value) {
    ImGui::TextUnformatted(name);
    ImGui::SameLine(ImGui::GetContentRegionAvail().x * 0.5f);
    ImGui::TextUnformatted(value.c_str());
}

}  // namespace vitrine::inspector
