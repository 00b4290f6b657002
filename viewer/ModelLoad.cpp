#include "ModelLoad.h"

#include <algorithm>
#include <limits>

#include "base/Clock.h"

namespace vitrine {
namespace {

/// Of a tick, for geometry while something else is on screen.
constexpr double kSliceMs = 4;

/// Adds the time until its end to a sum.
class Stopwatch {
public:
    explicit Stopwatch(double& sum) : mSum(sum) {}
    ~Stopwatch() { mSum += nowMs() - mStart; }
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;

private:
    double& mSum;
    double mStart = nowMs();
};

}  // namespace

ModelLoad::ModelLoad(std::string url, render::Stage& stage, Events& events, const Options& options)
    : mUrl(url),
      mStage(stage),
      mEvents(events),
      mOptions(options),
      mDocument(std::move(url)),
      mVariant(options.variant) {
    mDocument.deferTangents(options.inlineTangents);
    mDocument.showVariant(options.variant);
}

Status ModelLoad::push(uint32_t resource, Bytes chunk, uint64_t total) {
    Status status;
    {
        Stopwatch watch(mDecodeMs);
        status = mDocument.push(resource, chunk, total);
    }
    return status ? proceed() : status;
}

Status ModelLoad::finish(uint32_t resource) {
    Status status;
    {
        Stopwatch watch(mDecodeMs);
        status = mDocument.finish(resource);
    }
    return status ? proceed() : status;
}

Status ModelLoad::decoded(uint32_t job, Bytes bytes) {
    Stopwatch watch(mDecodeMs);
    if (!mAsset) {
        Status status = mDocument.decoded(job, bytes);
        return status ? proceed() : status;
    }
    Status status = mDocument.give(job, bytes, *mAsset);
    if (status && --mTangentJobs == 0) {
        beginModel();
        if (mOptions.hurry) {
            status = build();
        } else {
            mEvents.work();
        }
    }
    return status;
}

Status ModelLoad::image(int32_t image, const scene::Picture::Info& info) {
    for (const Wanted& w : mWanted) {
        if (w.image == image) mDocument.imageTaken(w.resource);
    }
    scene::Picture::Info picture = info;
    picture.srgb = mDocument.imageUse(image).srgb;
    mArrived.push_back({image, std::make_shared<scene::Picture>(mStage, picture)});
    return proceed();
}

void ModelLoad::streamed(uint32_t texture, const std::shared_ptr<scene::Picture>& picture) {
    for (const Streamed& s : mStreamed) {
        if (s.texture == texture) mArrived.push_back({s.image, picture});
    }
    placePictures();
}

/// Materials are known long before geometry is here: what they need is asked for now.
void ModelLoad::beginTrial() {
    if (mTried || !mOptions.hurry) return;
    std::optional<gltf::Asset> asset = mDocument.trial();
    if (!asset) return;
    mTried = true;
    mTrial = std::make_unique<scene::Model>(mStage, *std::move(asset));
    mTrial->restyle(*mOptions.style);
    mTrial->build(std::numeric_limits<double>::infinity());
}

/// Tells the host what the document wants and has; builds the model when it can.
Status ModelLoad::proceed() {
    beginTrial();
    for (const gltf::Request& r : mDocument.takeRequests()) askFor(r);
    const std::vector<gltf::EncodedImage> images = mDocument.takeImages();
    for (const gltf::EncodedImage& i : images) {
        mEvents.image(mOptions.load, static_cast<int32_t>(outside(static_cast<uint32_t>(i.image))),
                      i, mOptions.imageLimit);
    }
    const std::vector<gltf::DecodeJob> jobs = mDocument.takeDecodeJobs();
    for (const gltf::DecodeJob& j : jobs) mEvents.decode(mOptions.load, outside(j.job), j);
    // Building frees the file's bytes, and the host has yet to copy these: then it waits for advance().
    Status status;
    if (mOptions.hurry && images.empty() && jobs.empty() && due()) status = build();
    if (!mOptions.hurry && due()) mEvents.work();
    placePictures();
    return status;
}

void ModelLoad::askFor(const gltf::Request& r) {
    const int32_t texture = r.image && mOptions.streams ? mOptions.streams->find(r.url) : -1;
    if (texture >= 0) {
        const auto index = static_cast<uint32_t>(texture);
        mDocument.imageTaken(r.resource);
        mStreamed.push_back({r.imageIndex, index});
        mOptions.streams->begin(index, mOptions.pixelsPerMetre);
        if (const auto& picture = mOptions.streams->picture(index)) streamed(index, picture);
        return;
    }
    mWanted.push_back({r.resource, r.image ? r.imageIndex : gltf::kNone, r.url});
    Events::File file;
    file.resource = outside(r.resource);
    file.url = r.url;
    file.rank = mOptions.rank;
    if (r.image) {
        const gltf::Document::ImageUse use = mDocument.imageUse(r.imageIndex);
        file.image = static_cast<int32_t>(outside(static_cast<uint32_t>(r.imageIndex)));
        file.srgb = use.srgb;
        file.mipmaps = use.mipmaps;
        file.limit = mOptions.imageLimit;
    }
    mEvents.request(mOptions.load, file);
}

Status ModelLoad::showVariant(const std::string& name) {
    mVariant = name;
    mDocument.showVariant(name);
    if (mModel) mModel->showVariant(variantOf(mModel->asset()));
    return proceed();
}

void ModelLoad::restyle() {
    scene::Model* const model = mModel ? mModel.get() : mBuilding.get();
    if (model) model->restyle(*mOptions.style);
}

int32_t ModelLoad::variantOf(const gltf::Asset& asset) const {
    for (size_t i = 0; i < asset.variants.size(); ++i) {
        if (!mVariant.empty() && asset.variants[i] == mVariant) return static_cast<int32_t>(i);
    }
    return gltf::kNone;
}

Status ModelLoad::advance() {
    Status status;
    if (due()) status = build();
    placePictures();
    return status;
}

/// One step of building; all of them in a hurry.
Status ModelLoad::build() {
    Stopwatch watch(mDecodeMs);
    if (!mBuilding) {
        Status status = buildAsset();
        if (!status || !mBuilding || !mOptions.hurry) return status;
    }
    buildModel(mOptions.hurry ? std::numeric_limits<double>::infinity() : kSliceMs);
    return {};
}

Status ModelLoad::buildAsset() {
    Result<gltf::Asset> asset = mDocument.build();
    if (!asset) return std::move(asset).error();
    for (const std::string& w : asset->warnings) mEvents.warning(mOptions.viewer, w);
    mAsset = std::make_unique<gltf::Asset>(*std::move(asset));
    mTangents = mDocument.takeTangentJobs();
    for (const gltf::TangentJob& j : mTangents) mEvents.tangents(mOptions.load, outside(j.job), j);
    mTangentJobs = mTangents.size();
    if (mTangents.empty()) beginModel();
    return {};
}

void ModelLoad::beginModel() {
    mTangents.clear();
    mBuilding = std::make_unique<scene::Model>(mStage, std::move(*mAsset));
    mBuilding->restyle(*mOptions.style);
    mAsset.reset();
}

void ModelLoad::buildModel(double ms) {
    if (!mGeometryBuilt) {
        mGeometryBuilt = mBuilding->build(ms);
        if (!mGeometryBuilt || !mOptions.hurry) return;
    }
    for (const std::string& w : mBuilding->warnings()) mEvents.warning(mOptions.viewer, w);
    mUvPerMetre = mBuilding->uvPerMetre();
    mModel = std::move(mBuilding);
    mModel->showVariant(variantOf(mModel->asset()));
    mModel->prepare();
    mEvents.milestone("built", mOptions.viewer, mOptions.load);
}

void ModelLoad::placePictures() {
    if (!mModel) return;
    for (Arrived& a : mArrived) mModel->setImage(a.image, std::move(a.picture));
    mArrived.clear();
}

// --- streamed textures -----------------------------------------------------------------------------------

void ModelLoad::look(double pixelsPerMetre, stream::Sharpness sharpness) {
    if (!mModel) return;
    for (const Streamed& s : mStreamed) {
        TextureStreams& streams = *mOptions.streams;
        const double texels = mUvPerMetre[static_cast<size_t>(s.image)] * streams.texels(s.texture);
        const uint32_t level =
            stream::wantedLevel(texels, pixelsPerMetre, streams.levels(s.texture), sharpness);
        streams.want(s.texture, level, sharpness);
    }
}

bool ModelLoad::sharp() const {
    return std::all_of(mStreamed.begin(), mStreamed.end(),
                       [&](const Streamed& s) { return mOptions.streams->satisfied(s.texture); });
}

bool ModelLoad::capped() const {
    return std::any_of(mStreamed.begin(), mStreamed.end(),
                       [&](const Streamed& s) { return mOptions.streams->capped(s.texture); });
}

uint32_t ModelLoad::textureSize() const {
    if (mStreamed.empty()) return mModel ? mModel->textureSize() : 0;
    uint32_t side = 0;
    for (const Streamed& s : mStreamed) side = std::max(side, mOptions.streams->sideOf(s.texture));
    return side;
}

const std::string& ModelLoad::urlOf(uint32_t resource) const {
    for (const Wanted& w : mWanted) {
        if (w.resource == resource) return w.url;
    }
    return mUrl;
}

const std::string& ModelLoad::urlOfImage(int32_t image) const {
    for (const Wanted& w : mWanted) {
        if (w.image == image) return w.url;
    }
    return mUrl;
}

}  // namespace vitrine
