#include "scene/Picker.h"

#include <limits>

namespace vitrine::scene {
namespace {

using pick::Hit;
using pick::Mark;
using pick::Place;
using pick::PlacedMark;
using pick::Surface;

struct Corners {
    glm::dvec3 a, b, c;
};

Corners cornersOf(const Model::PosedMesh& m, const uint32_t (&vertices)[3]) {
    const glm::dmat4 world(m.world);
    const auto at = [&](uint32_t i) { return glm::dvec3(world * glm::dvec4(m.positions[i], 1)); };
    return {at(vertices[0]), at(vertices[1]), at(vertices[2])};
}

Place placeOn(const Corners& c, const glm::dvec3& weights) {
    Place place;
    place.position = c.a * weights.x + c.b * weights.y + c.c * weights.z;
    const glm::dvec3 normal = glm::cross(c.b - c.a, c.c - c.a);
    const double length = glm::length(normal);
    place.normal = length > 0 ? normal / length : glm::dvec3(0, 1, 0);
    return place;
}

}  // namespace

const pick::TriangleTree& Picker::treeOf(const Model& model, const Model::PosedMesh& m) {
    auto found = mTrees.find(&m.positions);
    if (found == mTrees.end()) {
        Tree tree{pick::TriangleTree(m.positions, m.indices), model.shape()};
        found = mTrees.emplace(&m.positions, std::move(tree)).first;
    } else if (m.deformed && found->second.shape != model.shape()) {
        found->second.triangles.refit(m.positions, m.indices);
        found->second.shape = model.shape();
    }
    return found->second.triangles;
}

std::optional<pick::Meeting> Picker::cast(const Model& model, const Model::PosedMesh& m,
                                          const camera::Ray& ray, double limit) {
    if (m.topology != gltf::Topology::Triangles) return std::nullopt;
    const glm::dmat4 world(m.world);
    if (glm::determinant(world) == 0) return std::nullopt;
    const glm::dmat4 back = glm::inverse(world);
    const glm::dvec3 origin(back * glm::dvec4(ray.origin, 1));
    const glm::dvec3 direction(back * glm::dvec4(ray.direction, 0));
    const bool front = !m.twoSided;
    return treeOf(model, m).cast(m.positions, m.indices, origin, direction, limit, front);
}

std::optional<Hit> Picker::pick(const Model& model, const camera::Ray& ray) {
    std::optional<Hit> hit;
    double nearest = std::numeric_limits<double>::infinity();
    model.visit([&](const Model::PosedMesh& m) {
        const std::optional<pick::Meeting> meeting = cast(model, m, ray, nearest);
        if (!meeting) return;
        nearest = meeting->along;
        hit.emplace();
        hit->surface.mesh = m.mesh;
        hit->surface.primitive = m.primitive;
        hit->material = m.material;
        hit->surface.weights = meeting->weights;
        for (size_t k = 0; k < 3; ++k) {
            hit->surface.vertices[k] = m.indices[3 * size_t{meeting->triangle} + k];
        }
        hit->place = placeOn(cornersOf(m, hit->surface.vertices), meeting->weights);
        if (glm::dot(hit->place.normal, ray.direction) > 0) {
            hit->place.normal = -hit->place.normal;
        }
    });
    if (hit && hit->material != gltf::kNone) {
        hit->materialName = model.asset().materials[static_cast<size_t>(hit->material)].name;
    }
    return hit;
}

bool Picker::covered(const Model& model, glm::dvec3 eye, glm::dvec3 point, double margin) {
    const camera::Ray ray{eye, point - eye};
    const double limit = 1 - margin / glm::length(ray.direction);
    bool covered = false;
    model.visit([&](const Model::PosedMesh& m) {
        if (covered || !m.opaque) return;
        covered = cast(model, m, ray, limit).has_value();
    });
    return covered;
}

std::optional<Place> Picker::find(const Model& model, const Surface& s) {
    std::optional<Place> place;
    model.visit([&](const Model::PosedMesh& m) {
        if (place || m.mesh != s.mesh || m.primitive != s.primitive) return;
        for (const uint32_t v : s.vertices) {
            if (v >= m.positions.size()) return;
        }
        place = placeOn(cornersOf(m, s.vertices), s.weights);
        // A mirrored mesh runs round the other way.
        if (glm::determinant(glm::dmat3(m.world)) < 0) place->normal = -place->normal;
    });
    return place;
}

std::vector<PlacedMark> Picker::place(const std::vector<Mark>& marks, const Model& model,
                                      const camera::Pose& pose, double aspect, double margin) {
    std::vector<PlacedMark> placed;
    placed.reserve(marks.size());
    const glm::dvec3 eye(pose.eye);
    for (const Mark& mark : marks) {
        PlacedMark p;
        p.place = {mark.position, mark.normal.value_or(glm::dvec3(0))};
        bool sided = mark.normal.has_value();
        if (mark.surface) {
            const std::optional<Place> found = find(model, *mark.surface);
            p.lost = !found;
            sided = sided || found.has_value();
            if (found) p.place = *found;
        }
        const std::optional<glm::dvec2> at = camera::placeOf(pose, aspect, p.place.position);
        p.ahead = at.has_value();
        if (at) p.at = *at;
        p.facing = !sided || glm::dot(p.place.normal, eye - p.place.position) > 0;
        p.clear = !mark.coverable ||
                  (p.ahead && p.facing && !covered(model, eye, p.place.position, margin));
        placed.push_back(p);
    }
    return placed;
}

}  // namespace vitrine::scene
