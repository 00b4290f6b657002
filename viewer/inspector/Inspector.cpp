#include "inspector/Inspector.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "Viewer.h"
#include "base/Clock.h"
#include "base/JsonText.h"

namespace vitrine::inspector {
namespace {

using camera::InputEvent;

constexpr float kFontPixels = 13;  // the built-in font is drawn for this size
// Fingers need more room than a mouse: WCAG 2.2, 2.5.8 wants 24 pixels.
constexpr float kPaddingX = 8, kPaddingY = 6, kTouchPadding = 3;
constexpr float kWheelStep = 100;  // pixels of a wheel's notch

void style() {
    ImGui::StyleColorsDark();
    ImGuiStyle& s = ImGui::GetStyle();
    s.FramePadding = {kPaddingX, kPaddingY};
    s.TouchExtraPadding = {kTouchPadding, kTouchPadding};
    s.ScrollbarSize = 16;
    s.GrabMinSize = 20;
    s.WindowRounding = 0;
    s.FrameRounding = 3;
    s.WindowBorderSize = 0;
    s.Colors[ImGuiCol_WindowBg].w = 0.94f;
}

}  // namespace

Inspector::Inspector(Viewer& viewer, std::unique_ptr<Painter> painter)
    : mContext(nullptr), mPainter(std::move(painter)), mPanel(viewer) {
    ImGuiContext* before = ImGui::GetCurrentContext();
    mContext = ImGui::CreateContext();
    ImGui::SetCurrentContext(mContext);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
    for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = key;
    io.SetClipboardTextFn = [](void* panel, const char* text) {
        static_cast<Panel*>(panel)->copy(text);
    };
    io.GetClipboardTextFn = [](void*) { return ""; };  // the page pastes by typing
    io.ClipboardUserData = &mPanel;
    style();
    record(*mContext, &mItems);
    ImGui::SetCurrentContext(before);
}

Inspector::~Inspector() {
    ImGui::SetCurrentContext(mContext);
    mPainter.reset();
    ImGui::DestroyContext(mContext);
}

void Inspector::input(const InputEvent& event) {
    mInput.push_back(event);
    mFramesDue = 2;  // one to act, one to show what the action changed
}

bool Inspector::feedOne(const InputEvent& event) {
    ImGuiIO& io = ImGui::GetIO();
    const auto modifiers = static_cast<int>(event.modifiers);
    io.KeyShift = (modifiers & InputEvent::Shift) != 0;
    io.KeyCtrl = (modifiers & (InputEvent::Ctrl | InputEvent::Meta)) != 0;
    io.KeyAlt = (modifiers & InputEvent::Alt) != 0;
    const ImVec2 at(static_cast<float>(event.x), static_cast<float>(event.y));
    switch (static_cast<int>(event.kind)) {
        case InputEvent::PointerDown:
            if (mPointer >= 0) return false;  // a second finger
            mPointer = event.id;
            io.MousePos = at;
            // A finger was nowhere before it came down: what it touches has to be hovered first.
            frame();
            io.MouseDown[0] = true;
            return true;
        case InputEvent::PointerMove:
            if (mPointer < 0 || mPointer == event.id) io.MousePos = at;
            return false;
        case InputEvent::PointerUp:
        case InputEvent::PointerCancel:
            if (mPointer != event.id) return false;
            mPointer = -1;
            // Where it is let go counts as moved to, also where moves and release come together.
            if (event.kind == InputEvent::PointerUp) io.MousePos = at;
            frame();
            io.MouseDown[0] = false;
            return true;
        case InputEvent::Wheel:
            io.MousePos = at;
            io.MouseWheel -= static_cast<float>(event.a) / kWheelStep;
            return false;
        case InputEvent::KeyDown: {
            const int key = static_cast<int>(event.a);
            if (key < 0 || key >= ImGuiKey_COUNT) return false;
            io.KeysDown[key] = true;
            return true;
        }
        case InputEvent::Character:
            io.AddInputCharacter(static_cast<unsigned>(event.a));
            return false;
        default:
            return false;
    }
}

void Inspector::feed() {
    while (!mInput.empty()) {
        const InputEvent event = mInput.front();
        mInput.pop_front();
        if (feedOne(event)) return;
    }
}

void Inspector::frame() {
    ImGuiIO& io = ImGui::GetIO();
    const double now = nowMs();
    io.DeltaTime = static_cast<float>(std::clamp((now - mLastFrame) / 1000, 0.001, 0.1));
    mLastFrame = now;
    mItems.clear();
    ImGui::NewFrame();
    mPanel.show();
    ImGui::Render();
    // Keys are told when they go down only.
    std::fill(std::begin(io.KeysDown), std::end(io.KeysDown), false);
}

void Inspector::draw(uint32_t width, uint32_t height, double devicePixelRatio) {
    ImGui::SetCurrentContext(mContext);
    ImGuiIO& io = ImGui::GetIO();
    const auto size = mPanel.size();
    io.DisplaySize = {static_cast<float>(size.x), static_cast<float>(size.y)};
    io.DisplayFramebufferScale = {static_cast<float>(width / size.x),
                                  static_cast<float>(height / size.y)};
    const double fontPixels = std::round(kFontPixels * devicePixelRatio);
    if (fontPixels != mFontPixels) {
        mFontPixels = fontPixels;
        io.Fonts->Clear();
        ImFontConfig font;
        font.SizePixels = static_cast<float>(fontPixels);
        io.Fonts->AddFontDefault(&font);
        io.FontGlobalScale = static_cast<float>(kFontPixels / fontPixels);
        io.Fonts->Build();
        if (mPainter) mPainter->fontsChanged();
    }
    do {
        feed();
        frame();
    } while (!mInput.empty());
    if (mPainter) mPainter->paint(*ImGui::GetDrawData());
    mFramesDue = std::max(mFramesDue - 1, 0);
    tellLayout();
}

/// The page routes input by this: what is over a window of ours is ours.
void Inspector::tellLayout() {
    JsonText layout;
    std::string windows = "[", items = "[", focus;
    const auto box = [](std::string& list, const std::string& head, ImVec2 at, ImVec2 size) {
        if (list.size() > 1) list += ',';
        list += '[' + head;
        for (const float n : {at.x, at.y, size.x, size.y}) list += JsonText::number(n) + ',';
        list.back() = ']';
    };
    for (const ImGuiWindow* w : mContext->Windows) {
        const bool top = (w->Flags & ImGuiWindowFlags_ChildWindow) == 0;
        if (w->Active && top && w->Size.x > 0) box(windows, "", w->Pos, w->Size);
    }
    for (const Item& item : mItems) {
        if (item.label.empty()) continue;
        if (item.id == mContext->NavId) focus = item.label;
        box(items, JsonText::text(item.label) + ',', {item.x, item.y}, {item.width, item.height});
    }
    layout.addRaw("windows", windows + ']')
        .addRaw("items", items + ']')
        .add("focus", focus)
        .add("typing", ImGui::GetIO().WantTextInput)
        .add("open", ImGui::IsAnyItemActive() || !mContext->OpenPopupStack.empty());
    std::string text = layout.take();
    if (text == mLayout) return;
    mLayout = text;
    mPanel.tell("layout", mLayout);
}

std::unique_ptr<Overlay> make(Viewer& viewer) {
    return std::make_unique<Inspector>(viewer, makeGlPainter());
}

}  // namespace vitrine::inspector
