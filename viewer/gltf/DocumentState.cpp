#include "gltf/DocumentState.h"

#include <algorithm>

#include "gltf/Compressed.h"
#include "gltf/Fail.h"
#include "gltf/Limits.h"
#include "gltf/TinyGltf.h"
#include "gltf/Uri.h"
#include "gltf/Validate.h"

namespace vitrine::gltf {
namespace {

/// Reserved for a .glb whose length only its own header tells.
constexpr uint64_t kUnconfirmedReserve = 16u << 20;

}  // namespace

// --- the main file
// ---------------------------------------------------------------------------------------

Status Document::State::pushMain(Bytes chunk, uint64_t total) {
    if (mMain.received() + chunk.size > kMaxFileBytes) {
        return fail(ErrorCode::TooLarge, {"The model has more than ", kMaxFileBytes, " bytes."});
    }
    mMain.expect(total);
    if (!mMain.append(chunk)) {
        return fail(ErrorCode::TooLarge,
                    {"There is no memory for ", mMain.received(), " bytes of the model."});
    }
    const bool knewLength = mContainer.length() != 0;
    Status status = mContainer.scan(mMain.bytes());
    if (!status) return status;
    if (mContainer.kind() != Container::Kind::Glb) return {};
    const uint64_t length = mContainer.length();
    if (!knewLength) mMain.expect(total >= length ? length : std::min(length, kUnconfirmedReserve));
    if (!mSource && mContainer.jsonKnown() && mMain.received() >= mContainer.jsonEnd()) {
        const uint8_t* begin = mMain.bytes().data + mContainer.jsonBegin();
        status =
            readJson({begin, static_cast<size_t>(mContainer.jsonEnd() - mContainer.jsonBegin())});
    }
    if (status) status = checkBin();
    return status;
}

Status Document::State::finishMain() {
    mMainFinished = true;
    Status status = mContainer.finish(mMain.received());
    if (!status) return status;
    if (mContainer.kind() != Container::Kind::Json) return {};
    Bytes text = mMain.bytes();
    if (text.size >= 3 && text.data[0] == 0xEF) text = {text.data + 3, text.size - 3};
    status = readJson(text);
    mMain.discard();  // all of it is in the source now
    return status;
}

Status Document::State::checkBin() {
    if (mBinChecked || !mSource || !mContainer.chunksKnown()) return {};
    mBinChecked = true;
    if (mBuffers.empty() || mBuffers[0].from != From::Bin) return {};
    if (!mContainer.hasBin()) {
        return fail(ErrorCode::MissingResource,
                    {"The model needs a BIN chunk, but the file has none."});
    }
    const uint64_t declared = mSource->buffers[0].byteLength;
    if (declared > mContainer.binSize()) {
        return fail(ErrorCode::BadGltf,
                    {"buffers[0].byteLength is ", declared, ", but the BIN chunk has ",
                     mContainer.binSize(), " bytes."});
    }
    return {};
}

// --- after the JSON
// --------------------------------------------------------------------------------------

Status Document::State::readJson(Bytes json) {
    Result<std::unique_ptr<Source>> read = readSource(json);
    if (!read) return std::move(read).error();
    mSource = std::move(*read);
    Status status = validate(*mSource);
    if (status) status = readCompressed(*mSource);
    if (!status) return status;
    mDecodes.resize(mSource->compressed.size());
    mAsset.warnings = std::move(mSource->warnings);
    mAsset.textures = readTextures(*mSource);
    mAsset.materials = readMaterials(*mSource, mAsset.warnings);
    mUsage = imageUsages(*mSource, mAsset.textures, mAsset.materials);
    const std::vector<uint64_t> needed = neededBytes(*mSource);
    mBuffers.resize(mSource->buffers.size());
    mImages.resize(mSource->images.size());
    for (size_t i = 0; i < mBuffers.size(); ++i) mBuffers[i].needed = needed[i];
    for (size_t i = 0; i < mBuffers.size() && status; ++i) status = locateBuffer(i);
    for (size_t i = 0; i < mImages.size() && status; ++i) status = locateImage(i);
    return status ? wantImages() : status;
}

bool Document::State::buffersNeeded(size_t index) const {
    if (mBuffers[index].needed > 0) return true;
    for (size_t i = 0; i < mUsage.images.size(); ++i) {
        const int view = mUsage.images[i].drawn ? mSource->images[i].bufferView : -1;
        if (view >= 0 && static_cast<size_t>(mSource->model->bufferViews[view].buffer) == index)
            return true;
    }
    return false;
}

Status Document::State::locateBuffer(size_t index) {
    BufferState& state = mBuffers[index];
    BufferDecl& decl = mSource->buffers[index];
    // Some files carry buffers only for extensions that we don't read; those are never fetched.
    if (!buffersNeeded(index)) return {};
    if (decl.decoded) {
        state.from = From::Decoder;
        return {};
    }
    if (decl.uri.empty()) {
        if (index == 0 && mContainer.kind() == Container::Kind::Glb) {
            state.from = From::Bin;
            return {};
        }
        return fail(ErrorCode::MissingResource, {"buffers[", index, "] has no uri."});
    }
    if (!isDataUri(decl.uri)) {
        state.from = From::Resource;
        return request(decl.uri, false, index);
    }
    Result<DataUri> data = decodeDataUri(decl.uri);
    if (!data) return std::move(data).error();
    decl.uri = "data:";
    state.from = From::Inline;
    state.inlined = std::move(data->bytes);
    if (state.inlined.size() < decl.byteLength) {
        return fail(ErrorCode::Truncated, {"buffers[", index, "] holds ", state.inlined.size(),
                                           " of ", decl.byteLength, " bytes."});
    }
    return {};
}

Status Document::State::locateImage(size_t index) {
    ImageState& state = mImages[index];
    ImageDecl& decl = mSource->images[index];
    Image image;
    image.name = decl.name;
    image.srgb = mUsage.images[index].srgb;
    state.taken = !mUsage.images[index].drawn;
    if (decl.bufferView >= 0) {
        state.from = From::View;
    } else if (isDataUri(decl.uri)) {
        state.from = From::Inline;
        if (!state.taken) {
            Result<DataUri> data = decodeDataUri(decl.uri);
            if (!data) return std::move(data).error();
            state.inlined = std::move(data->bytes);
            if (decl.mimeType.empty()) decl.mimeType = std::move(data->mimeType);
        }
        decl.uri = "data:";
    } else {
        state.from = From::Resource;
    }
    image.mimeType = decl.mimeType;
    mAsset.images.push_back(std::move(image));
    return {};
}

/// Asks for what the variant to be shown needs and was not wanted so far.
Status Document::State::wantImages() {
    const auto& names = mSource->variants.names;
    const auto found = std::find(names.begin(), names.end(), mVariant);
    const int32_t variant = found == names.end() || mVariant.empty()
                                ? kNone
                                : static_cast<int32_t>(found - names.begin());
    const std::vector<bool> shown = imagesOf(variant, *mSource, mUsage);
    for (size_t i = 0; i < mImages.size(); ++i) {
        ImageState& image = mImages[i];
        if (!shown[i] || image.wanted) continue;
        image.wanted = true;
        if (image.from != From::Resource) continue;
        Status status = request(mSource->images[i].uri, true, i);
        if (!status) return status;
    }
    return {};
}

Status Document::State::request(const std::string& uri, bool image, size_t index) {
    Result<std::string> url = resolveUri(mUrl, uri);
    if (!url) return std::move(url).error();
    ResourceState state;
    state.image = image;
    state.index = static_cast<uint32_t>(index);
    state.url = *url;
    mResources.push_back(std::move(state));
    const auto resource = static_cast<uint32_t>(mResources.size());
    mRequests.push_back(
        {resource, std::move(*url), image, image ? static_cast<int32_t>(index) : kNone});
    return {};
}

// --- other resources
// -------------------------------------------------------------------------------------

Status Document::State::pushResource(uint32_t resource, Bytes chunk, uint64_t total) {
    if (resource > mResources.size()) {
        return fail(ErrorCode::Internal,
                    {"Bytes came for resource ", resource, ", which was never asked for."});
    }
    const ResourceState& state = mResources[resource - 1];
    if (state.image && mImages[state.index].taken) return {};
    ByteBuffer& bytes = state.image ? mImages[state.index].bytes : mBuffers[state.index].bytes;
    if (bytes.received() + chunk.size > kMaxFileBytes) {
        return fail(ErrorCode::TooLarge, {"A resource has more than ", kMaxFileBytes, " bytes."});
    }
    bytes.expect(total);
    if (!bytes.append(chunk)) {
        return fail(ErrorCode::TooLarge,
                    {"There is no memory for ", bytes.received(), " bytes of a resource."});
    }
    return {};
}

Status Document::State::finishResource(uint32_t resource) {
    if (resource > mResources.size()) {
        return fail(ErrorCode::Internal,
                    {"Resource ", resource, " ended, which was never asked for."});
    }
    ResourceState& state = mResources[resource - 1];
    state.finished = true;
    if (state.image) {
        mImages[state.index].complete = true;
        return {};
    }
    const uint64_t have = mBuffers[state.index].bytes.received();
    const uint64_t declared = mSource->buffers[state.index].byteLength;
    if (have >= declared) return {};
    Error error =
        fail(have ? ErrorCode::Truncated : ErrorCode::Empty,
             {"buffers[", state.index, "] ends after ", have, " of ", declared, " bytes."});
    error.url = state.url;
    return error;
}

Bytes Document::State::available(size_t buffer) const {
    const BufferState& state = mBuffers[buffer];
    if (state.from == From::Resource) return state.bytes.bytes();
    if (state.from == From::Inline || state.from == From::Decoder)
        return {state.inlined.data(), state.inlined.size()};
    const Bytes all = mMain.bytes();
    if (state.from != From::Bin || !mContainer.hasBin() || all.size <= mContainer.binBegin())
        return {};
    const auto begin = static_cast<size_t>(mContainer.binBegin());
    return {all.data + begin,
            std::min(all.size - begin, static_cast<size_t>(mContainer.binSize()))};
}

bool Document::State::imageBytes(size_t index, Bytes& out) const {
    const ImageState& state = mImages[index];
    switch (state.from) {
        case From::Resource:
            out = state.bytes.bytes();
            return state.complete;
        case From::Inline:
            out = {state.inlined.data(), state.inlined.size()};
            return true;
        case From::View:
            break;
        default:
            return false;
    }
    const tinygltf::BufferView& view =
        mSource->model->bufferViews[mSource->images[index].bufferView];
    const Bytes have = available(static_cast<size_t>(view.buffer));
    if (have.size < view.byteOffset + view.byteLength) return false;
    out = {have.data + view.byteOffset, view.byteLength};
    return true;
}

// --- compressed geometry
// -------------------------------------------------------------------------------------

bool Document::State::compressedBytes(size_t job, Bytes& out) const {
    const CompressedDecl& decl = mSource->compressed[job];
    if (mBuffers[decl.decodedBuffer].from != From::Decoder) return false;  // nobody reads it
    const Bytes have = available(decl.buffer);
    if (have.size < decl.byteOffset + decl.byteLength) return false;
    out = {have.data + decl.byteOffset, static_cast<size_t>(decl.byteLength)};
    return true;
}

Status Document::State::storeDecoded(uint32_t job, Bytes bytes) {
    if (job >= mDecodes.size() || !mDecodes[job].taken || mDecodes[job].answered) {
        return fail(ErrorCode::Internal,
                    {"Bytes came for decode job ", job, ", which is not under way."});
    }
    const uint32_t buffer = mSource->compressed[job].decodedBuffer;
    const uint64_t promised = mSource->buffers[buffer].byteLength;
    if (bytes.size != promised) {
        return fail(ErrorCode::BadCompression, {"Compressed geometry decodes to ", bytes.size,
                                                " bytes; the file promises ", promised, "."});
    }
    mDecodes[job].answered = true;
    mBuffers[buffer].inlined.assign(bytes.data, bytes.data + bytes.size);
    return {};
}

Status Document::State::storeTangents(uint32_t job, Bytes answer, Asset& asset) {
    const size_t index = job - mDecodes.size();  // a decode job's wraps to a large number
    std::vector<PendingTangents>& all = mUnfinished.tangents;
    if (index >= all.size() || !all[index].taken || all[index].given) {
        return fail(ErrorCode::Internal,
                    {"Tangents came for job ", job, ", which is not under way."});
    }
    PendingTangents& pending = all[index];
    pending.given = true;
    if (pending.mesh >= asset.meshes.size() ||
        pending.primitive >= asset.meshes[pending.mesh].primitives.size()) {
        return fail(ErrorCode::Internal, {"Tangents of job ", job, " are for another asset."});
    }
    Primitive& primitive = asset.meshes[pending.mesh].primitives[pending.primitive];
    return giveTangents(answer, primitive, mUnfinished.claimed);
}

/// Images that another variant may want are kept in their encoded form when the buffers go.
void Document::State::keepImages() {
    for (size_t i = 0; i < mImages.size(); ++i) {
        ImageState& image = mImages[i];
        Bytes bytes;
        if (image.taken || image.wanted || image.from != From::View || !imageBytes(i, bytes))
            continue;
        image.inlined.assign(bytes.data, bytes.data + bytes.size);
        image.from = From::Inline;
    }
}

/// Frees what nobody needs any more. Called first thing by non-const calls, when bytes handed out
/// before may go.
void Document::State::release() {
    if (!mSource) return;
    if (mBuilt) keepImages();
    for (ImageState& image : mImages) {
        if (!image.taken) continue;
        image.bytes.discard();
        std::vector<uint8_t>().swap(image.inlined);
    }
    if (!mBuilt) return;
    for (size_t i = 0; i < mBuffers.size(); ++i) {
        BufferState& buffer = mBuffers[i];
        if (buffer.released) continue;
        bool inUse = false;
        for (size_t k = 0; k < mImages.size() && !inUse; ++k) {
            inUse = !mImages[k].taken && mImages[k].from == From::View &&
                    static_cast<size_t>(
                        mSource->model->bufferViews[mSource->images[k].bufferView].buffer) == i;
        }
        if (inUse) continue;
        buffer.released = true;
        buffer.bytes.discard();
        std::vector<uint8_t>().swap(buffer.inlined);
        if (buffer.from == From::Bin) mMain.discard();
    }
}

}  // namespace vitrine::gltf
