// What rays meet of a model as it stands now. Sorts a mesh's triangles when a ray first comes near it, and moves them
// along when the mesh deforms. Render thread.
#pragma once

#include <glm/glm.hpp>
#include <optional>
#include <unordered_map>
#include <vector>

#include "camera/Projection.h"
#include "pick/Marks.h"
#include "pick/TriangleTree.h"
#include "scene/Model.h"

namespace vitrine::scene {

class Picker {
public:
    /// The nearest surface that is drawn.
    std::optional<pick::Hit> pick(const Model& model, const camera::Ray& ray);
    /// Whether something that isn't blended lies between the eye and the point, `margin` metres before it at the latest.
    bool covered(const Model& model, glm::dvec3 eye, glm::dvec3 point, double margin);
    /// None when the model has no such surface.
    static std::optional<pick::Place> find(const Model& model, const pick::Surface& surface);

    /// Where the marks are in a picture. `margin`: how deep below the model's surface a mark still counts as on it.
    std::vector<pick::PlacedMark> place(const std::vector<pick::Mark>& marks, const Model& model,
                                        const camera::Pose& pose, double aspect, double margin);

    /// The model is another.
    void forget() { mTrees.clear(); }

private:
    struct Tree {
        pick::TriangleTree triangles;
        uint32_t shape;  // of the model when it was fitted
    };
    const pick::TriangleTree& treeOf(const Model& model, const Model::PosedMesh& mesh);
    /// In lengths of the ray's direction.
    std::optional<pick::Meeting> cast(const Model& model, const Model::PosedMesh& mesh,
                                      const camera::Ray& ray, double limit);

    std::unordered_map<const void*, Tree> mTrees;  // by a mesh's positions
};

}  // namespace vitrine::scene
