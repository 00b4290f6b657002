#include "gltf/Document.h"

#include "gltf/Build.h"
#include "gltf/DocumentState.h"
#include "gltf/Fail.h"
#include "gltf/Trial.h"
#include "gltf/Uri.h"

namespace vitrine::gltf {

// ------------------------------------------------------------------------------------

Document::Document(std::string url) : mState(std::make_unique<State>(std::move(url))) {}
Document::~Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;

Status Document::push(uint32_t resource, Bytes chunk, uint64_t total) {
    State& s = *mState;
    if (!s.mError) return s.mError;
    s.release();
    Status status =
        resource == kMain ? s.pushMain(chunk, total) : s.pushResource(resource, chunk, total);
    return status ? status : s.die(std::move(status).error());
}

Status Document::finish(uint32_t resource) {
    State& s = *mState;
    if (!s.mError) return s.mError;
    s.release();
    Status status;
    if (resource != kMain) {
        status = s.finishResource(resource);
    } else if (!s.mMainFinished) {
        status = s.finishMain();
    }
    return status ? status : s.die(std::move(status).error());
}

void Document::imageTaken(uint32_t resource) {
    State& s = *mState;
    if (resource == kMain || resource > s.mResources.size() || !s.mResources[resource - 1].image)
        return;
    s.mImages[s.mResources[resource - 1].index].taken = true;
    s.release();
}

std::vector<Request> Document::takeRequests() {
    if (!mState->mError) return {};
    mState->release();
    std::vector<Request> out;
    out.swap(mState->mRequests);
    return out;
}

std::vector<EncodedImage> Document::takeImages() {
    State& s = *mState;
    std::vector<EncodedImage> out;
    if (!s.mError) return out;
    s.release();
    for (size_t i = 0; i < s.mImages.size(); ++i) {
        Bytes bytes;
        if (!s.mImages[i].wanted || s.mImages[i].taken || !s.imageBytes(i, bytes)) continue;
        s.mImages[i].taken = true;
        EncodedImage image;
        image.image = static_cast<int32_t>(i);
        image.mimeType = s.mSource->images[i].mimeType;
        if (image.mimeType.empty()) image.mimeType = sniffImageType(bytes.data, bytes.size);
        image.srgb = s.mUsage.images[i].srgb;
        image.mipmaps = s.mUsage.images[i].mipmaps;
        image.bytes = bytes;
        out.push_back(std::move(image));
    }
    return out;
}

Document::ImageUse Document::imageUse(int32_t image) const {
    const State& s = *mState;
    if (image < 0 || static_cast<size_t>(image) >= s.mUsage.images.size()) return {false, true};
    return {s.mUsage.images[image].srgb, s.mUsage.images[image].mipmaps};
}

std::vector<DecodeJob> Document::takeDecodeJobs() {
    State& s = *mState;
    std::vector<DecodeJob> out;
    if (!s.mError) return out;
    for (size_t i = 0; i < s.mDecodes.size(); ++i) {
        Bytes bytes;
        if (s.mDecodes[i].taken || !s.compressedBytes(i, bytes)) continue;
        s.mDecodes[i].taken = true;
        const CompressedDecl& decl = s.mSource->compressed[i];
        out.push_back({static_cast<uint32_t>(i), decl.meshopt, decl.draco, bytes});
    }
    return out;
}

Status Document::decoded(uint32_t job, Bytes bytes) {
    State& s = *mState;
    if (!s.mError) return s.mError;
    Status status = s.storeDecoded(job, bytes);
    return status ? status : s.die(std::move(status).error());
}

bool Document::geometryReady() const {
    const State& s = *mState;
    if (!s.mError || !s.mSource) return false;
    for (size_t i = 0; i < s.mBuffers.size(); ++i) {
        if (s.mBuffers[i].needed > s.available(i).size) return false;
    }
    return true;
}

void Document::deferTangents(uint32_t indices) {
    mState->mDeferTangents = indices;
}

std::optional<Asset> Document::trial() const {
    const State& s = *mState;
    if (!s.mError || !s.mSource || s.mBuilt) return {};
    return trialAsset(*s.mSource, s.mAsset, s.mVariant);
}

Result<Asset> Document::build() {
    State& s = *mState;
    if (!s.mError) return s.mError.error();
    if (s.mBuilt || !geometryReady()) {
        return fail(ErrorCode::Internal,
                    {"A document can be built once, when its geometry is ready."});
    }
    std::vector<Bytes> buffers(s.mBuffers.size());
    for (size_t i = 0; i < buffers.size(); ++i) buffers[i] = s.available(i);
    Result<Unfinished> built = buildAsset(*s.mSource, buffers, s.mDeferTangents, s.mAsset);
    if (!built) return s.die(std::move(built).error()).error();
    s.mUnfinished = std::move(*built);
    s.mBuilt = true;
    Asset asset = std::move(s.mAsset);
    s.release();
    return asset;
}

std::vector<TangentJob> Document::takeTangentJobs() {
    State& s = *mState;
    std::vector<TangentJob> out;
    if (!s.mError) return out;
    for (size_t i = 0; i < s.mUnfinished.tangents.size(); ++i) {
        PendingTangents& pending = s.mUnfinished.tangents[i];
        if (pending.taken) continue;
        pending.taken = true;
        out.push_back(std::move(pending.job));
        out.back().job = static_cast<uint32_t>(s.mDecodes.size() + i);
    }
    return out;
}

Status Document::give(uint32_t job, Bytes answer, Asset& asset) {
    State& s = *mState;
    if (!s.mError) return s.mError;
    Status status = s.storeTangents(job, answer, asset);
    return status ? status : s.die(std::move(status).error());
}

size_t Document::imageCount() const {
    size_t count = 0;
    for (const ImageState& image : mState->mImages) count += image.wanted ? 1 : 0;
    return count;
}

void Document::showVariant(std::string name) {
    State& s = *mState;
    s.mVariant = std::move(name);
    if (!s.mError || !s.mSource) return;
    s.release();
    Status status = s.wantImages();
    if (!status) (void)s.die(std::move(status).error());
}

}  // namespace vitrine::gltf
