// What a Document knows and holds while its file is on its way in. For Document.cpp and DocumentState.cpp only.
#pragma once

#include "gltf/Build.h"
#include "gltf/ByteBuffer.h"
#include "gltf/Container.h"
#include "gltf/Document.h"
#include "gltf/Material.h"
#include "gltf/Source.h"

namespace vitrine::gltf {

/// Where the bytes of a buffer or image come from.
enum class From : uint8_t { Nowhere, Bin, Resource, Inline, View, Decoder };

struct BufferState {
    From from = From::Nowhere;
    ByteBuffer bytes;              // of a Resource
    std::vector<uint8_t> inlined;  // of a data: URI or a Decoder
    uint64_t needed = 0;           // by the geometry
    bool released = false;
};

struct ImageState {
    From from = From::Nowhere;
    ByteBuffer bytes;
    std::vector<uint8_t> inlined;
    bool complete = false;  // of a Resource
    bool wanted = false;    // by what is to be shown
    bool taken = false;     // handed out, decoded by the caller, or drawn by nothing
};

struct ResourceState {
    bool image = false;
    uint32_t index = 0;  // of the buffer or image
    std::string url;
    bool finished = false;
};

struct DecodeState {
    bool taken = false;
    bool answered = false;
};

struct Document::State {
    explicit State(std::string url) : mUrl(std::move(url)) {}

    Status die(Error error) {
        mError = std::move(error);
        return mError;
    }

    Status pushMain(Bytes chunk, uint64_t total);
    Status pushResource(uint32_t resource, Bytes chunk, uint64_t total);
    Status finishMain();
    Status finishResource(uint32_t resource);
    Status readJson(Bytes json);
    Status locateBuffer(size_t index);
    Status locateImage(size_t index);
    Status wantImages();
    void keepImages();
    Status checkBin();
    Status storeDecoded(uint32_t job, Bytes bytes);
    Status storeTangents(uint32_t job, Bytes answer, Asset& asset);
    bool compressedBytes(size_t job, Bytes& out) const;
    Status request(const std::string& uri, bool image, size_t index);
    bool buffersNeeded(size_t index) const;
    Bytes available(size_t buffer) const;
    bool imageBytes(size_t index, Bytes& out) const;
    void release();

    std::string mUrl;
    Status mError;

    ByteBuffer mMain;
    Container mContainer;
    bool mMainFinished = false;
    bool mBinChecked = false;

    std::unique_ptr<Source> mSource;  // there once the JSON is read
    Asset mAsset;                     // what is known without buffers, until build()
    ImageUsages mUsage;
    std::string mVariant;
    std::vector<BufferState> mBuffers;
    std::vector<ImageState> mImages;
    std::vector<ResourceState> mResources;  // resource r is at r − 1
    std::vector<Request> mRequests;
    std::vector<DecodeState> mDecodes;  // of mSource->compressed
    uint32_t mDeferTangents = 0;
    Unfinished mUnfinished;  // after build(); tangent job t is number mDecodes.size() + t
    bool mBuilt = false;
};

}  // namespace vitrine::gltf
