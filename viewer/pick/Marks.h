// Places on a model, as they cross the boundary: what a ray meets, and points that the page wants to know the places of in
// every picture (hotspots, the ends of dimension lines). Plain data; metres, in the scene's space.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <optional>
#include <string>

namespace vitrine::pick {

/// A place on a mesh that moves with it.
struct Surface {
    int32_t mesh = 0, primitive = 0;  ///< indices of the file
    uint32_t vertices[3] = {0, 0, 0};
    glm::dvec3 weights{1, 0, 0};  ///< of the vertices, sum 1
};

/// A point of the model and the way that its surface faces.
struct Place {
    glm::dvec3 position{0};
    glm::dvec3 normal{0};  ///< unit; 0 = not known
};

struct Hit {
    Place place;  ///< its normal faces the ray's origin
    Surface surface;
    /// Index in the file of the variant on screen's; -1: the surface has none of its own.
    int32_t material = -1;
    std::string materialName;  ///< as in the file
};

struct Mark {
    glm::dvec3 position{0};
    std::optional<glm::dvec3> normal;  ///< seen only from this side
    std::optional<Surface> surface;    ///< where the model has it, instead of position and normal
    bool coverable = true;             ///< false: nobody asks whether the model covers it
};

struct PlacedMark {
    glm::dvec2 at{0};  ///< share of the picture: 0, 0 is its top left corner
    Place place;
    bool ahead = false;   ///< in front of the eye; else `at` means nothing
    bool facing = false;  ///< the eye is on the side of its normal
    bool clear = false;   ///< nothing of the model lies before it
    bool lost = false;    ///< the model doesn't have the surface
};

}  // namespace vitrine::pick
