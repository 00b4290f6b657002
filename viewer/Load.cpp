#include "Load.h"

#include <algorithm>

#include "base/Clock.h"

namespace vitrine {

Load::Load(uint32_t id, uint32_t viewer, std::string url, render::Stage& stage, Events& events)
    : mId(id),
      mViewer(viewer),
      mUrl(url),
      mStage(stage),
      mEvents(events),
      mDocument(std::move(url)) {}

Load::~Load() {
    dropPictures();
}

void Load::push(uint32_t resource, Bytes chunk, uint64_t total) {
    if (mFailed) return;
    const double start = nowMs();
    const Status status = mDocument.push(resource, chunk, total);
    mDecodeMs += nowMs() - start;
    if (check(status)) proceed();
}

void Load::finish(uint32_t resource) {
    if (mFailed) return;
    const double start = nowMs();
    const Status status = mDocument.finish(resource);
    mDecodeMs += nowMs() - start;
    if (check(status)) proceed();
}

void Load::fail(uint32_t resource, Error error) {
    if (mFailed) return;
    error.url = mUrl;
    if (const Wanted* w = wanted(resource)) error.url = w->url;
    give(std::move(error));
}

void Load::image(int32_t image, uint32_t textureName, uint32_t width, uint32_t height) {
    if (width == 0 || height == 0) {
        if (mFailed) return;
        Error error{ErrorCode::BadImage,
                    "Image " + std::to_string(image) +
                        " of the model could not be decoded. Save it as PNG, JPEG, WebP or AVIF.",
                    mUrl};
        for (const Wanted& w : mWanted) {
            if (w.image == image) error.url = w.url;
        }
        give(std::move(error));
        return;
    }
    if (mFailed) {
        mStage.target().deleteTexture(textureName);
        return;
    }
    for (const Wanted& w : mWanted) {
        if (w.image == image) mDocument.imageTaken(w.resource);
    }
    mPictures.push_back({image, textureName, width, height});
    proceed();
}

bool Load::check(const Status& status) {
    if (status) return true;
    give(status.error());
    return false;
}

void Load::give(Error error) {
    mFailed = true;
    if (!mShown) mModel.reset();
    dropPictures();
    if (error.url.empty()) error.url = mUrl;
    mEvents.error(mViewer, mId, error);
}

void Load::dropPictures() {
    for (const Picture& p : mPictures) mStage.target().deleteTexture(p.name);
    mPictures.clear();
}

void Load::proceed() {
    for (const gltf::Request& r : mDocument.takeRequests()) {
        mWanted.push_back({r.resource, r.image ? r.imageIndex : gltf::kNone, r.url});
        const gltf::Document::ImageUse use =
            r.image ? mDocument.imageUse(r.imageIndex) : gltf::Document::ImageUse{};
        mEvents.request(mId, r, use.srgb, use.mipmaps);
    }
    const std::vector<gltf::EncodedImage> images = mDocument.takeImages();
    for (const gltf::EncodedImage& i : images) mEvents.image(mId, i);
    // Building frees the file's bytes, and the host has yet to copy these: then it waits for advance().
    if (images.empty() && due()) build();
    placePictures();
}

void Load::advance() {
    if (due()) build();
    placePictures();
}

void Load::build() {
    const double start = nowMs();
    Result<gltf::Asset> asset = mDocument.build();
    if (!asset) return give(std::move(asset).error());
    for (const std::string& w : asset->warnings) mEvents.warning(mViewer, w);
    mModel = std::make_unique<scene::Model>(mStage, *std::move(asset));
    mModel->prepare();
    mDecodeMs += nowMs() - start;
    mEvents.milestone("built", mViewer, mId);
}

void Load::placePictures() {
    if (!mModel) return;
    for (const Picture& p : mPictures) {
        const gltf::Document::ImageUse use = mDocument.imageUse(p.image);
        mModel->setImage(p.image, p.name, p.width, p.height, use.srgb, use.mipmaps);
    }
    mPictures.clear();
}

const Load::Wanted* Load::wanted(uint32_t resource) const {
    const auto it = std::find_if(mWanted.begin(), mWanted.end(),
                                 [&](const Wanted& w) { return w.resource == resource; });
    return it == mWanted.end() ? nullptr : &*it;
}

}  // namespace vitrine
