#include "Events.h"

#include <nlohmann/json.hpp>

#include "camera/Orbit.h"

namespace vitrine {
namespace {

using Json = nlohmann::json;

/// File names in a model may hold bytes that are not UTF-8; they must not stop an event.
std::string text(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string run(uint32_t load, uint32_t number, const char* decoder, const Json& parameters,
                Bytes bytes) {
    return text({{"type", "decode"},
                 {"load", load},
                 {"job", number},
                 {"decoder", decoder},
                 {"parameters", parameters},
                 {"ptr", reinterpret_cast<uintptr_t>(bytes.data)},
                 {"size", bytes.size}});
}

}  // namespace

void Events::request(uint32_t load, const File& f) {
    mPending.push_back(text({{"type", "request"},
                             {"load", load},
                             {"resource", f.resource},
                             {"url", f.url},
                             {"image", f.image != gltf::kNone},
                             {"imageIndex", f.image},
                             {"srgb", f.srgb},
                             {"mipmaps", f.mipmaps},
                             {"limit", f.limit},
                             {"bytes", f.bytes},
                             {"crc32", f.crc32},
                             {"rank", f.rank}}));
}

void Events::image(uint32_t load, int32_t number, const gltf::EncodedImage& i, uint32_t limit) {
    mPending.push_back(text({{"type", "image"},
                             {"load", load},
                             {"image", number},
                             {"ptr", reinterpret_cast<uintptr_t>(i.bytes.data)},
                             {"size", i.bytes.size},
                             {"mime", i.mimeType},
                             {"srgb", i.srgb},
                             {"mipmaps", i.mipmaps},
                             {"limit", limit}}));
}

void Events::texture(uint32_t load, int32_t image, const stream::TextureFile& f, uint32_t top,
                     uint32_t first, uint32_t rank) {
    Json levels = Json::array();
    for (const stream::Piece& p : f.levels) levels.push_back({p.offset, p.length, p.crc32});
    mPending.push_back(text({{"type", "texture"},
                             {"load", load},
                             {"image", image},
                             {"url", f.url},
                             {"srgb", f.srgb},
                             {"top", top},
                             {"first", first},
                             {"rank", rank},
                             {"file",
                              {{"bytes", f.bytes},
                               {"width", f.width},
                               {"height", f.height},
                               {"header", {f.header.length, f.header.crc32}},
                               {"levels", std::move(levels)}}}}));
}

void Events::decode(uint32_t load, uint32_t number, const gltf::DecodeJob& job) {
    Json parameters = Json::array();
    if (job.meshopt) {
        const decode::MeshoptJob& m = *job.meshopt;
        parameters = {0, m.count, m.stride, static_cast<uint32_t>(m.mode),
                      static_cast<uint32_t>(m.filter)};
    } else if (job.draco) {
        const decode::DracoJob& d = *job.draco;
        parameters = {d.indices, d.vertices, d.attributes.size()};
        for (const decode::DracoAttribute& a : d.attributes) {
            for (const uint32_t word : {a.id, a.componentType, a.components}) {
                parameters.push_back(word);
            }
        }
    }
    mPending.push_back(run(load, number, job.draco ? "draco" : "mesh", parameters, job.bytes));
}

void Events::tangents(uint32_t load, uint32_t number, const gltf::TangentJob& job) {
    mPending.push_back(run(load, number, "mesh", Json{1, job.vertices, job.indices},
                           {job.bytes.data(), job.bytes.size()}));
}

void Events::detail(uint32_t viewer, uint32_t load, const Detail& d) {
    mPending.push_back(text({{"type", "detail"},
                             {"viewer", viewer},
                             {"load", load},
                             {"level", d.level},
                             {"levels", d.levels},
                             {"textureSize", d.textureSize},
                             {"gpuTextureBytes", d.gpuTextureBytes},
                             {"complete", d.complete},
                             {"reason", d.reason}}));
}

void Events::package(const std::string& family) {
    mPending.push_back(text({{"type", "package"}, {"name", family}}));
}

void Events::environment(const std::string& url) {
    mPending.push_back(text({{"type", "environment"}, {"url", url}}));
}

void Events::milestone(const char* type, uint32_t viewer, uint32_t load) {
    mPending.push_back(text({{"type", type}, {"viewer", viewer}, {"load", load}}));
}

void Events::error(uint32_t viewer, uint32_t load, const Error& e) {
    mPending.push_back(text({{"type", "error"},
                             {"viewer", viewer},
                             {"load", load},
                             {"code", errorName(e.code)},
                             {"message", e.message},
                             {"url", e.url},
                             {"status", e.status}}));
}

void Events::warning(uint32_t viewer, const std::string& message) {
    mPending.push_back(text({{"type", "warning"}, {"viewer", viewer}, {"message", message}}));
}

void Events::camera(uint32_t viewer, const camera::OrbitState& orbit, bool byUser) {
    const glm::dvec3 at = camera::target(orbit);
    mPending.push_back(text({{"type", "camera"},
                             {"viewer", viewer},
                             {"theta", orbit.theta.value},
                             {"phi", orbit.phi.value},
                             {"radius", orbit.radius.value},
                             {"target", {at.x, at.y, at.z}},
                             {"fov", glm::degrees(camera::fieldOfView(orbit))},
                             {"user", byUser}}));
}

void Events::animation(uint32_t viewer, const char* what) {
    mPending.push_back(text({{"type", "animation"}, {"viewer", viewer}, {"event", what}}));
}

const char* Events::drain() {
    mDrained = "[";
    for (size_t i = 0; i < mPending.size(); ++i) {
        if (i > 0) mDrained += ',';
        mDrained += mPending[i];
    }
    mDrained += ']';
    mPending.clear();
    return mDrained.c_str();
}

}  // namespace vitrine
