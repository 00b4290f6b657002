// What the core tells the host: JSON objects, collected until the host drains them. The list of events is in
// wasm/exports.h. Render thread.
#pragma once

#include <string>
#include <vector>

#include "base/Bytes.h"
#include "base/Error.h"
#include "gltf/Document.h"

namespace vitrine {

namespace camera {
struct OrbitState;
}

class Events {
public:
    void request(uint32_t load, const gltf::Request& request, bool srgb, bool mipmaps);
    void image(uint32_t load, const gltf::EncodedImage& image);
    void package(const std::string& family);
    void environment(const std::string& url);
    /// "built", "preview" and "load".
    void milestone(const char* type, uint32_t viewer, uint32_t load);
    void error(uint32_t viewer, uint32_t load, const Error& error);
    void warning(uint32_t viewer, const std::string& message);
    void camera(uint32_t viewer, const camera::OrbitState& orbit, bool byUser);
    /// "play", "pause", "loop" and "finished".
    void animation(uint32_t viewer, const char* what);

    /// Everything since the last call, as a JSON array. The text lives until the next call.
    const char* drain();

private:
    std::vector<std::string> mPending;
    std::string mDrained;
};

}  // namespace vitrine
