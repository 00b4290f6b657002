// How far away a camera must be to show all of a model, whatever the orbit.
//
// The caller measures a model once it is posed:
//
//     FramingBuilder builder;
//     for (each mesh) builder.add(positions, count, worldMatrix);
//     builder.nextPass();
//     for (each mesh) builder.add(positions, count, worldMatrix);
//     Framing framing = builder.finish();
//
// A Framing made from a box alone (Framing::ofBox) works too, but the sphere around a box is up
// to 1.7 times the sphere around what is in it, so the model looks smaller.
//
// Lengths in metres. Pure; a Framing is plain data.
#pragma once

#include <array>
#include <cstddef>
#include <glm/glm.hpp>

namespace vitrine::camera {

/// Bounds of a model: a box, and around the box's centre a sphere and a profile of horizontal
/// reach.
struct Framing {
    static constexpr int kSlices = 16;

    glm::dvec3 min{0}, max{0};
    /// Largest distance of any vertex from the centre of the box.
    double radius = 0;
    /// reach[i]: largest horizontal distance from the centre of any vertex whose height above or
    /// below the centre is within slice i of kSlices between 0 and `radius`.
    std::array<double, kSlices> reach{};

    static Framing ofBox(glm::dvec3 min, glm::dvec3 max);

    glm::dvec3 center() const { return (min + max) * 0.5; }

    /// Radius of a sphere about `target` that holds everything. Never 0 and always finite.
    double radiusAbout(glm::dvec3 target) const;

    /// Distance from `target` at which a vertical field of view (radians) shows that sphere whole.
    double idealDistance(glm::dvec3 target, double fieldOfView) const;

    /// Width : height below which the sides would be cut at the ideal distance: at most 1, less for
    /// slim models.
    double idealAspect(glm::dvec3 target, double fieldOfView) const;
};

/// Collects vertices. Two passes over them, because sphere and profile are about the centre of the
/// box: add() for all meshes, nextPass(), add() for all again. With one pass only, finish() gives
/// ofBox().
class FramingBuilder {
public:
    /// Positions are x, y, z floats, `stride` floats apart. Values that are not finite are skipped.
    void add(const float* positions, size_t count, const glm::mat4& world, size_t stride = 3);
    void add(glm::dvec3 point);

    /// From here on the same points again: measures sphere and profile.
    void nextPass();

    /// ofBox() when nothing was measured in a second pass; a unit box for no points at all.
    Framing finish() const;

private:
    Framing mFraming;
    bool mAny = false;
    bool mSecond = false;
};

}  // namespace vitrine::camera
