// One glTF file on its way in: bytes are pushed as they arrive, an Asset comes out.
//
//     gltf::Document doc("https://shop/chair/chair.glb");
//     doc.push(Document::kMain, chunk, totalOrZero);        // any chunking, as it comes off the network
//     for (auto& r : doc.takeRequests()) fetch(r.url, …);    // external buffers and images, once known
//     for (auto& i : doc.takeImages()) decodeLater(i);       // encoded images, as soon as their bytes are there
//     for (auto& j : doc.takeDecodeJobs()) decodeLater(j);   // compressed geometry, too; then doc.decoded(…)
//     doc.finish(Document::kMain);
//     if (doc.geometryReady()) Result<Asset> asset = doc.build();
//
// A Document never fetches and never decodes images or compressed geometry. In a .glb the JSON chunk is read as
// soon as it is complete, so images can be handed out while the rest is still arriving. Single thread; owns all
// bytes pushed. Every failure is an Error; after one, the document is dead and all calls return that error.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/Bytes.h"
#include "base/Result.h"
#include "decode/Draco.h"
#include "decode/Meshopt.h"
#include "gltf/Asset.h"
#include "gltf/TangentJobs.h"

namespace vitrine::gltf {

/// A resource wanted from outside. `url` is absolute where the document's URL was.
struct Request {
    uint32_t resource;  ///< to push with; never kMain
    std::string url;
    bool image;          ///< true: the caller may decode it itself, and need not push its bytes
    int32_t imageIndex;  ///< into Asset::images when image, else kNone
};

/// An image whose encoded bytes are complete. `bytes` is valid until the next non-const call.
struct EncodedImage {
    int32_t image;         ///< into Asset::images
    std::string mimeType;  ///< sniffed from the bytes when the file does not say
    bool srgb;
    bool mipmaps;  ///< some texture samples it with a mipmap mode
    Bytes bytes;
};

/// Compressed geometry whose bytes are complete, for a decoder (viewer/decode). `bytes` is valid until the next
/// non-const call. Exactly one of the two descriptions is set.
struct DecodeJob {
    uint32_t job = 0;  ///< to answer with; tangent jobs of the same document have other numbers
    std::optional<decode::MeshoptJob> meshopt;
    std::optional<decode::DracoJob> draco;
    Bytes bytes;
};

class Document {
public:
    static constexpr uint32_t kMain = 0;

    explicit Document(std::string url);
    ~Document();
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;

    /// Appends bytes of a resource. `total` is its expected size in bytes, 0 when unknown (a hint for
    /// allocation; it is not trusted).
    Status push(uint32_t resource, Bytes chunk, uint64_t total);

    /// No more bytes will come for the resource.
    Status finish(uint32_t resource);

    /// The caller decoded an external image itself, or gave up on it.
    void imageTaken(uint32_t resource);

    std::vector<Request> takeRequests();
    std::vector<EncodedImage> takeImages();

    /// Compressed pieces of geometry that can be decoded now. Each is handed out once. Images handed out before stay
    /// valid.
    std::vector<DecodeJob> takeDecodeJobs();

    /// The decoded bytes of a job, exactly as long as it says. Copied. Errors: BadCompression when they are not.
    Status decoded(uint32_t job, Bytes bytes);

    /// How an image is to be uploaded; valid once takeRequests/takeImages named it.
    struct ImageUse {
        bool srgb, mipmaps;
    };
    ImageUse imageUse(int32_t image) const;

    /// True once JSON and every buffer that geometry, skins and animations need are complete and decoded.
    bool geometryReady() const;

    /// Primitives with more indices than this ask for their tangents as jobs; 0, the default, never does: build() makes
    /// them itself.
    void deferTangents(uint32_t indices);

    /// Once the JSON is known: a stand-in for the asset, one triangle for each material in use, with which drawing can be made
    /// ready while the buffers are still under way. None before that, and none after build().
    std::optional<Asset> trial() const;

    /// The asset. Call once, when geometryReady(). With deferred tangents it is to be finished: give() every job's answer
    /// to it before use.
    Result<Asset> build();

    /// After build(): what it left to do. Each is handed out once.
    std::vector<TangentJob> takeTangentJobs();

    /// The answer to a tangent job, put into `asset`, the one that build() made. Errors: BadCompression.
    Status give(uint32_t job, Bytes answer, Asset& asset);

    /// Which variant is to be shown, by its name; one that the file does not have is none. Images that no other variant shows
    /// are asked for and handed out from the first time that they are wanted on; it may be said at any time.
    void showVariant(std::string name);

    /// How many images will be requested or handed out: those that a drawn material uses. For progress; 0 before
    /// the JSON is known.
    size_t imageCount() const;

private:
    struct State;
    std::unique_ptr<State> mState;
};

}  // namespace vitrine::gltf
