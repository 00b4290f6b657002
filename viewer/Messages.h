// The JSON that crosses the boundary, as plain structs. Its form is described in wasm/exports.h.
// (Apart from the rest also because the JSON library and the engine's headers don't get along in one file.)
#pragma once

#include <glm/vec3.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pick/Marks.h"
#include "stream/Plan.h"

namespace vitrine::messages {

/// Attribute and value; no value = the attribute was removed.
using Attribute = std::pair<std::string, std::optional<std::string>>;

/// Entries that are neither text nor null are left out; so is everything when `json` is no object.
std::vector<Attribute> parseAttributes(std::string_view json);

/// {"do": what, …}: at most one number and one boolean as arguments, whatever their names.
struct Action {
    std::string what;
    std::optional<double> argument;
    bool flag = false;
};
Action parseAction(std::string_view json);

/// See vt_viewer_set_marks. None when `json` is no array of objects with positions.
std::vector<pick::Mark> parseMarks(std::string_view json);
std::string toJson(const std::vector<pick::PlacedMark>& marks);
std::string toJson(const std::optional<pick::Hit>& hit);

/// What vt_device says; what is absent or of another type stays unknown.
stream::Device parseDevice(std::string_view json);

struct Info {
    double theta = 0, phi = 0, radius = 0;  ///< radians, metres
    glm::dvec3 target{0}, center{0}, dimensions{0};
    double fieldOfView = 0, minFieldOfView = 0, maxFieldOfView = 0;  ///< degrees
    double idealAspect = 1;
    double turntable = 0;
    double duration = 0, currentTime = 0;  ///< seconds
    bool paused = true;
    std::vector<std::string> animations;
    std::vector<std::string> cameras;   ///< names
    std::vector<std::string> variants;  ///< names, in the file's order
    std::string variant;                ///< the one on screen, "" = none
};
std::string toJson(const Info& info);

struct Stats {
    uint64_t frames = 0;
    double frameMs = 0, decodeMs = 0;
    uint32_t drawCalls = 0, triangles = 0, samples = 0;
    uint64_t gpuBytes = 0, gpuTextureBytes = 0;
    double scale = 1;
    bool converged = false;  ///< the picture on screen is the best one
};
std::string toJson(const Stats& stats);

}  // namespace vitrine::messages
