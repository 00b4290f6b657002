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

}  // namespace

void Events::request(uint32_t load, const gltf::Request& r, bool srgb, bool mipmaps) {
    mPending.push_back(text({{"type", "request"},
                             {"load", load},
                             {"resource", r.resource},
                             {"url", r.url},
                             {"image", r.image},
                             {"imageIndex", r.imageIndex},
                             {"srgb", srgb},
                             {"mipmaps", mipmaps}}));
}

void Events::image(uint32_t load, const gltf::EncodedImage& i) {
    mPending.push_back(text({{"type", "image"},
                             {"load", load},
                             {"image", i.image},
                             {"ptr", reinterpret_cast<uintptr_t>(i.bytes.data)},
                             {"size", i.bytes.size},
                             {"mime", i.mimeType},
                             {"srgb", i.srgb},
                             {"mipmaps", i.mipmaps}}));
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
