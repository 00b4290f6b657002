#include "Events.h"

#include <glm/trigonometric.hpp>
#include <vector>

#include "base/JsonText.h"
#include "camera/Orbit.h"

namespace vitrine {
namespace {

JsonText event(const char* type) {
    JsonText json;
    json.add("type", type);
    return json;
}

/// `words`: see decode/wasm/exports.h.
std::string run(uint32_t load, uint32_t number, const char* decoder,
                const std::vector<uint32_t>& words, Bytes bytes) {
    JsonList parameters;
    for (const uint32_t word : words) parameters.add(word);
    return event("decode")
        .add("load", load)
        .add("job", number)
        .add("decoder", decoder)
        .addRaw("parameters", parameters.take())
        .add("ptr", reinterpret_cast<uintptr_t>(bytes.data))
        .add("size", bytes.size)
        .take();
}

std::string piece(const stream::Piece& p, bool offset) {
    JsonList out;
    if (offset) out.add(static_cast<double>(p.offset));
    return out.add(static_cast<double>(p.length)).add(p.crc32).take();
}

}  // namespace

void Events::request(uint32_t load, const File& f) {
    mPending.push_back(event("request")
                           .add("load", load)
                           .add("resource", f.resource)
                           .add("url", f.url)
                           .add("image", f.image != gltf::kNone)
                           .add("imageIndex", f.image)
                           .add("srgb", f.srgb)
                           .add("mipmaps", f.mipmaps)
                           .add("limit", f.limit)
                           .add("bytes", f.bytes)
                           .add("crc32", f.crc32)
                           .add("rank", f.rank)
                           .add("decoder", f.decoder)
                           .take());
}

void Events::image(uint32_t load, int32_t number, const gltf::EncodedImage& i, uint32_t limit) {
    mPending.push_back(event("image")
                           .add("load", load)
                           .add("image", number)
                           .add("ptr", reinterpret_cast<uintptr_t>(i.bytes.data))
                           .add("size", i.bytes.size)
                           .add("mime", i.mimeType)
                           .add("srgb", i.srgb)
                           .add("mipmaps", i.mipmaps)
                           .add("limit", limit)
                           .take());
}

void Events::texture(uint32_t load, int32_t image, const stream::TextureFile& f, uint32_t top,
                     uint32_t first, uint32_t rank) {
    JsonList levels;
    for (const stream::Piece& p : f.levels) levels.addRaw(piece(p, true));
    JsonText file;
    file.add("bytes", f.bytes)
        .add("width", f.width)
        .add("height", f.height)
        .addRaw("header", piece(f.header, false))
        .addRaw("levels", levels.take());
    mPending.push_back(event("texture")
                           .add("load", load)
                           .add("image", image)
                           .add("url", f.url)
                           .add("srgb", f.srgb)
                           .add("top", top)
                           .add("first", first)
                           .add("rank", rank)
                           .addRaw("file", file.take())
                           .take());
}

void Events::decode(uint32_t load, uint32_t number, const gltf::DecodeJob& job) {
    std::vector<uint32_t> words;
    if (job.meshopt) {
        const decode::MeshoptJob& m = *job.meshopt;
        words = {0, m.count, m.stride, static_cast<uint32_t>(m.mode),
                 static_cast<uint32_t>(m.filter)};
    } else if (job.draco) {
        const decode::DracoJob& d = *job.draco;
        words = {d.indices, d.vertices, static_cast<uint32_t>(d.attributes.size())};
        for (const decode::DracoAttribute& a : d.attributes) {
            words.insert(words.end(), {a.id, a.componentType, a.components});
        }
    }
    mPending.push_back(run(load, number, job.draco ? "draco" : "mesh", words, job.bytes));
}

void Events::tangents(uint32_t load, uint32_t number, const gltf::TangentJob& job) {
    mPending.push_back(run(load, number, "mesh", {1, job.vertices, job.indices},
                           {job.bytes.data(), job.bytes.size()}));
}

void Events::detail(uint32_t viewer, uint32_t load, const Detail& d) {
    mPending.push_back(event("detail")
                           .add("viewer", viewer)
                           .add("load", load)
                           .add("level", d.level)
                           .add("levels", d.levels)
                           .add("textureSize", d.textureSize)
                           .add("gpuTextureBytes", d.gpuTextureBytes)
                           .add("complete", d.complete)
                           .add("reason", d.reason)
                           .take());
}

void Events::ahead(uint32_t load, const stream::Beginning& b) {
    mPending.push_back(event("ahead")
                           .add("load", load)
                           .add("url", b.url)
                           .add("length", b.length)
                           .add("crc32", b.crc32)
                           .take());
}

void Events::package(const std::string& family) {
    mPending.push_back(event("package").add("name", family).take());
}

void Events::work() {
    mPending.push_back(event("work").take());
}

void Events::environment(const std::string& url, uint32_t light, uint32_t sky) {
    mPending.push_back(
        event("environment").add("url", url).add("light", light).add("sky", sky).take());
}

void Events::look(const std::string& url) {
    mPending.push_back(event("look").add("url", url).take());
}

void Events::milestone(const char* type, uint32_t viewer, uint32_t load) {
    mPending.push_back(event(type).add("viewer", viewer).add("load", load).take());
}

void Events::error(uint32_t viewer, uint32_t load, const Error& e) {
    mPending.push_back(event("error")
                           .add("viewer", viewer)
                           .add("load", load)
                           .add("code", errorName(e.code))
                           .add("message", e.message)
                           .add("url", e.url)
                           .add("status", e.status)
                           .take());
}

void Events::warning(uint32_t viewer, const std::string& message) {
    mPending.push_back(event("warning").add("viewer", viewer).add("message", message).take());
}

void Events::camera(uint32_t viewer, const camera::OrbitState& orbit, bool byUser) {
    const glm::dvec3 at = camera::target(orbit);
    mPending.push_back(event("camera")
                           .add("viewer", viewer)
                           .add("theta", orbit.theta.value)
                           .add("phi", orbit.phi.value)
                           .add("radius", orbit.radius.value)
                           .addRaw("target", JsonList().add(at.x).add(at.y).add(at.z).take())
                           .add("fov", glm::degrees(camera::fieldOfView(orbit)))
                           .add("user", byUser)
                           .take());
}

void Events::variant(uint32_t viewer, uint32_t load, const std::string& name) {
    mPending.push_back(
        event("variant").add("viewer", viewer).add("load", load).add("name", name).take());
}

void Events::lit(uint32_t viewer) {
    mPending.push_back(event("lit").add("viewer", viewer).take());
}

void Events::animation(uint32_t viewer, const char* what) {
    mPending.push_back(event("animation").add("viewer", viewer).add("event", what).take());
}

void Events::inspector(uint32_t viewer, const char* what, std::string_view text) {
    mPending.push_back(
        event("inspector").add("viewer", viewer).add("what", what).add("text", text).take());
}

const char* Events::drain() {
    JsonList all;
    for (const std::string& event : mPending) all.addRaw(event);
    mDrained = all.take();
    mPending.clear();
    return mDrained.c_str();
}

}  // namespace vitrine
