// The triangles of one mesh, sorted by place, so that finding what a ray meets takes a few steps and not a walk over
// all of them: a tree of boxes that halves the longest side of its centres ("bounding volume hierarchy").
//
// Keeps indices and boxes, not positions: those are the caller's, and may move between calls (refit()). Pure; any thread.
#pragma once

#include <cstdint>
#include <glm/vec3.hpp>
#include <optional>
#include <vector>

namespace vitrine::pick {

/// Where a ray meets a triangle.
struct Meeting {
    double along = 0;       ///< in lengths of the ray's direction
    uint32_t triangle = 0;  ///< its first index is 3 × this
    glm::dvec3 weights{0};  ///< of its three vertices, sum 1
};

class TriangleTree {
public:
    /// Three indices per triangle, each below the number of positions. Triangles with positions that are not finite are
    /// met by nothing.
    TriangleTree(const std::vector<glm::vec3>& positions, const std::vector<uint32_t>& indices);

    /// The same triangles, moved.
    void refit(const std::vector<glm::vec3>& positions, const std::vector<uint32_t>& indices);

    /// The nearest triangle that the ray meets before `limit` (in lengths of `direction`). `front`: only triangles that
    /// it meets on the side from where their vertices run counter-clockwise.
    std::optional<Meeting> cast(const std::vector<glm::vec3>& positions,
                                const std::vector<uint32_t>& indices, glm::dvec3 origin,
                                glm::dvec3 direction, double limit, bool front) const;

private:
    struct Box {
        glm::vec3 min, max;
    };
    struct Node {
        Box box;
        uint32_t first =
            0;  // triangle in mOrder; of an inner node: its second child, the first one follows it
        uint32_t count = 0;  // 0 = inner node
    };
    uint32_t build(const std::vector<Box>& boxes, uint32_t begin, uint32_t end);

    std::vector<Node> mNodes;
    std::vector<uint32_t> mOrder;
};

}  // namespace vitrine::pick
