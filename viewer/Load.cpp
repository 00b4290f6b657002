#include "Load.h"

#include <algorithm>

namespace vitrine {
namespace {

// Numbers of streamed textures; every other slot is 0 for the file at the load's own URL, or 1 + its level.
constexpr uint32_t kTextureSlot = 0x7fff;
constexpr uint32_t kLower = (1u << ModelLoad::kSlotBits) - 1;
// Indices up to which making tangents takes less than a frame, so that no decoder has to start for it. While something
// is on screen already, frames matter more than the way to the decoder.
constexpr uint32_t kInlineTangents = 150'000;
constexpr uint32_t kInlineTangentsShown = 12'000;
// Of a texture with a full mip chain: block-compressed, and not.
constexpr double kCompressedTexel = 1, kPlainTexel = 4;
// Images of a plain file have unknown sizes; a share of the budget for each of so many limits them.
constexpr double kUsualImages = 6;

}  // namespace

Load::Load(uint32_t id, uint32_t viewer, std::string url, const stream::Device& device,
           uint64_t budget, const scene::Model::Style& style, render::Stage& stage, Events& events)
    : mId(id),
      mViewer(viewer),
      mUrl(std::move(url)),
      mDevice(device),
      mBudget(stream::textureBudget(device, budget)),
      mStage(stage),
      mEvents(events),
      mStyle(style) {}

Load::~Load() = default;

// --- what the host brings --------------------------------------------------------------------------------

void Load::push(uint32_t resource, Bytes chunk, uint64_t total) {
    if (mFailed) return;
    if (resource == 0 && !mDecided) return pushMain(chunk, total);
    if (mIsManifest && resource == 0) {
        mMain.insert(mMain.end(), chunk.data, chunk.data + chunk.size);
        return;
    }
    if (ModelLoad* f = file(resource)) check(f->push(resource & kLower, chunk, total));
}

/// A manifest is told from a model by its beginning.
void Load::pushMain(Bytes chunk, uint64_t total) {
    mMain.insert(mMain.end(), chunk.data, chunk.data + chunk.size);
    const bool json = !mMain.empty() && mMain[0] != 'g';
    if (!json || mMain.size() >= stream::kSniffBytes) decide(total);
}

/// What came so far is enough to know what the file is.
void Load::decide(uint64_t total) {
    mDecided = true;
    const bool glb = !mMain.empty() && mMain[0] == 'g';
    mIsManifest = !glb && stream::looksLikeManifest({mMain.data(), mMain.size()});
    if (mIsManifest) return;
    startModel();
    std::vector<uint8_t> held;
    held.swap(mMain);
    if (!held.empty()) check(mNext->push(0, {held.data(), held.size()}, total));
}

void Load::finish(uint32_t resource) {
    if (mFailed) return;
    if (resource == 0 && !mDecided) decide(mMain.size());
    if (mFailed) return;
    if (resource == 0 && mIsManifest) return readManifest();
    ModelLoad* f = file(resource);
    if (!f) return;
    if (!check(f->finish(resource & kLower))) return;
    if (mManifest && !mShown) askAhead();
}

void Load::fail(uint32_t resource, Error error) {
    if (mFailed) return;
    error.url = mUrl;
    if (ModelLoad* f = file(resource)) error.url = f->urlOf(resource & kLower);
    give(std::move(error));
}

void Load::decoded(uint32_t job, Bytes bytes) {
    if (mFailed) return;
    if (ModelLoad* f = file(job)) check(f->decoded(job & kLower, bytes));
}

void Load::decodeFailed(uint32_t job, Error error) {
    if (mFailed) return;
    if (ModelLoad* f = file(job)) error.url = f->url();
    give(std::move(error));
}

void Load::image(int32_t image, const scene::Picture::Info& info, uint32_t first) {
    const auto number = static_cast<uint32_t>(image);
    const uint32_t index = number & kLower;
    if (number >> ModelLoad::kSlotBits == kTextureSlot) {
        if (!mTextures || index >= mTextures->size()) return;
        const bool known = mTextures->picture(index) != nullptr;
        std::shared_ptr<scene::Picture> picture;
        if (!known) {
            scene::Picture::Info all = info;
            all.srgb = mManifest->textures[index].srgb;
            picture = std::make_shared<scene::Picture>(mStage, all);
        }
        mTextures->arrived(index, std::move(picture), first);
        if (mNext && !known) mNext->streamed(index, mTextures->picture(index));
        if (mShown && !known) mShown->streamed(index, mTextures->picture(index));
        mRefined = true;
        return;
    }
    ModelLoad* f = mFailed ? nullptr : file(number);
    if (f) {
        check(f->image(static_cast<int32_t>(index), info));
    } else {
        mStage.target().deleteTexture(info.name);
    }
}

void Load::imageFailed(int32_t image, Error error) {
    if (mFailed) return;
    const auto number = static_cast<uint32_t>(image);
    const uint32_t index = number & kLower;
    if (number >> ModelLoad::kSlotBits == kTextureSlot) {
        if (mTextures && index < mTextures->size()) error.url = mTextures->url(index);
    } else if (ModelLoad* f = file(number)) {
        error.url = f->urlOfImage(static_cast<int32_t>(index));
    }
    if (error.message.empty()) {
        error.message =
            "Image " + std::to_string(index) +
            " of the model could not be decoded. Save it as PNG, JPEG, WebP, AVIF or KTX2.";
    }
    give(std::move(error));
}

bool Load::check(const Status& status) {
    if (status) return true;
    give(status.error());
    return false;
}

void Load::give(Error error) {
    mFailed = true;
    mNext.reset();
    if (error.url.empty()) error.url = mUrl;
    mEvents.error(mViewer, mId, error);
}

ModelLoad* Load::file(uint32_t number) {
    const uint32_t slot = number >> ModelLoad::kSlotBits;
    const bool plain = !mManifest;
    if (mNext && (plain ? slot == 0 : slot == mNextLevel + 1)) return mNext.get();
    if (mShown && (plain ? slot == 0 : slot == mShownLevel + 1)) return mShown.get();
    return nullptr;
}

// --- levels ----------------------------------------------------------------------------------------------

ModelLoad::Options Load::options(uint32_t slot, uint32_t rank) const {
    ModelLoad::Options o;
    o.load = mId;
    o.viewer = mViewer;
    o.slot = slot;
    o.rank = rank;
    o.imageLimit = imageLimit();
    o.inlineTangents = mShown ? kInlineTangentsShown : kInlineTangents;
    o.hurry = !mShown;
    o.pixelsPerMetre = mPixelsPerMetre;
    o.variant = mVariant;
    o.style = &mStyle;
    o.streams = mTextures.get();
    return o;
}

uint32_t Load::imageLimit() const {
    if (mBudget == 0) return 0;
    uint32_t side = mDevice.maxTextureSize;
    const auto bytes = [](double texels) { return texels * texels * kPlainTexel * 4 / 3; };
    while (side > 64 && bytes(side) * kUsualImages > static_cast<double>(mBudget)) side /= 2;
    return side;
}

void Load::startModel() {
    mNext = std::make_unique<ModelLoad>(mUrl, mStage, mEvents, options(0, 0));
}

void Load::readManifest() {
    Result<stream::Manifest> read = stream::readManifest({mMain.data(), mMain.size()}, mUrl);
    std::vector<uint8_t>().swap(mMain);
    if (!read) return give(std::move(read).error());
    mManifest = std::make_unique<stream::Manifest>(*std::move(read));
    mGoal = stream::chooseGoal(*mManifest, mDevice);
    std::vector<stream::TextureSize> sizes;
    for (const stream::TextureFile& t : mManifest->textures) {
        sizes.push_back({t.width, t.height, static_cast<uint32_t>(t.levels.size())});
    }
    uint32_t side = mDevice.maxTextureSize;
    if (mGoal.maxTexture > 0) side = std::min(side, mGoal.maxTexture);
    const double texel = mDevice.compressed ? kCompressedTexel : kPlainTexel;
    mTextures = std::make_unique<TextureStreams>(
        mId, static_cast<int32_t>(kTextureSlot << ModelLoad::kSlotBits), *mManifest,
        stream::capTextures(sizes, mBudget, side, texel), mEvents);
    startLevel(0);
}

void Load::startLevel(size_t level) {
    const stream::Level& l = mManifest->levels[level];
    const auto slot = static_cast<uint32_t>(level + 1);
    mNextLevel = level;
    mNext = std::make_unique<ModelLoad>(l.url, mStage, mEvents, options(slot, mShown ? 1 : 0));
    Events::File file;
    file.resource = slot << ModelLoad::kSlotBits;
    file.url = l.url;
    file.bytes = l.file.length;
    file.crc32 = l.file.crc32;
    file.rank = mShown ? 1 : 0;
    if (l.draco) file.decoder = "draco";
    mEvents.request(mId, file);
    // The manifest knows what the file will ask for, but not what a variant does.
    if (!mVariant.empty()) return;
    for (const uint32_t texture : l.textures) mTextures->begin(texture, mPixelsPerMetre);
}

/// While the first picture is made the line has nothing to carry.
void Load::askAhead() {
    if (mGoal.level == 0) return;
    const size_t level = stream::nextLevel(*mManifest, 0, mGoal.level);
    const stream::Level& next = mManifest->levels[level];
    for (const stream::Beginning& b :
         stream::aheadOf(*mManifest, level, TextureStreams::kFirstSide)) {
        // A variant may show none of the level's textures.
        if (mVariant.empty() || b.url == next.url) mEvents.ahead(mId, b);
    }
}

void Load::advance() {
    if (!mFailed && mNext) check(mNext->advance());
}

bool Load::build() {
    if (!mFailed && mNext && mNext->due()) advance();
    return !mFailed && mNext && mNext->due();
}

bool Load::due() const {
    if (mRefined) return true;
    if (!mFailed && mShown && mShown->model()->variantPending()) return true;
    if (mFailed || !mNext) return false;
    return mNext->due() || mNext->model() != nullptr;
}

scene::Model* Load::next() {
    scene::Model* model = mNext ? mNext->model() : nullptr;
    if (!model || !model->prepare()) return nullptr;
    if (model->restyling() && !model->takeVariant()) return nullptr;
    if (!model->showable()) return nullptr;
    // In place of what is on screen comes only what is better in every respect.
    return mShown && !model->complete() ? nullptr : model;
}

void Load::promote() {
    if (mShown) mDecodeMs += mShown->decodeMs();
    mShown = std::move(mNext);
    mShown->endTrial();
    mShownLevel = mNextLevel;
}

// --- variants --------------------------------------------------------------------------------------------

void Load::showVariant(const std::string& name) {
    if (mFailed || name == mVariant) return;
    mVariant = name;
    if (mNext && !check(mNext->showVariant(name))) return;
    if (mShown) check(mShown->showVariant(name));
}

void Load::restyle() {
    for (ModelLoad* each : {mNext.get(), mShown.get()}) {
        if (each) each->restyle();
    }
}

bool Load::takeVariant() {
    return mShown && mShown->model()->takeVariant();
}

// --- detail ----------------------------------------------------------------------------------------------

void Load::look(double pixelsPerMetre) {
    if (mFailed || !mTextures) return;
    mPixelsPerMetre = pixelsPerMetre;
    if (mShown && !mNext && mShownLevel < mGoal.level) {
        startLevel(stream::nextLevel(*mManifest, mShownLevel, mGoal.level));
    }
    // What is about to go need not be sharpened.
    if (mNext) {
        mNext->look(pixelsPerMetre, stream::Sharpness::Frame);
    } else if (mShown) {
        mShown->look(pixelsPerMetre, stream::Sharpness::Frame);
    }
}

void Load::lookAtRest() {
    if (!complete() || !mTextures || mGoal.reason != stream::Reason::Progress) return;
    mShown->look(mPixelsPerMetre, stream::Sharpness::Rest);
}

bool Load::complete() const {
    return !mFailed && mShown && !mNext && (!mManifest || mShownLevel == mGoal.level) &&
           mShown->model()->complete() && mShown->sharp();
}

bool Load::takeRefined() {
    const bool refined = mRefined;
    mRefined = false;
    return refined;
}

Load::Detail Load::detail(bool loaded) const {
    Detail d;
    if (!mShown) return d;
    d.level = mShownLevel;
    d.levels = mManifest ? mManifest->levels.size() : 1;
    d.textureSize = mShown->textureSize();
    d.gpuTextureBytes = mShown->model()->gpuTextureBytes();
    d.complete = complete();
    if (mFailed) {
        d.reason = stream::Reason::Error;
    } else if (mGoal.reason != stream::Reason::Progress) {
        d.reason = mGoal.reason;
    } else if (mShown->capped()) {
        d.reason = stream::Reason::Budget;
    } else if (loaded) {
        d.reason = stream::Reason::Zoom;
    }
    return d;
}

}  // namespace vitrine
