// What the core tells the host: JSON objects, collected until the host drains them. The list of events is in
// wasm/exports.h. Render thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/Bytes.h"
#include "base/Error.h"
#include "gltf/Document.h"
#include "stream/Manifest.h"
#include "stream/Plan.h"

namespace vitrine {

namespace camera {
struct OrbitState;
}

class Events {
public:
    /// A file that the host is to fetch.
    struct File {
        uint32_t resource = 0;
        std::string url;
        int32_t image = gltf::kNone;  ///< the host may decode it itself and answer with this number
        bool srgb = false, mipmaps = false;
        uint32_t limit = 0;        ///< longest side to upload, texels; 0 = what the GPU takes
        uint64_t bytes = 0;        ///< 0 = unknown
        std::string crc32;         ///< empty = unknown
        uint32_t rank = 0;         ///< smaller comes first
        const char* decoder = "";  ///< that it is known to need
    };
    void request(uint32_t load, const File& file);
    void image(uint32_t load, int32_t number, const gltf::EncodedImage& image, uint32_t limit);
    /// Mip levels of a streamed texture, from `first` on; `top` is the largest that it will ever have.
    void texture(uint32_t load, int32_t image, const stream::TextureFile& file, uint32_t top,
                 uint32_t first, uint32_t rank);
    void decode(uint32_t load, uint32_t number, const gltf::DecodeJob& job);
    void tangents(uint32_t load, uint32_t number, const gltf::TangentJob& job);
    /// Bytes that will be asked for soon.
    void ahead(uint32_t load, const stream::Beginning& beginning);
    void package(const std::string& family);
    /// There is something for Core::work().
    void work();
    /// The greatest widths as light and as background; 0: not wanted as that.
    void environment(const std::string& url, uint32_t light, uint32_t sky);
    void look(const std::string& url);
    /// "built", "preview" and "load".
    void milestone(const char* type, uint32_t viewer, uint32_t load);
    struct Detail {
        size_t level = 0, levels = 1;
        uint32_t textureSize = 0;
        uint64_t gpuTextureBytes = 0;
        bool complete = false;
        const char* reason = "";
    };
    void detail(uint32_t viewer, uint32_t load, const Detail& detail);
    void error(uint32_t viewer, uint32_t load, const Error& error);
    void warning(uint32_t viewer, const std::string& message);
    void camera(uint32_t viewer, const camera::OrbitState& orbit, bool byUser);
    /// Another variant is in the picture drawn next; "" = none, the model's own materials.
    void variant(uint32_t viewer, uint32_t load, const std::string& name);
    void lit(uint32_t viewer);
    /// "play", "pause", "loop" and "finished".
    void animation(uint32_t viewer, const char* what);
    /// "layout", "copy" and "save", see wasm/exports.h.
    void inspector(uint32_t viewer, const char* what, std::string_view text);

    /// What the next drain() hands out, one JSON object each.
    const std::vector<std::string>& pending() const { return mPending; }

    /// Everything since the last call, as a JSON array. The text lives until the next call.
    const char* drain();

private:
    std::vector<std::string> mPending;
    std::string mDrained;
};

}  // namespace vitrine
