#include "Viewer.h"

// What is said of a viewer, by attributes, a look file and the inspector: the part of Viewer that knows which of them wins.
namespace vitrine {

void Viewer::set(std::string_view attribute, std::optional<std::string_view> value) {
    if (attribute == "look") return wantLook(value.value_or(""));
    look::put(mOwn, attribute, value);
    change(attribute);
}

/// What is said of the attribute may be something else now.
void Viewer::change(std::string_view attribute) {
    std::optional<std::string_view> value;
    for (const look::Attributes* said : {&mLook.look.attributes, &mOwn, &mTuning.attributes}) {
        if (const std::string* found = look::find(*said, attribute)) value = *found;
    }
    const Status status = settings::set(mSettings, attribute, value);
    if (!status) mEvents.error(mId, 0, status.error());
    if (mStyle.toneMapping != static_cast<int32_t>(mSettings.toneMapping)) restyle();
    if (attribute == "animation-name") selectAnimation();
    if (attribute == "autoplay" && mSettings.autoplay && model()) mPlayback.play();
}

void Viewer::wantLook(std::string_view url) {
    if (url == mLook.url) return;
    mLook.url = url;
    mLook.settled = url.empty();
    if (url.empty()) takeLook(mLook.look, {});
}

void Viewer::setLook(Result<look::Look> look) {
    mLook.settled = true;
    if (look) return takeLook(mLook.look, *std::move(look));
    takeLook(mLook.look, {});
    Error error = std::move(look).error();
    error.url = mLook.url;
    mEvents.error(mId, 0, error);
}

void Viewer::setOverlay(std::unique_ptr<Overlay> overlay) {
    mOverlay = std::move(overlay);
    if (!mOverlay) setTuning({});
    mDirty = true;
}

void Viewer::takeLook(look::Look& place, look::Look look) {
    std::swap(place, look);
    for (const look::Look* each : {&look, &place}) {
        for (const auto& [attribute, value] : each->attributes) change(attribute);
    }
    restyle();
    mDirty = true;
}

void Viewer::restyle() {
    mStyle.toneMapping = static_cast<int32_t>(mSettings.toneMapping);
    for (Load* load : {mCurrent.get(), mIncoming.get()}) {
        if (load) load->restyle();
    }
}

}  // namespace vitrine
